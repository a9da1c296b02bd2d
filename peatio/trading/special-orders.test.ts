import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeadMan, Order } from '../../contract/index.ts'
import { orderOf, useTradedScene, type Ask } from './traded-scene.ts'

const { get, place, post, read, trade, wait } = useTradedScene()
const sell = { side: 'sell', volume: '0.1' }
const buy = { side: 'buy', volume: '0.1' }

/** What a trader asks, and which of its fields the order shows. Everything is 0.1 btc, or worth 10 usd. */
const shown: [what: string, ask: Ask, fields: Partial<Order>][] = [
  ['post-only', { ...buy, price: '90', post_only: true }, { post_only: true, price: '90.0' }],
  [
    'an expiry',
    { ...buy, price: '90', time_in_force: 'gtd', expires_at: 1_900_000_000 },
    {
      time_in_force: 'gtd',
      expires_at: '2030-03-17T17:46:40Z',
    },
  ],
  [
    'an iceberg',
    { ...buy, price: '90', display_volume: '0.01' },
    { display_volume: '0.01', origin_volume: '0.1' },
  ],
  [
    'prevention',
    { ...buy, price: '90', self_trade_prevention: 'cancel_maker' },
    { self_trade_prevention: 'cancel_maker' },
  ],
  ['a name', { ...buy, price: '90', client_order_id: 'grid:7' }, { client_order_id: 'grid:7' }],
  [
    'a stop-limit',
    { ...sell, ord_type: 'stop_limit', price: '94', stop_price: '95' },
    {
      price: '94.0',
      stop_price: '95.0',
      triggered: false,
    },
  ],
  [
    'a stop-market',
    { ...sell, ord_type: 'stop_market', stop_price: '95' },
    {
      price: null,
      stop_price: '95.0',
      triggered: false,
    },
  ],
  [
    'a protected one',
    { ...sell, ord_type: 'stop_market', stop_price: '95', protection_price: '90' },
    {
      price: null,
      protection_price: '90.0',
      triggered: false,
    },
  ],
  [
    'a buy by quote',
    { side: 'buy', ord_type: 'stop_market', stop_price: '105', quote_volume: '10' },
    {
      quote_volume: '10.0',
      origin_volume: '0.0',
      triggered: false,
    },
  ],
  [
    'a trailing stop',
    { ...sell, ord_type: 'trailing_stop', trailing_offset: '3' },
    {
      price: null,
      trailing_offset: '3.0',
      stop_price: '97.0',
      triggered: false,
    },
  ],
]

test('an order shows what is special about it, at once, in lists and in its history; others show nothing', async () => {
  const plain = await place('alice', { ...buy, price: '80' })
  for (const [what, ask, fields] of shown) {
    const order = await place('alice', ask)
    const named = Object.keys(fields) as (keyof Order)[]
    const extra = Object.keys(order).filter((name) => !(name in plain) && name !== 'time_in_force')
    for (const name of named) assert.deepEqual(order[name], fields[name], `${what}: ${name}`)
    assert.deepEqual(
      extra.filter((name) => !(name in { ...ask, ...fields })),
      [],
      what,
    )
    assert.equal(order.state, 'wait', what)
    assert.deepEqual((await wait('alice'))[0], order, what)
    const { trades: _, ...stored } = (await read('alice', order)) as Order & { trades: unknown }
    assert.deepEqual(stored, order, what)
  }
})

test('a stop sleeps until a trade reaches its price, then is an order like any other', async () => {
  const stop = await place('alice', { ...sell, ord_type: 'stop_market', stop_price: '95' })
  await place('carol', { side: 'buy', volume: '0.05', price: '94' })
  await trade('0.01', '96')
  assert.equal((await read('alice', stop)).triggered, false)
  await trade('0.01', '94')
  const woken = await read('alice', stop)
  assert.deepEqual(
    [woken.state, woken.executed_volume, woken.avg_price, woken.cancel_reason],
    ['cancel', '0.04', '94.0', 'unfilled'],
  )
})

test('a market order by quote spends no more than that', async () => {
  await place('bob', { side: 'sell', volume: '1', price: '101' })
  const order = await place('alice', { side: 'buy', ord_type: 'market', quote_volume: '25' })
  assert.deepEqual([order.state, order.executed_volume, order.quote_volume], ['done', '0.2475', '25.0'])
})

test("a trader finds, repeats and cancels by his own names, which are nobody else's", async () => {
  const ask = { ...buy, price: '90', client_order_id: 'grid-1' }
  const order = await place('alice', ask)
  assert.deepEqual(await place('alice', ask), order)
  const bobs = await place('bob', ask)
  assert.notEqual(bobs.id, order.id)
  const found = (await get('alice', `/client/grid-1`)).body as Order
  assert.deepEqual([found.id, found.client_order_id], [order.id, 'grid-1'])
  assert.equal((await get('carol', `/client/grid-1`)).status, 404)
  const canceled = orderOf(await post('alice', `/client/grid-1/cancel`))
  assert.deepEqual([canceled.id, canceled.state], [order.id, 'cancel'])
  assert.equal((await read('bob', bobs)).state, 'wait')
  assert.deepEqual(await place('alice', ask), order, 'the first answer, for as long as it is remembered')
})

test("a dead man's switch says when it will go off, within bounds", async () => {
  const set = async (timeout: unknown) => post('alice', `/cancel_after`, { timeout })
  const { status, body } = await set(30)
  assert.equal(status, 201)
  assert.match((body as DeadMan).expires_at!, /^2026-11-22T12:\d\d:30Z$/)
  assert.deepEqual(await set(0), { status: 201, body: { timeout: 0, expires_at: null } })
  for (const [timeout, key] of [
    [undefined, 'missing_timeout'],
    ['soon', 'non_integer_timeout'],
    [1.5, 'non_integer_timeout'],
    [-1, 'invalid_timeout'],
    [86_401, 'invalid_timeout'],
  ])
    assert.deepEqual((await set(timeout)).body, { errors: [`market.order.${key}`] })
})
