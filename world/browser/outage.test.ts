import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { demoPassword } from '../demo.ts'
import { call, Person } from '../session.ts'
import { eventually } from '../whole-exchange.ts'
import { comeIn, isLive, line, openStage, visit, type Stage } from './visitor.ts'

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage.close())

const bestBid = async (page: Page): Promise<string> => {
  const bids = page.getByRole('list', { name: 'Bids, best price first' })
  return (await bids.getByRole('button').first().innerText()).replace(/[^\d.]/g, '')
}

/** The makers go on meanwhile, so both are asked until they agree. */
const booksAgree = (page: Page): Promise<true> =>
  eventually('the page shows the book that the exchange has', async () => {
    const depth = `${stage.exchange().url}/api/v2/peatio/public/markets/btcusdt/depth?limit=1`
    const { body } = await call<{ bids: [string, string][] }>(depth)
    const [shown, asked] = [await bestBid(page), body.bids[0]?.[0]]
    return asked !== undefined && Number(shown) === Number(asked) ? true : undefined
  })

test('a lost exchange is said in words; when it is back, the page is live, in step and still signed in', async (t) => {
  const { context, page } = await visit(stage)
  t.after(() => context.close())
  await comeIn(page, 'bob@opex.local')
  await booksAgree(page)

  await stage.kill()
  await page.getByRole('alert').filter({ hasText: 'Reconnecting… prices may be old.' }).waitFor()
  await page.getByRole('status', { name: 'Market data: Reconnecting' }).waitFor()
  await stage.restart()
  await isLive(page)
  await page.getByText('prices may be old').waitFor({ state: 'detached' })
  await booksAgree(page)

  // Still signed in, and told of his own orders: one that he places elsewhere appears without a reload.
  const elsewhere = new Person(stage.exchange().url)
  await elsewhere.signIn('bob@opex.local', demoPassword)
  const order = { market: 'btcusdt', side: 'buy', volume: '0.01', price: '41000' }
  const placed = await elsewhere.call('POST', '/api/v2/peatio/market/orders', order)
  await line(page, 'Open orders', '41,000.00').waitFor()
  await line(page, 'Your balances on this market', 'USDT').getByText('410.00', { exact: true }).waitFor()
  await elsewhere.call('POST', `/api/v2/peatio/market/orders/${String(placed.body['uuid'])}/cancel`)
  await page.getByText('No open orders').waitFor()
})

test('whoever was signed out elsewhere is asked to sign in, and not shown an empty account', async (t) => {
  const { context, page } = await visit(stage)
  t.after(() => context.close())
  await comeIn(page, 'alice@opex.local')
  const cookies = await context.cookies()
  const session = cookies.find(({ name }) => name === '_barong_session')!
  const cookie = `${session.name}=${session.value}`
  // The same browser, in another tab: the session ends for both.
  const agent = (await page.evaluate<string>('navigator.userAgent')) || ''
  const headers = { cookie, 'user-agent': agent }
  await call(`${stage.exchange().url}/api/v2/barong/identity/sessions`, { method: 'DELETE', headers })
  await page.goto('/wallets')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})
