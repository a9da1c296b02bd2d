import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { demoPassword } from '../demo.ts'
import {
  amountField,
  comeIn,
  isLive,
  line,
  message,
  openStage,
  priceField,
  visit,
  type Stage,
} from './visitor.ts'

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage.close())

const balances = 'Your balances on this market'
const buy = (page: Page): Locator =>
  page.getByRole('region', { name: 'Place an order' }).getByRole('button', { name: /^Buy / })

test('a limit order away from the market waits, holds its price, and gives it back when canceled', async (t) => {
  const { context, page, complaints } = await visit(stage)
  t.after(() => context.close())
  await comeIn(page, 'alice@opex.local')
  const usdt = line(page, balances, 'USDT')
  await usdt.getByText('250,000.00').waitFor()
  await priceField(page).fill('50000')
  await amountField(page).fill('0.01')
  await buy(page).click()
  await message(page, 'Order placed').waitFor()
  const order = line(page, 'Open orders', '50,000.00')
  await order.getByText('0.010000 BTC').waitFor()
  await usdt.getByText('249,500.00').waitFor()
  await usdt.getByText('500.00', { exact: true }).waitFor()

  await order.getByRole('button', { name: 'Cancel order: Buy 0.010000 BTC/USDT at 50,000.00' }).click()
  await message(page, 'Order canceled').waitFor()
  await page.getByText('No open orders').waitFor()
  await usdt.getByText('250,000.00').waitFor()
  await usdt.getByText('0.00', { exact: true }).waitFor()
  assert.deepEqual(complaints, [])
})

test('a market order shows its price before and its trade afterwards; the history leaves as CSV', async (t) => {
  const { context, page, complaints } = await visit(stage)
  t.after(() => context.close())
  await comeIn(page, 'alice@opex.local', 'ethusdt')
  await page.getByRole('tab', { name: 'Market', exact: true }).click()
  await amountField(page).fill('0.05')
  await page.locator('dt:text-is("Estimated slippage") + dd').getByText(/%$/).waitFor()
  await buy(page).click()
  await message(page, 'Bought ETH/USDT').waitFor()
  await page.getByRole('tab', { name: 'Trade history' }).click()
  await line(page, 'Trade history', 'ETH/USDT').first().getByText('Taker').waitFor()

  await page.getByRole('tab', { name: 'Order history' }).click()
  await line(page, 'Order history', 'ETH/USDT').getByText('Filled', { exact: true }).first().waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  assert.match(download.suggestedFilename(), /^orders-.*\.csv$/)
  const csv = await readFile(await download.path(), 'utf8')
  assert.equal(csv[0], '\ufeff', 'spreadsheets take it for UTF-8 by this mark')
  const [head, ...rows] = csv.slice(1).trimEnd().split('\r\n')
  assert.equal(
    head,
    'id,uuid,placed,updated,market,side,type,price,average_price,amount,filled,remaining,status',
  )
  const cells = rows.map((row) => row.split(',')).filter(([, , , , market]) => market === 'ethusdt')
  assert.deepEqual(
    cells.map((row) => row.slice(5, 7).concat(row.slice(9))),
    [['buy', 'market', '0.05', '0.05', '0.0', 'done']],
  )
  assert.deepEqual(complaints, [])
})

test('a price is taken from the book by a click; what cannot be sent says why beside its field', async (t) => {
  const { context, page, complaints } = await visit(stage)
  t.after(() => context.close())
  await comeIn(page, 'bob@opex.local', 'ethusdt')
  await page.getByRole('list', { name: 'Asks, best price last' }).getByRole('button').last().click()
  assert.match(await priceField(page).inputValue(), /^3\d{3}\.\d+$/)
  const refused = async (text: RegExp) => {
    await amountField(page).press('Enter')
    await page.getByRole('region', { name: 'Place an order' }).getByText(text).waitFor()
    assert.equal(await amountField(page).getAttribute('aria-invalid'), 'true')
  }
  await amountField(page).fill('90000')
  await refused(/^Only 250,000\.00 USDT is available\.$/)
  await amountField(page).fill('0.0000001')
  await refused(/^Amounts here take at most 5 decimals\.$/)
  await page.getByText('No open orders').waitFor()
  assert.deepEqual(complaints, [])
})

/** Presses Tab until a field of that label has the focus. */
async function reached(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    const focused = page.locator('input:focus')
    if ((await focused.count()) === 1 && name.test(await labelOf(focused))) return
  }
  assert.fail(`the Tab key never reaches ${name}`)
}

const labelOf = async (field: Locator): Promise<string> => {
  const id = await field.getAttribute('id')
  const label = field.page().locator(`label[for="${id}"]`)
  return (await label.count()) > 0
    ? label.first().innerText()
    : ((await field.getAttribute('aria-label')) ?? '')
}

test('by keyboard alone: sign in, reach the form, place an order, cancel it', async (t) => {
  const { context, page, complaints } = await visit(stage)
  t.after(() => context.close())
  await page.goto('/signin')
  await reached(page, /^E-mail/)
  await page.keyboard.type('bob@opex.local')
  await reached(page, /^Password/)
  await page.keyboard.type(demoPassword)
  await page.keyboard.press('Enter')
  await page.waitForURL(/trading/)
  await page.goto('/trading/ethusdt')
  await isLive(page)
  await priceField(page).waitFor()
  await reached(page, /^Price/)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('2000')
  await reached(page, /^Amount/)
  await page.keyboard.type('0.5')
  await page.keyboard.press('Enter')
  const order = line(page, 'Open orders', '2,000.00')
  await order.waitFor()
  await order.getByRole('button', { name: /^Cancel order/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('No open orders').waitFor()
  // Out of a field, a letter is a shortcut.
  await page.keyboard.press('s')
  await page.getByRole('tab', { name: 'Sell', selected: true }).waitFor()
  await page.locator('input:focus').waitFor()
  assert.match(await labelOf(page.locator('input:focus')), /^Amount/)
  assert.deepEqual(complaints, [])
})
