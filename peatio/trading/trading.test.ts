import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import type { Order, OrderWithTrades, Trade } from '../../contract/index.ts'
import { openScene, type Reply, type Scene } from './scene.ts'

let scene: Scene
before(async () => (scene = await openScene()))
after(() => scene.close())
beforeEach(async () => {
  for (const who of ['alice', 'bob', 'carol']) await scene.post(who, '/market/orders/cancel')
  scene.pass(1_000)
})

type Ask = {
  market?: string
  side?: string
  volume?: unknown
  price?: unknown
  ord_type?: string
  [more: string]: unknown
}
const limit = (side: string, volume: string, price: string, more: Ask = {}): Ask => ({
  market: 'btcusd',
  side,
  volume,
  price,
  ...more,
})
const orderOf = ({ status, body }: Reply): Order => {
  assert.equal(status, 201, JSON.stringify(body))
  return body as Order
}
const place = async (who: string, ask: Ask) => orderOf(await scene.post(who, '/market/orders', ask))
const list = async (who: string, query = '') => {
  const { status, body } = await scene.get(who, `/market/orders${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body as Order[]
}
const trades = async (who: string, query = '') =>
  (await scene.get(who, `/market/trades${query}`)).body as Trade[]
const ids = (rows: { id: number }[]) => rows.map(({ id }) => id)

test('a resting order is answered with everything the wire says of an order', async () => {
  const order = await place('alice', limit('buy', '0.5', '100.25'))
  assert.deepEqual(order, {
    id: order.id,
    uuid: order.uuid,
    side: 'buy',
    ord_type: 'limit',
    price: '100.25',
    avg_price: '0.0',
    state: 'wait',
    market: 'btcusd',
    market_type: 'spot',
    created_at: order.created_at,
    updated_at: order.created_at,
    origin_volume: '0.5',
    remaining_volume: '0.5',
    executed_volume: '0.0',
    maker_fee: '0.001',
    taker_fee: '0.002',
    trades_count: 0,
  })
  assert.match(order.created_at, /^2026-11-22T12:\d\d:\d\dZ$/)
})

test('whoever places an order reads it at once, by number, by uuid and in every list', async () => {
  for (let round = 0; round < 10; round++) {
    const order = await place('alice', limit('sell', '0.1', `${200 + round}`))
    const byId = await scene.get('alice', `/market/orders/${order.id}`)
    assert.deepEqual(byId, { status: 200, body: { ...order, trades: [] } })
    assert.deepEqual(await scene.get('alice', `/market/orders/${order.uuid.toUpperCase()}`), byId)
    assert.deepEqual((await list('alice'))[0], order)
    assert.deepEqual((await list('alice', '?state=wait'))[0], order)
  }
})

test("another user's order is as unknown as one that never was", async () => {
  const order = await place('alice', limit('buy', '0.1', '100'))
  const unknown = { status: 404, body: { errors: ['record.not_found'] } }
  for (const name of [order.id, order.uuid, 999_999, randomUUID()]) {
    assert.deepEqual(await scene.get('bob', `/market/orders/${name}`), unknown)
    assert.deepEqual(await scene.post('bob', `/market/orders/${name}/cancel`), unknown)
  }
  assert.deepEqual(ids(await list('bob')).includes(order.id), false)
  assert.equal(((await scene.get('alice', `/market/orders/${order.id}`)).body as Order).state, 'wait')
})

test('a cancel that is answered is made; a second one is answered with the canceled order', async () => {
  const order = await place('alice', limit('buy', '0.3', '100'))
  const first = orderOf(await scene.post('alice', `/market/orders/${order.id}/cancel`))
  assert.deepEqual([first.id, first.state, first.remaining_volume], [order.id, 'cancel', '0.3'])
  assert.deepEqual(await list('alice', '?state=wait'), [])
  assert.deepEqual(orderOf(await scene.post('alice', `/market/orders/${order.uuid}/cancel`)), first)
})

test('a partial fill shows its average price, its trades and what remains', async () => {
  await place('bob', limit('sell', '0.1', '100'))
  await place('bob', limit('sell', '0.2', '100.11'))
  const order = await place('alice', limit('buy', '0.5', '101'))
  assert.deepEqual(
    [order.state, order.executed_volume, order.remaining_volume, order.trades_count],
    ['wait', '0.3', '0.2', 2],
  )
  // (0.1 × 100 + 0.2 × 100.11) ÷ 0.3 = 100.0733…, cut to the market's two digits.
  assert.equal(order.avg_price, '100.07')
  const { body } = await scene.get('alice', `/market/orders/${order.id}`)
  const { trades: fills, ...rest } = body as OrderWithTrades
  assert.deepEqual(rest, order)
  assert.deepEqual(
    fills,
    [
      { price: '100.0', amount: '0.1', total: '10.0' },
      { price: '100.11', amount: '0.2', total: '20.022' },
    ].map((fill, index) => ({
      ...fill,
      id: fills[index]!.id,
      created_at: order.created_at,
      market: 'btcusd',
      market_type: 'spot',
      taker_type: 'buy',
      side: 'buy',
    })),
  )
})

test('both sides of a trade see it their own way, each with its fee', async () => {
  const maker = await place('bob', limit('sell', '0.4', '100'))
  const taker = await place('alice', limit('buy', '0.4', '105'))
  assert.equal(taker.state, 'done')
  const [bought] = await trades('alice', '?limit=1')
  const [sold] = await trades('bob', '?limit=1')
  const shared = {
    id: bought!.id,
    price: '100.0',
    amount: '0.4',
    total: '40.0',
    market: 'btcusd',
    market_type: 'spot',
  }
  const made = { created_at: bought!.created_at, taker_type: 'buy' }
  const buyer = { side: 'buy', fee_currency: 'btc', fee: '0.002', fee_amount: '0.0008', order_id: taker.id }
  const seller = { side: 'sell', fee_currency: 'usd', fee: '0.001', fee_amount: '0.04', order_id: maker.id }
  assert.deepEqual(bought, { ...shared, ...made, ...buyer })
  assert.deepEqual(sold, { ...shared, ...made, ...seller })
  assert.deepEqual(await trades('carol'), [])
})

test('a market order fills as far as the book reaches, and the rest is canceled', async () => {
  await place('bob', limit('buy', '0.2', '90'))
  const order = await place('alice', { market: 'btcusd', side: 'sell', volume: '0.5', ord_type: 'market' })
  assert.deepEqual(
    [order.state, order.price, order.executed_volume, order.remaining_volume, order.avg_price],
    ['cancel', null, '0.2', '0.3', '90.0'],
  )
})

test('a retry with the same client order id gets the same order, also after it is gone', async () => {
  const ask = limit('buy', '0.1', '100', { client_order_id: randomUUID().toUpperCase() })
  const first = await place('alice', ask)
  assert.equal(first.uuid, String(ask['client_order_id']).toLowerCase())
  assert.deepEqual(await place('alice', ask), first)
  assert.deepEqual(ids(await list('alice', '?state=wait')), [first.id])
  await scene.post('alice', `/market/orders/${first.id}/cancel`)
  assert.deepEqual(await place('alice', ask), first)
  assert.deepEqual(await list('alice', '?state=wait'), [])
})

test('the public uuid of an open order cannot be taken by someone who would shadow it', async () => {
  const order = await place('alice', limit('buy', '0.1', '100'))
  const taken = await scene.post(
    'bob',
    '/market/orders',
    limit('buy', '0.1', '99', { client_order_id: order.uuid }),
  )
  assert.deepEqual(taken, { status: 422, body: { errors: ['market.order.invalid_client_order_id'] } })
  assert.equal(orderOf(await scene.post('alice', `/market/orders/${order.uuid}/cancel`)).state, 'cancel')
})

test('canceling all cancels what is named, oldest first, of nobody else', async () => {
  const [buy, sell, eth] = [
    await place('alice', limit('buy', '0.1', '100')),
    await place('alice', limit('sell', '0.1', '300')),
    await place('alice', limit('buy', '1', '50', { market: 'ethusd' })),
  ]
  const other = await place('bob', limit('buy', '0.1', '100'))
  const cancel = async (body: Record<string, unknown>) => {
    const reply = await scene.post('alice', '/market/orders/cancel', body)
    assert.equal(reply.status, 201)
    return reply.body as Order[]
  }
  assert.deepEqual(ids(await cancel({ side: 'sell' })), [sell.id])
  assert.deepEqual(ids(await cancel({ market: 'ethbtc' })), [])
  assert.deepEqual(ids(await cancel({ market_type: 'qe' })), [])
  const rest = await cancel({})
  assert.deepEqual(ids(rest), [buy.id, eth.id])
  assert.deepEqual(
    rest.map(({ state }) => state),
    ['cancel', 'cancel'],
  )
  assert.deepEqual(ids(await list('bob', '?state=wait')), [other.id])
})

test('orders are listed by their last change, page by page, newest first unless asked', async () => {
  const placed: number[] = []
  for (let index = 0; index < 5; index++) {
    scene.pass(1_000)
    placed.push((await place('carol', limit('sell', '0.1', `${500 + index}`))).id)
  }
  scene.pass(1_000)
  await scene.post('carol', `/market/orders/${placed[1]}/cancel`)
  const expected = [placed[1], placed[4], placed[3], placed[2], placed[0]]
  assert.deepEqual(ids(await list('carol', '?limit=5')), expected)
  assert.deepEqual(ids(await list('carol', '?limit=2&page=2')), expected.slice(2, 4))
  assert.deepEqual(ids(await list('carol', '?limit=1000&order_by=asc')).slice(-5), expected.toReversed())
  assert.deepEqual(await list('carol', '?limit=0'), [])
})

test('filters find exactly what they say, from the leader and from SQL alike', async () => {
  scene.pass(60_000)
  const from = Math.floor(Date.parse((await place('carol', limit('sell', '0.1', '400'))).created_at) / 1000)
  const [sell] = await list('carol', '?limit=1')
  scene.pass(1_000)
  const eth = await place('carol', limit('buy', '1', '50', { market: 'ethusd' }))
  scene.pass(1_000)
  await place('bob', limit('sell', '1', '2', { market: 'ethbtc' }))
  const half = await place('carol', limit('buy', '2', '2', { market: 'ethbtc' }))
  assert.equal(half.executed_volume, '1.0')
  const since = `&time_from=${from}`
  const both = async (query: string) => {
    const wait = ids(await list('carol', `?state=wait${query}${since}`))
    const sql = (await list('carol', `?state[]=wait&state[]=pending${query}${since}`)).map(({ id }) => id)
    assert.deepEqual(wait, sql, query)
    return wait
  }
  assert.deepEqual(await both(''), [half.id, eth.id, sell!.id])
  assert.deepEqual(await both('&market=ethusd'), [eth.id])
  assert.deepEqual(await both('&market[]=ethusd&market[]=btcusd'), [eth.id, sell!.id])
  assert.deepEqual(await both('&base_unit=eth'), [half.id, eth.id])
  assert.deepEqual(await both('&quote_unit=usd&type=sell'), [sell!.id])
  assert.deepEqual(await both('&ord_type=market'), [])
  assert.deepEqual(await both('&market_type=qe'), [])
  assert.deepEqual(await both(`&time_to=${from + 1}`), [sell!.id])
  assert.deepEqual(await both('&order_by=asc&limit=1&page=2'), [eth.id])
  assert.deepEqual(await list('carol', `?state=reject${since}`), [])
  assert.deepEqual(await list('carol', `?state=done${since}`), [])
})

test('trades are listed newest first, filtered by market, side and time, page by page', async () => {
  scene.pass(60_000)
  const made: Trade[] = []
  for (const [market, seller, buyer] of [
    ['btcusd', 'bob', 'carol'],
    ['ethusd', 'carol', 'bob'],
    ['btcusd', 'bob', 'carol'],
  ]) {
    scene.pass(2_000)
    await place(seller!, limit('sell', '0.1', '150', { market: market! }))
    await place(buyer!, limit('buy', '0.1', '150', { market: market! }))
    made.unshift((await trades('carol', '?limit=1'))[0]!)
  }
  const [third, second, first] = ids(made)
  const from = Date.parse(made[2]!.created_at) / 1000
  const since = `time_from=${from}`
  assert.deepEqual(ids(await trades('carol', `?${since}`)), [third, second, first])
  assert.deepEqual(ids(await trades('carol', `?${since}&order_by=asc`)), [first, second, third])
  assert.deepEqual(ids(await trades('carol', `?${since}&limit=1&page=2`)), [second])
  assert.deepEqual(ids(await trades('carol', `?${since}&limit=1&page=3`)), [first])
  assert.deepEqual(ids(await trades('carol', `?${since}&limit=1&page=2&type=buy`)), [first])
  assert.deepEqual(ids(await trades('carol', `?${since}&market=btcusd`)), [third, first])
  assert.deepEqual(ids(await trades('carol', `?${since}&type=sell`)), [second])
  assert.deepEqual(ids(await trades('carol', `?${since}&type=buy`)), [third, first])
  assert.deepEqual(ids(await trades('carol', `?${since}&time_to=${from + 2}`)), [first])
  assert.deepEqual(await trades('carol', '?market_type=qe'), [])
})

test('nobody trades with himself: the younger order is canceled and the older one stays', async () => {
  const before = await trades('carol', '?limit=1')
  const older = await place('carol', limit('sell', '0.1', '170'))
  const younger = await place('carol', limit('buy', '0.1', '170'))
  assert.deepEqual([older.state, younger.state, younger.executed_volume], ['wait', 'cancel', '0.0'])
  assert.deepEqual(await trades('carol', '?limit=1'), before)
})
