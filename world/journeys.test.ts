import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoPassword } from './demo.ts'
import { Bot, call, Person, type Json } from './session.ts'
import { eventually, linkMailedTo, openWholeExchange, type Whole } from './whole-exchange.ts'

const barong = '/api/v2/barong'
const peatio = '/api/v2/peatio'
let exchange: Whole

before(async () => {
  exchange = await openWholeExchange()
})
after(() => exchange.close())

const bots = new Map<string, Promise<Bot>>()
const botOf = (email: string): Promise<Bot> => {
  const known = bots.get(email) ?? makeBot(email)
  bots.set(email, known)
  return known
}

async function makeBot(email: string): Promise<Bot> {
  const person = new Person(exchange.url)
  assert.equal((await person.signIn(email, demoPassword)).status, 200)
  await person.enableSecondFactor()
  return new Bot(exchange.url, await person.createApiKey())
}

test('a newcomer comes from sign-up to a filled order, and finds it in his history', async () => {
  const bob = new Person(exchange.url)
  await bob.signIn('bob@opex.local', demoPassword)
  const offer = { market: 'btcusdt', side: 'buy', volume: '0.01', price: '50000' }
  assert.equal((await bob.call('POST', `${peatio}/market/orders`, offer)).status, 201)

  const nina = new Person(exchange.url)
  const password = 'Kestrel-over-7-hills'
  const signedUp = await nina.call('POST', `${barong}/identity/users`, {
    email: 'nina@example.com',
    password,
  })
  assert.equal(signedUp.status, 201, JSON.stringify(signedUp.body))
  assert.equal(signedUp.body['state'], 'pending')
  assert.equal(signedUp.body['level'], 0)

  const link = await linkMailedTo(exchange.url, 'nina@example.com', '/accounts/confirmation')
  const token = link.searchParams.get('confirmation_token')
  const confirmed = await nina.call('POST', `${barong}/identity/users/email/confirm_code`, { token })
  assert.equal(confirmed.status, 201, JSON.stringify(confirmed.body))
  assert.equal((await nina.signIn('nina@example.com', password)).status, 200)
  const me = await nina.call('GET', `${barong}/resource/users/me`)
  assert.deepEqual([me.body['state'], me.body['level']], ['active', 1])

  const address = await nina.call('GET', `${peatio}/account/deposit_address/btc`)
  assert.equal(address.status, 200, JSON.stringify(address.body))
  const gift = { currency: 'btc', address: address.body['address'], amount: '0.05' }
  const given = await call(`${exchange.url}/dev/faucet`, { method: 'POST', body: gift })
  assert.ok(given.status < 300, JSON.stringify(given.body))
  await eventually('the deposit is credited', async () => {
    const { body } = await nina.call('GET', `${peatio}/account/balances/btc`)
    return body['balance'] === '0.05' ? body : undefined
  })

  const order = { market: 'btcusdt', side: 'sell', volume: '0.01', ord_type: 'market' }
  const placed = await nina.call('POST', `${peatio}/market/orders`, order)
  assert.equal(placed.status, 201, JSON.stringify(placed.body))
  assert.deepEqual(
    [placed.body['state'], placed.body['executed_volume'], placed.body['avg_price']],
    ['done', '0.01', '50000.0'],
  )
  // Her very next reads show it: history from SQL, balances from the engine.
  const history = await nina.call<Json[]>('GET', `${peatio}/market/orders?state=done`)
  assert.equal(history.body[0]?.['uuid'], placed.body['uuid'])
  const trades = await nina.call<Json[]>('GET', `${peatio}/market/trades`)
  assert.deepEqual([trades.body[0]?.['amount'], trades.body[0]?.['price']], ['0.01', '50000.0'])
  const usdt = await nina.call('GET', `${peatio}/account/balances/usdt`)
  assert.equal(usdt.body['balance'], '499.0', '500 less the taker fee of 0.2 %')
})

test('two users trade by API keys; a cancel that was answered is made', async () => {
  const [alice, bob] = [await botOf('alice@opex.local'), await botOf('bob@opex.local')]
  const before = await alice.balance('eth')
  const resting = await alice.place({ market: 'ethusdt', side: 'buy', volume: '2', price: '3000' })
  assert.deepEqual([resting.status, resting.body['state']], [201, 'wait'])
  const taking = await bob.place({ market: 'ethusdt', side: 'sell', volume: '0.5', price: '2990' })
  assert.deepEqual([taking.status, taking.body['state'], taking.body['avg_price']], [201, 'done', '3000.0'])

  const partly = await alice.order(Number(resting.body['id']))
  assert.deepEqual(
    [partly.body['state'], partly.body['executed_volume'], partly.body['remaining_volume']],
    ['wait', '0.5', '1.5'],
  )
  const gained = BigInt(
    Math.round((Number((await alice.balance('eth')).balance) - Number(before.balance)) * 1e6),
  )
  assert.equal(gained, 499_500n, '0.5 eth less the maker fee of 0.1 %')

  const foreign = await bob.order(String(resting.body['uuid']))
  assert.equal(foreign.status, 404, 'nobody sees the orders of somebody else')
  assert.equal((await bob.cancel(String(resting.body['uuid']))).status, 404)

  const canceled = await alice.cancel(String(resting.body['uuid']))
  assert.deepEqual([canceled.status, canceled.body['state']], [201, 'cancel'])
  const { locked } = await alice.balance('usdt')
  assert.equal(locked, '0.0')
  const book = await call<{ bids: Json[] }>(`${exchange.url}${peatio}/public/markets/ethusdt/order-book`)
  assert.deepEqual(book.body.bids, [])
})

test('an API-key request works once: the same headers are refused the second time', async () => {
  const headers = (await botOf('alice@opex.local')).headers()
  const url = `${exchange.url}${peatio}/account/balances`
  assert.equal((await call(url, { headers })).status, 200)
  const replayed = await call<{ errors: string[] }>(url, { headers })
  assert.deepEqual([replayed.status, replayed.body.errors], [401, ['authz.nonce_expired']])
})

test('with a second factor, the password alone does not sign in', async () => {
  const password = 'Two-locks-are-better-9'
  const email = 'ola@example.com'
  const ola = new Person(exchange.url)
  await ola.call('POST', `${barong}/identity/users`, { email, password })
  const link = await linkMailedTo(exchange.url, email, '/accounts/confirmation')
  await ola.call('POST', `${barong}/identity/users/email/confirm_code`, {
    token: link.searchParams.get('confirmation_token'),
  })
  await ola.signIn(email, password)
  assert.equal((await ola.enableSecondFactor()).status, 201)

  const elsewhere = new Person(exchange.url)
  const without = await elsewhere.signIn(email, password)
  assert.deepEqual([without.status, without.body['errors']], [401, ['identity.session.missing_otp']])
  const wrong = await elsewhere.signIn(email, password, '000000')
  assert.deepEqual([wrong.status, wrong.body['errors']], [403, ['identity.session.invalid_otp']])
  assert.equal((await elsewhere.signIn(email, password, ola.code())).status, 200)
})

test('a cookie without its CSRF token changes nothing', async () => {
  const mia = new Person(exchange.url)
  const password = 'Cookies-are-not-consent-4'
  await mia.call('POST', `${barong}/identity/users`, { email: 'mia@example.com', password })
  const signedIn = await mia.signIn('mia@example.com', password)
  assert.equal(signedIn.status, 200)
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!
  const order = { market: 'btcusdt', side: 'buy', volume: '1', price: '1' }
  const url = `${exchange.url}${peatio}/market/orders`
  const without = await call<{ errors: string[] }>(url, { method: 'POST', body: order, headers: { cookie } })
  assert.deepEqual([without.status, without.body.errors], [401, ['authz.missing_csrf_token']])
  const headers = { cookie, 'x-csrf-token': 'f'.repeat(20) }
  const forged = await call<{ errors: string[] }>(url, { method: 'POST', body: order, headers })
  assert.deepEqual([forged.status, forged.body.errors], [401, ['authz.csrf_token_mismatch']])
})
