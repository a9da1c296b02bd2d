import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { URI } from 'otpauth'
import type { Locator, Page } from 'playwright-core'
import { demoPassword } from '../demo.ts'
import { amountField, openStage, priceField, signIn, visit, type Stage } from './visitor.ts'

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage.close())

test('a limit order away from the market rests, is exported and canceled, and the funds come back', async () => {
  const { context, page, complaints } = await visit(stage)
  await signIn(page, 'alice@opex.local', demoPassword)
  await page.waitForURL(/trading/)
  await page.goto('/trading/btcusdt')
  await priceField(page).fill('50000')
  await amountField(page).fill('0.01')
  await page
    .getByRole('button', { name: /^Buy BTC/ })
    .last()
    .click()
  const row = page.getByRole('row', { name: /50,000\.00/ }).first()
  await row.waitFor()

  await page.goto('/orders?show=all')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  const csv = await readFile(await download.path(), 'utf8')
  assert.match(csv, /50000/)

  await page.goto('/orders')
  await page.getByRole('button', { name: 'Cancel all' }).click()
  await page.getByRole('button', { name: /^Cancel 1 order/ }).click()
  await page.getByText('No open orders').waitFor()
  assert.deepEqual(complaints, [])
  await context.close()
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

test('by keyboard alone: sign in, reach the form, place an order', async () => {
  const { context, page } = await visit(stage)
  await page.goto('/signin')
  await page.getByLabel('E-mail').focus()
  await page.keyboard.type('bob@opex.local')
  await reached(page, /^Password/)
  await page.keyboard.type(demoPassword)
  await page.keyboard.press('Enter')
  await page.waitForURL(/trading/)
  await page.goto('/trading/ethusdt')
  await priceField(page).waitFor()
  await reached(page, /^Price/)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('2000')
  await reached(page, /^Amount/)
  await page.keyboard.type('0.5')
  await page.keyboard.press('Enter')
  await page
    .getByRole('row', { name: /2,000\.00/ })
    .first()
    .waitFor()
  await context.close()
})

test('a lost exchange is said in words; when it is back, the page is live again and still signed in', async () => {
  const { context, page } = await visit(stage)
  await signIn(page, 'bob@opex.local', demoPassword)
  await page.waitForURL(/trading/)
  await page.goto('/trading/btcusdt')
  await page.getByText('Live', { exact: true }).waitFor()
  await stage.kill()
  await page.getByText(/Reconnecting… prices may be old/).waitFor()
  await stage.restart()
  await page.getByText(/prices may be old/).waitFor({ state: 'detached' })
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('textbox', { name: /^Amount/ }).waitFor()
  await context.close()
})

test('a second factor is enabled in the profile and asked for at the next sign-in', async () => {
  const { context, page } = await visit(stage)
  await signIn(page, 'alice@opex.local', demoPassword)
  await page.waitForURL(/trading/)
  await page.goto('/profile/security')
  await page.getByRole('button', { name: 'Set up' }).click()
  const link = await page.getByRole('link', { name: 'Open in an app' }).getAttribute('href')
  const totp = URI.parse(link!)
  assert.ok('generate' in totp)
  // A code works once: the next one is of the next time step, which the server accepts early.
  const codeAfter = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 } as never)
  await page.getByLabel('Authenticator code').fill(codeAfter(0))
  await page.getByRole('button', { name: 'Turn off' }).waitFor()
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor()

  await signIn(page, 'alice@opex.local', demoPassword)
  await page.getByRole('heading', { name: 'Second factor' }).waitFor()
  await page.getByLabel('Authenticator code').fill(codeAfter(1))
  await page.waitForURL(/trading/)
  await context.close()
})

for (const theme of ['dark', 'light'] as const) {
  test(`no page has an accessibility violation or a complaint (${theme})`, async () => {
    const { context, page, complaints } = await visit(stage, { theme })
    const check = async (path: string, ready: string) => {
      await page.goto(path)
      await page.getByRole('heading', { name: ready }).first().waitFor({ state: 'attached' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html ?? ''}`),
        [],
      )
    }
    await check('/', 'Markets')
    await check('/signin', 'Sign in')
    await check('/signup', 'Create')
    await check('/trading/btcusdt', 'BTC/USDT')
    await signIn(page, 'bob@opex.local', demoPassword)
    await page.waitForURL(/trading/)
    await check('/wallets', 'Wallets')
    await check('/profile', 'Profile')
    await check('/orders', 'Orders')
    assert.deepEqual(complaints, [])
    await context.close()
  })
}
