import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { comeIn, isLive, noSidewaysScrolling, openStage, visit, type Stage } from './visitor.ts'

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage.close())

/** Where to go, and what is there when the page is. */
const open: [string, (page: Page) => Promise<unknown>][] = [
  ['/', (page) => page.getByRole('heading', { name: 'Markets' }).first().waitFor()],
  ['/signin', (page) => page.getByRole('heading', { name: 'Sign in' }).waitFor()],
  ['/signup', (page) => page.getByRole('heading', { name: /^Create/ }).waitFor()],
  ['/forgot_password', (page) => page.getByRole('heading', { level: 1 }).waitFor()],
  ['/trading/btcusdt', traded],
  ['/proof-of-liabilities', (page) => page.getByRole('heading', { name: 'Published proofs' }).waitFor()],
  ['/no-such-page', (page) => page.getByRole('heading', { level: 1 }).waitFor()],
]
const ofUsers: [string, (page: Page) => Promise<unknown>][] = [
  ['/', (page) => page.getByRole('heading', { name: 'Markets' }).first().waitFor()],
  ['/trading/btcusdt', traded],
  [
    '/wallets',
    (page) => page.getByRole('table', { name: 'Balances by asset' }).getByText('Bitcoin').waitFor(),
  ],
  ['/wallets/eth', (page) => page.getByRole('button', { name: 'Get test coins', disabled: false }).waitFor()],
  ['/profile', (page) => page.getByText('bob@opex.local').first().waitFor()],
  ['/profile/security', (page) => page.getByRole('button', { name: 'Change password' }).waitFor()],
  ['/profile/api-keys', (page) => page.getByText('Turn on two-factor').waitFor()],
  ['/profile/activity', (page) => page.getByRole('table').waitFor()],
  ['/orders', (page) => page.getByText('No open orders').waitFor()],
  ['/history', (page) => page.getByRole('tab', { name: 'Deposits' }).waitFor()],
]

async function traded(page: Page): Promise<void> {
  await isLive(page)
  await page.getByRole('heading', { level: 1, name: 'BTC/USDT' }).waitFor()
  if (page.viewportSize()!.width < 768) return
  await page.getByRole('list', { name: 'Bids, best price first' }).getByRole('button').first().waitFor()
  await page.getByRole('region', { name: 'Recent trades' }).getByRole('row').nth(1).waitFor()
}

const onDesktop = { width: 1440, height: 900 }
const onPhone = { width: 380, height: 800 }

for (const [what, look] of [
  ['dark, on a desktop', { ...onDesktop, theme: 'dark' }],
  ['light, on a desktop', { ...onDesktop, theme: 'light' }],
  ['light, on a phone', { ...onPhone, theme: 'light' }],
] as const) {
  test(`${what}: every page is accessible, fits, and has nothing to complain about`, async (t) => {
    const { context, page, complaints } = await visit(stage, look)
    t.after(() => context.close())
    const examine = async (where: string) => {
      assert.equal(await page.locator('html').getAttribute('data-theme'), look.theme)
      await noSidewaysScrolling(page)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const found = violations.map(
        ({ id, nodes }) => `${where}: ${id} ${nodes.map(({ html }) => html).join(' ')}`,
      )
      assert.deepEqual(found, [])
    }
    const check = async (path: string, ready: (page: Page) => Promise<unknown>) => {
      await page.goto(path)
      await ready(page)
      await examine(path)
    }
    for (const [path, ready] of open) await check(path, ready)
    await comeIn(page, 'bob@opex.local')
    for (const [path, ready] of ofUsers) await check(path, ready)
    if (look.width < 768) {
      await page.goto('/trading/btcusdt')
      for (const name of ['Book', 'Buy / Sell', 'Orders', 'Chart']) {
        await page.getByRole('tab', { name, exact: true }).click()
        await page.getByRole('tab', { name, exact: true, selected: true }).waitFor()
        await examine(`trade page, ${name}`)
      }
    }
    assert.deepEqual(complaints, [])
  })
}
