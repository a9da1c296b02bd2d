import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import {
  amountField,
  comeIn,
  line,
  message,
  noSidewaysScrolling,
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

const form = (page: Page) => page.getByRole('region', { name: 'Place an order' })
const field = (page: Page, name: string) => form(page).getByRole('textbox', { name })
const unfold = (page: Page) => form(page).getByText('Advanced', { exact: true }).click()
const sell = (page: Page) =>
  form(page)
    .getByRole('button', { name: /^Sell / })
    .click()

/** On a phone the form and the orders are panels of their own. */
async function show(page: Page, panel: 'Buy / Sell' | 'Orders'): Promise<void> {
  if (page.viewportSize()!.width < 600) await page.getByRole('tab', { name: panel }).click()
}

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    [],
  )
  await noSidewaysScrolling(page)
}

for (const [device, look] of [
  ['a desktop', {}],
  ['a phone', { width: 390, height: 844 }],
] as const) {
  test(`a pair is placed from the form, and ends when one of its legs does, on ${device}`, async (t) => {
    const { context, page, complaints } = await visit(stage, look)
    t.after(() => context.close())
    await comeIn(page, 'alice@opex.local', 'ethusdt')
    await show(page, 'Buy / Sell')
    await page.getByRole('tab', { name: 'Sell', exact: true }).click()
    await priceField(page).fill('9000')
    await amountField(page).fill('0.5')
    await unfold(page)
    await field(page, 'Or sell when the price falls to').fill('900')
    await field(page, 'then at least at').fill('850')
    assert.equal(await field(page, 'Show only').count(), 0, 'a pair says nothing else')
    await clean(page)
    await sell(page)
    await message(page, 'Order placed').first().waitFor()
    await show(page, 'Orders')
    await line(page, 'Open orders', '850.00').waitFor()
    const limit = line(page, 'Open orders', '9,000.00')
    await limit.getByRole('button', { name: /^Cancel order/ }).click()
    await page.getByText('No open orders').waitFor()
    assert.deepEqual(complaints, [])
  })

  test(`a stop that trails is placed from the form and waits, on ${device}`, async (t) => {
    const { context, page, complaints } = await visit(stage, look)
    t.after(() => context.close())
    await comeIn(page, 'bob@opex.local', 'ethusdt')
    await show(page, 'Buy / Sell')
    await page.getByRole('tab', { name: 'Sell', exact: true }).click()
    await page.getByRole('tab', { name: 'Market', exact: true }).click()
    await amountField(page).fill('0.5')
    await unfold(page)
    await field(page, 'Or until it falls from its highest by').fill('1000')
    assert.equal(await field(page, 'Wait until the price falls to').count(), 0, 'it waits for one thing')
    await clean(page)
    await sell(page)
    await message(page, 'Order placed').waitFor()
    await show(page, 'Orders')
    const order = line(page, 'Open orders', 'ETH/USDT')
    await order.getByRole('button', { name: /^Cancel order/ }).click()
    await page.getByText('No open orders').waitFor()
    assert.deepEqual(complaints, [])
  })
}
