import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { URI, type TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { demoPassword } from '../demo.ts'
import { Bot } from '../session.ts'
import { comeIn, line, message, openStage, signIn, visit, type Stage } from './visitor.ts'

let stage: Stage
before(async () => {
  stage = await openStage({ OPEX_DEMO_MAKERS: '0' })
})
after(() => stage.close())

/** Turns the second factor on by what is on the screen. Gives codes, each of a later time step. */
async function setUp(page: Page): Promise<() => string> {
  await page.getByRole('button', { name: 'Set up' }).click()
  const link = await page.getByRole('link', { name: 'Open in an app' }).getAttribute('href')
  const totp = URI.parse(link!) as TOTP
  let used = 0
  const code = () => {
    used = Math.max(used + 1, Math.floor(Date.now() / 30_000))
    return totp.generate({ timestamp: used * 30_000 })
  }
  await page.getByLabel('Authenticator code').fill('000000')
  await page
    .getByRole('alert')
    .or(page.getByText(/wrong|not right|did not/i))
    .first()
    .waitFor()
  await page.getByLabel('Authenticator code').fill(code())
  await message(page, 'Two-factor authentication is on').waitFor()
  await page.getByRole('button', { name: 'Turn off' }).waitFor()
  return code
}

test('a second factor is enabled in the profile and asked for at the next sign-in', async (t) => {
  const { context, page } = await visit(stage)
  t.after(() => context.close())
  await comeIn(page, 'alice@opex.local')
  await page.goto('/profile/security')
  const code = await setUp(page)
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor()

  await signIn(page, 'alice@opex.local', demoPassword)
  await page.getByRole('heading', { name: 'Second factor' }).waitFor()
  assert.match(page.url(), /\/signin/)
  await page.getByLabel('Authenticator code').fill(code())
  await page.waitForURL(/trading/)
  await page.goto('/profile')
  await page.getByText('alice@opex.local').first().waitFor()
})

test('an API key is made with a code, its secret is shown once, and it trades', async (t) => {
  const { context, page } = await visit(stage)
  t.after(() => context.close())
  await comeIn(page, 'bob@opex.local')
  await page.goto('/profile/api-keys')
  await page
    .getByRole('link', { name: 'Set up two-factor' })
    .or(page.getByRole('button', { name: 'Set up two-factor' }))
    .click()
  const code = await setUp(page)
  await page.getByRole('link', { name: 'API keys' }).click()
  await page.getByText('No API keys yet').waitFor()
  await page.getByRole('button', { name: 'Create key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create an API key' })
  await dialog.getByLabel('Authenticator code').fill(code())
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await page.getByText('Your new API key').waitFor()
  const told = async (name: string) =>
    (await page.locator(`dt:text-is("${name}") + dd`).innerText()).split(/\s/)[0]!
  const key = { kid: await told('Key'), secret: await told('Secret') }
  assert.match(key.kid, /^[0-9a-f]{16}$/)
  assert.match(key.secret, /^[0-9a-f]{32}$/)

  await page.getByRole('button', { name: 'I have stored the secret' }).click()
  await line(page, 'API keys', key.kid).waitFor()
  await page.reload()
  await line(page, 'API keys', key.kid).waitFor()
  assert.ok(!(await page.content()).includes(key.secret), 'it is told once')

  const bot = new Bot(stage.exchange().url, key)
  const placed = await bot.place({ market: 'ethusdt', side: 'buy', volume: '0.1', price: '1234' })
  assert.equal(placed.status, 201, JSON.stringify(placed.body))
  await page.goto('/orders')
  await line(page, 'Open orders', '1,234.00').waitFor()
})
