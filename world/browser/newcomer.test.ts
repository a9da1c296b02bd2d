import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { call } from '../session.ts'
import { linkMailedTo } from '../whole-exchange.ts'
import { amountField, noSidewaysScrolling, openStage, visit, type Stage } from './visitor.ts'

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage.close())

for (const [screen, size] of [
  ['a desktop', { width: 1440, height: 900 }],
  ['a phone', { width: 380, height: 800 }],
] as const) {
  test(`on ${screen}, a newcomer comes from the landing page to a filled order in under two minutes`, async () => {
    const started = Date.now()
    const { url } = stage.exchange()
    const { context, page, complaints } = await visit(stage, size)
    const email = `nina-${size.width}@example.com`
    await page.goto('/')
    await page.getByRole('link', { name: 'Create an account' }).first().click()
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('Kestrel-over-7-hills')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()

    const link = await linkMailedTo(url, email, '/accounts/confirmation')
    await page.goto(link.pathname + link.search)
    await page.getByRole('heading', { name: 'Your e-mail is confirmed' }).waitFor()

    await page.goto('/wallets/usdt')
    await page.getByRole('button', { name: 'Get test coins' }).click()
    await page.getByRole('link', { name: /Trade BTC\/USDT now/ }).click()

    if (size.width < 768) await page.getByRole('button', { name: 'Buy BTC' }).first().click()
    await page.getByRole('tab', { name: 'Market', exact: true }).click()
    await amountField(page).fill('0.002')
    await page
      .getByText(/Estimated|Average price|Slippage/i)
      .first()
      .waitFor()
    await page
      .getByRole('button', { name: /^Buy BTC/ })
      .last()
      .click()
    await page
      .getByText(/filled|bought/i)
      .first()
      .waitFor()
    await noSidewaysScrolling(page)

    await page.goto('/orders?show=all')
    await page.locator('td', { hasText: 'Filled' }).first().waitFor()
    await noSidewaysScrolling(page)
    assert.deepEqual(complaints, [])
    const seconds = Math.round((Date.now() - started) / 1_000)
    console.log(`on ${screen}: ${seconds} s from the landing page to the order in the history`)
    assert.ok(seconds < 120, 'two minutes are what the README promises')
    const book = await call<{ asks: unknown[] }>(`${url}/api/v2/peatio/public/markets/btcusdt/depth`)
    assert.ok(book.body.asks.length > 5, 'the market makers keep a book')
    await context.close()
  })
}
