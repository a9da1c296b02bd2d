import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { demoPassword } from './demo.ts'
import { Bot, Person, type Json } from './session.ts'
import { eventually, openWholeExchange, type Whole } from './whole-exchange.ts'

const path = '/api/v2/peatio/market/orders'
let exchange: Whole
let alice: Bot
let bob: Bot

async function botOf(email: string): Promise<Bot> {
  const person = new Person(exchange.url)
  assert.equal((await person.signIn(email, demoPassword)).status, 200)
  await person.enableSecondFactor()
  return new Bot(exchange.url, await person.createApiKey())
}
before(async () => {
  exchange = await openWholeExchange()
  ;[alice, bob] = [await botOf('alice@opex.local'), await botOf('bob@opex.local')]
})
after(() => exchange.close())
beforeEach(async () => {
  for (const bot of [alice, bob]) await bot.call('POST', `${path}/cancel`)
  // The last price is 3,000 in every journey.
  await place(bob, { side: 'buy', volume: '0.1', price: '3000' })
  await place(alice, { side: 'sell', volume: '0.1', price: '3000' })
})

async function place(bot: Bot, order: Json): Promise<Json> {
  const placed = await bot.place({ market: 'ethusdt', ...order })
  assert.equal(placed.status, 201, JSON.stringify(placed.body))
  return placed.body
}
const stateOf = async (bot: Bot, order: Json) => {
  const { state, executed_volume: done, cancel_reason: why } = (await bot.order(Number(order['id']))).body
  return why === undefined ? [state, done] : [state, done, why]
}

test('a stop sells when the price falls, at what is bid then, and what it promised is free again', async () => {
  const before = await alice.balance('eth')
  const stop = await place(alice, { side: 'sell', volume: '1', ord_type: 'stop_market', stop_price: '2900' })
  assert.deepEqual([stop['state'], stop['triggered']], ['wait', false])
  assert.equal((await alice.balance('eth')).locked, '1.0')
  await place(bob, { side: 'buy', volume: '0.7', price: '2890' })
  await place(alice, { side: 'sell', volume: '0.1', price: '2895' })
  assert.deepEqual(await stateOf(alice, stop), ['wait', '0.0'], 'nothing was traded yet')
  await place(bob, { side: 'buy', volume: '0.1', price: '2895' })
  assert.deepEqual(await stateOf(alice, stop), ['cancel', '0.7', 'unfilled'])
  const after = await alice.balance('eth')
  assert.equal(after.locked, '0.0')
  assert.equal(
    Math.round((Number(before.balance) - Number(after.balance)) * 1e5),
    80_000,
    '0.7 and 0.1 eth sold',
  )
})

test('of two linked orders the target is reached, and the stop is gone with it', async () => {
  const ask = { market: 'ethusdt', side: 'sell', volume: '1', price: '3100', stop_price: '2800' }
  const answer = await alice.call<Json[]>('POST', `${path}/oco`, ask)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  const [target, stop] = answer.body as [Json, Json]
  assert.equal((await alice.balance('eth')).locked, '1.0', 'one promise for both')
  await place(bob, { side: 'buy', volume: '1', price: '3100' })
  assert.deepEqual(await stateOf(alice, target), ['done', '1.0'])
  assert.deepEqual(await stateOf(alice, stop), ['cancel', '0.0', 'oco'])
  assert.equal((await alice.balance('eth')).locked, '0.0')
})

test('fifty orders in one request are answered one by one, and can be sent again after a lost answer', async () => {
  const orders = Array.from({ length: 50 }, (_, index) => ({
    market: 'ethusdt',
    side: index === 7 ? 'sideways' : 'buy',
    volume: '0.01',
    price: String(2000 + index),
    client_order_id: `ladder-${index}`,
  }))
  type Answer = { status: number; body?: Json; errors?: string[] }
  const send = () => alice.call<Answer[]>('POST', `${path}/batch`, { orders })
  const first = await send()
  assert.equal(first.status, 201)
  assert.deepEqual(
    first.body.map(({ status }) => status),
    orders.map((_, index) => (index === 7 ? 422 : 201)),
  )
  assert.deepEqual(first.body[7]!.errors, ['market.order.invalid_side'])
  assert.deepEqual((await send()).body, first.body)
  const open = await alice.call<Json[]>('GET', `${path}?state=wait&limit=1000`)
  assert.equal(open.body.length, 49)
  const found = await alice.call('GET', `${path}/client/ladder-49`)
  assert.deepEqual(found.body['id'], first.body[49]!.body!['id'])
})

test('a bot that falls silent leaves no orders behind, and one that speaks keeps them', async () => {
  const order = await place(alice, { side: 'buy', volume: '0.1', price: '2000' })
  const kept = await place(bob, { side: 'buy', volume: '0.1', price: '2000' })
  const setFor = (bot: Bot, timeout: number) => bot.call('POST', `${path}/cancel_after`, { timeout })
  await setFor(bob, 1)
  assert.equal((await setFor(alice, 1)).status, 201)
  await setFor(bob, 3600)
  const { body } = await eventually('the switch goes off', async () => {
    const answer = await alice.order(Number(order['id']))
    return answer.body['state'] === 'cancel' ? answer : undefined
  })
  assert.equal(body['cancel_reason'], 'dead_man')
  assert.deepEqual(await stateOf(bob, kept), ['wait', '0.0'])
  assert.deepEqual((await setFor(bob, 0)).body, { timeout: 0, expires_at: null })
})
