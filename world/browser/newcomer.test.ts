import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { amountField, line, message, noSidewaysScrolling, openStage, visit, type Stage } from './visitor.ts'

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage.close())

for (const [screen, size] of [
  ['a desktop', { width: 1440, height: 900 }],
  ['a phone', { width: 380, height: 800 }],
] as const) {
  test(`on ${screen}, a newcomer comes from the landing page to a filled order in under two minutes`, async (t) => {
    const started = Date.now()
    const { context, page, complaints } = await visit(stage, size)
    t.after(() => context.close())
    const email = `nina-${size.width}@example.com`
    await page.goto('/')
    await page.getByRole('link', { name: 'Create an account' }).first().click()
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('Kestrel-over-7-hills')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
    await noSidewaysScrolling(page)

    const opened = context.waitForEvent('page')
    await page.getByRole('link', { name: 'Open the mailbox' }).click()
    const mailbox = await opened
    const letter = mailbox.getByRole('article').filter({ hasText: `To ${email}` })
    await noSidewaysScrolling(mailbox)
    await letter.getByRole('link', { name: 'Open the link' }).click()
    await mailbox.getByRole('heading', { name: 'Your e-mail is confirmed' }).waitFor()
    await mailbox.close()

    // The tab that was left waiting has noticed by itself.
    await page.getByRole('heading', { name: 'Your e-mail is confirmed' }).waitFor()
    await page.getByRole('link', { name: 'Get test coins' }).click()
    await page.getByRole('button', { name: 'Get test coins' }).click()
    await page.getByText(/credited\./).waitFor()
    await noSidewaysScrolling(page)
    await page.getByRole('link', { name: /Trade BTC\/USDT now/ }).click()

    if (size.width < 768) await page.getByRole('button', { name: 'Buy BTC' }).click()
    const form = page.getByRole('region', { name: 'Place an order' })
    await form.getByRole('tab', { name: 'Market', exact: true }).click()
    await amountField(page).fill('0.002')
    for (const name of ['Estimated average price', 'Estimated slippage', 'Estimated total', 'You receive']) {
      await form
        .getByRole('definition')
        .and(page.locator(`dt:text-is("${name}") + dd`))
        .getByText(/\d/)
        .waitFor()
    }
    await noSidewaysScrolling(page)
    await form.getByRole('button', { name: 'Buy BTC' }).click()
    await message(page, 'Bought BTC/USDT').waitFor()
    await message(page, /^0\.002000 BTC at [\d,]+\.\d\d USDT on average$/).waitFor()

    await page.getByRole('link', { name: 'Orders', exact: true }).click()
    await page.getByRole('tab', { name: 'All orders' }).click()
    const filled = line(page, 'All orders', 'BTC/USDT')
    await filled.getByText('Filled', { exact: true }).waitFor()
    await filled.getByText('0.002000 BTC').waitFor()
    await noSidewaysScrolling(page)
    await page.getByRole('link', { name: 'Wallets', exact: true }).click()
    // 0.002 less the taker's fee of 0.2 %.
    await line(page, 'Balances by asset', 'Bitcoin').getByText('0.00199600').first().waitFor()
    assert.deepEqual(complaints, [])
    const seconds = Math.round((Date.now() - started) / 1_000)
    console.log(`on ${screen}: ${seconds} s from the landing page to the order in the history`)
    assert.ok(seconds < 120, 'two minutes are what the README promises')
  })
}
