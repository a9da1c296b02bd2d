import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amount, unit, type AccountId, type AssetCode } from '../../core/units/index.ts'
import { openScene, type Peer } from './scene.ts'

/** What is waited for and never comes fails its test. */
const limit = { timeout: 30_000 }

const own = 'order,trade,balances,deposit,deposit_address'
const keys = ({ heard }: Peer) =>
  heard.map((message) => (typeof message === 'string' ? message : Object.keys(message)[0]))

test("a user's order, trade and balances reach him, and nobody else", limit, async (t) => {
  const scene = await openScene(t)
  const alice = await scene.connect(own, { uid: 'IDALICE', path: 'private' })
  const bob = await scene.connect(own, { uid: 'IDBOB', path: 'private' })
  const carol = await scene.connect(own, { uid: 'IDCAROL', path: 'private' })
  const anonymous = await scene.connect(own)
  const at = scene.now.at / 1000

  const answer = await scene.place('IDALICE', { side: 'sell', price: 10_100, quantity: 1500 })
  const resting = {
    id: 1,
    uuid: answer.orders[0]!.uuid,
    market: 'btcusdt',
    market_type: 'spot',
    side: 'sell',
    kind: 'ask',
    ord_type: 'limit',
    price: '101.0',
    avg_price: '0.0',
    state: 'wait',
    origin_volume: '1.5',
    remaining_volume: '1.5',
    executed_volume: '0.0',
    trades_count: 0,
    maker_fee: '0.001',
    taker_fee: '0.002',
    at,
    created_at: at,
    updated_at: at,
  }
  assert.deepEqual(await alice.next('order'), resting)
  assert.deepEqual(await alice.next('balances'), { btc: ['999998.5', '1.5'] })

  await scene.place('IDBOB', { side: 'buy', price: 10_200, quantity: 500 })
  const filled = { avg_price: '101.0', remaining_volume: '1.0', executed_volume: '0.5', trades_count: 1 }
  assert.deepEqual(await alice.next('order'), { ...resting, ...filled })
  const trade = {
    id: 1,
    price: '101.0',
    amount: '0.5',
    total: '50.5',
    market: 'btcusdt',
    taker_type: 'buy',
    created_at: at,
  }
  assert.deepEqual(await alice.next('trade'), { ...trade, side: 'sell', order_id: 1 })
  assert.deepEqual(await bob.next('trade'), { ...trade, side: 'buy', order_id: 2 })
  const taken = (await bob.next('order')) as { state: string; side: string; id: number }
  assert.deepEqual([taken.id, taken.side, taken.state], [2, 'buy', 'done'])
  assert.deepEqual(await alice.next('balances'), { btc: ['999998.5', '1.0'], usdt: ['1000050.4495', '0.0'] })
  assert.deepEqual(await bob.next('balances'), { btc: ['1000000.499', '0.0'], usdt: ['999949.5', '0.0'] })

  await scene.submit({
    kind: 'cancel_order',
    account: 'IDALICE' as AccountId,
    order: answer.orders[0]!.order,
  })
  assert.equal(((await alice.next('order')) as { state: string }).state, 'cancel')
  for (const stranger of [carol, anonymous]) {
    stranger.say('ping')
    await stranger.next('pong')
    assert.deepEqual(keys(stranger), ['success', 'pong'])
  }
})

test('nobody trades with himself: he hears that the younger order gave way, and why', limit, async (t) => {
  const scene = await openScene(t)
  const alice = await scene.connect('order', { uid: 'IDALICE' })
  await scene.place('IDALICE', { side: 'sell', price: 10_100, quantity: 5 })
  await scene.place('IDALICE', { side: 'buy', price: 10_100, quantity: 5 })
  const orders = [await alice.next('order'), await alice.next('order')] as Record<string, unknown>[]
  assert.deepEqual(
    orders.map(({ id, state, cancel_reason: reason }) => [id, state, reason]),
    [
      [1, 'wait', undefined],
      [2, 'cancel', 'self_trade'],
    ],
  )
})

test('a deposit and a new address are told to their owner', limit, async (t) => {
  const scene = await openScene(t)
  const alice = await scene.connect(own, { uid: 'IDALICE' })
  const bob = await scene.connect(own, { uid: 'IDBOB' })
  const credit = { asset: 'btc' as AssetCode, sum: amount(2n * unit), reference: 'tx1' }
  await scene.submit({ kind: 'credit_deposit', account: 'IDALICE' as AccountId, ...credit })
  const created_at = scene.now.at / 1000
  assert.deepEqual(await alice.next('deposit'), {
    currency: 'btc',
    amount: '2.0',
    txid: 'tx1',
    state: 'accepted',
    created_at,
  })
  const address = { type: 'create' as const, currencies: ['btc'], blockchain_key: 'devnet', address: 'dev1' }
  scene.ranger.publishDepositAddress('IDALICE', address)
  assert.deepEqual(await alice.next('deposit_address'), address)
  bob.say('ping')
  await bob.next('pong')
  assert.deepEqual(keys(bob), ['success', 'pong'])
})

test('a user hears nothing more from the moment his session ends', limit, async (t) => {
  const scene = await openScene(t)
  const phone = await scene.connect(own, { uid: 'IDALICE', session: 'phone', path: 'private' })
  const desk = await scene.connect(own, { uid: 'IDALICE', session: 'desk', path: 'private' })
  const bob = await scene.connect(own, { uid: 'IDBOB', session: 'phone', path: 'private' })
  scene.ranger.revoke('IDALICE', 'phone')
  await scene.place('IDALICE', { side: 'sell', price: 10_100, quantity: 1500 })
  assert.equal(await phone.closed, 1008)
  assert.deepEqual(keys(phone), ['success'])
  await desk.next('order')
  scene.ranger.revoke('IDALICE')
  assert.equal(await desk.closed, 1008)
  assert.equal(bob.ws.readyState, bob.ws.OPEN)
  while (scene.ranger.clients() > 1) await new Promise(setImmediate)
})
