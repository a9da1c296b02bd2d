import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoPassword } from './demo.ts'
import { Person, type Json } from './session.ts'
import { openWholeExchange, type Whole } from './whole-exchange.ts'

// Written from the reference's tables (its market endpoints), not from our contract: a wrong declaration fails here.

const path = '/api/v2/peatio/market/orders'
let exchange: Whole
let alice: Person
let bob: Person

before(async () => {
  exchange = await openWholeExchange()
  ;[alice, bob] = [new Person(exchange.url), new Person(exchange.url)]
  await alice.signIn('alice@opex.local', demoPassword)
  await bob.signIn('bob@opex.local', demoPassword)
})
after(() => exchange.close())

const unknownMarket = 'market.spot_market.doesnt_exist_or_not_enabled'
const badVolume = 'market.order.non_decimal_volume'
const noVolume = 'market.order.non_positive_volume'
const badPrice = 'market.order.non_decimal_price'
const noPrice = 'market.order.non_positive_price'
const outOfBounds = 'market.order.invalid_volume_or_price'
const poor = 'market.account.insufficient_balance'

/** A change of a sound limit order, and the keys it is refused with. `undefined` leaves a field out. */
const refused: [Json, ...string[]][] = [
  [{ market: undefined }, 'market.order.missing_market'],
  [{ market: null }, 'market.order.missing_market'],
  ...[
    '',
    'dogeusdt',
    'BTCUSDT',
    'btc-usdt',
    'btcusdt ',
    '__proto__',
    'constructor',
    1,
    {},
    ['btcusdt'],
    true,
  ].map((market): [Json, string] => [{ market }, unknownMarket]),
  [{ side: undefined }, 'market.order.missing_side'],
  ...['', 'BUY', 'bid', 'hold', 1, true, ['buy'], {}].map((side): [Json, string] => [
    { side },
    'market.order.invalid_side',
  ]),
  [{ volume: undefined }, 'market.order.missing_volume'],
  ...[
    '',
    ' ',
    'NaN',
    'Infinity',
    '1e5',
    '1E2',
    '0x10',
    '1,5',
    '.5',
    '1.',
    '+1',
    ' 1',
    '1 ',
    '1_0',
    '--1',
    'one',
  ].map((volume): [Json, string] => [{ volume }, badVolume]),
  ...[true, [], ['1'], {}, { $gt: 0 }, 1e21, 1e-7].map((volume): [Json, string] => [{ volume }, badVolume]),
  [{ volume: '9'.repeat(30) }, badVolume],
  [{ volume: '0.0000000000000000001' }, badVolume],
  ...['0', '0.0', '-1', '-0', '-0.5', '0.000000000000000000', 0, -1].map((volume): [Json, string] => [
    { volume },
    noVolume,
  ]),
  // Readable sums that this market does not trade: too precise, below the least, beyond what an order may have.
  ...['0.0000001', '0.00004', '99999999999999999'].map((volume): [Json, string] => [{ volume }, outOfBounds]),
  ...['', 'LIMIT', 'stop', 'fok', 1, true, ['limit'], {}].map((type): [Json, string] => [
    { ord_type: type },
    'market.order.invalid_type',
  ]),
  [{ price: undefined }, 'market.order.missing_price'],
  ...['', 'NaN', '1e5', '0x10', '1,5', '.5', '1.', '+1', '9'.repeat(30), true, [], {}].map(
    (price): [Json, string] => [{ price }, badPrice],
  ),
  ...['0', '-1', '-0.0', 0].map((price): [Json, string] => [{ price }, noPrice]),
  ...['1000.001', '0.001', '99999999999999999'].map((price): [Json, string] => [{ price }, outOfBounds]),
  [{ volume: '100', price: '1000000' }, poor],
  [{ side: 'sell', volume: '10000' }, poor],
  [{ ord_type: 'market' }, 'market.order.market_order_price'],
  [{ ord_type: 'market', price: undefined }, 'market.order.insufficient_market_liquidity'],
  // Several at once are told at once.
  [
    { market: undefined, side: 'up', volume: 'NaN', price: '-1' },
    'market.order.missing_market',
    'market.order.invalid_side',
    badVolume,
    noPrice,
  ],
  [
    { side: undefined, volume: '0', price: undefined },
    'market.order.missing_side',
    noVolume,
    'market.order.missing_price',
  ],
]

test('an order with a bad field is refused with the documented keys, holds nothing and is nowhere', async () => {
  const sound = { market: 'btcusdt', side: 'buy', volume: '0.001', ord_type: 'limit', price: '1000' }
  const balances = async () => (await alice.call('GET', '/api/v2/peatio/account/balances')).body
  const before = [await balances(), (await alice.call('GET', path)).body]
  for (const [change, ...keys] of refused) {
    const { status, body } = await alice.call('POST', path, { ...sound, ...change })
    assert.deepEqual([status, body], [422, { errors: keys }], JSON.stringify(change))
  }
  assert.deepEqual([await balances(), (await alice.call('GET', path)).body], before)
  assert.deepEqual(before[1], [])
})

test('a sound order is answered with every field of the reference, of its type', async () => {
  const order = { market: 'btcusdt', side: 'buy', volume: '0.0010', price: '1000.00' }
  const { status, body } = await alice.call('POST', path, order)
  assert.equal(status, 201, JSON.stringify(body))
  const { id, uuid, created_at: created, updated_at: updated, ...rest } = body
  assert.ok(Number.isSafeInteger(id))
  assert.match(String(uuid), /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  for (const at of [created, updated]) assert.match(String(at), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  assert.deepEqual(rest, {
    side: 'buy',
    ord_type: 'limit',
    price: '1000.0',
    avg_price: '0.0',
    state: 'wait',
    market: 'btcusdt',
    market_type: 'spot',
    origin_volume: '0.001',
    remaining_volume: '0.001',
    executed_volume: '0.0',
    maker_fee: '0.001',
    taker_fee: '0.002',
    trades_count: 0,
  })
  const one = await alice.call('GET', `${path}/${String(id)}`)
  assert.deepEqual(one.body, { ...body, trades: [] })
  const canceled = await alice.call('POST', `${path}/${String(uuid)}/cancel`)
  assert.deepEqual([canceled.status, canceled.body['state'], canceled.body['id']], [201, 'cancel', id])
  const again = await alice.call('POST', `${path}/${String(id)}/cancel`)
  assert.deepEqual(
    [again.status, again.body['state']],
    [201, 'cancel'],
    'a closed order is answered as it is',
  )
})

test('JSON numbers are read like their text, as clients of either kind send them', async () => {
  const { status, body } = await alice.call('POST', path, {
    market: 'btcusdt',
    side: 'buy',
    volume: 0.001,
    price: 1000.5,
  })
  assert.deepEqual([status, body['origin_volume'], body['price']], [201, '0.001', '1000.5'])
  await alice.call('POST', `${path}/cancel`)
})

test('an order is named by number or uuid, and only its owner can name it', async () => {
  const { body: order } = await alice.call('POST', path, {
    market: 'btcusdt',
    side: 'buy',
    volume: '0.001',
    price: '999',
  })
  const [id, uuid] = [String(order['id']), String(order['uuid'])]
  for (const name of ['x', '0', '-1', '1.5', '1e3', '0x1', 'NaN', uuid.slice(1), `${id}a`]) {
    for (const [method, at] of [
      ['GET', `${path}/${name}`],
      ['POST', `${path}/${name}/cancel`],
    ] as const) {
      const { status, body } = await alice.call(method, at)
      assert.deepEqual(
        [status, body],
        [422, { errors: ['market.order.invaild_id_or_uuid'] }],
        `${method} ${at}`,
      )
    }
  }
  const missing = [404, { errors: ['record.not_found'] }]
  for (const name of ['999999999', '00000000-0000-4000-8000-000000000000']) {
    const found = await alice.call('GET', `${path}/${name}`)
    assert.deepEqual([found.status, found.body], missing)
    const canceled = await alice.call('POST', `${path}/${name}/cancel`)
    assert.deepEqual([canceled.status, canceled.body], missing)
  }
  for (const name of [id, uuid]) {
    const found = await bob.call('GET', `${path}/${name}`)
    assert.deepEqual([found.status, found.body], missing, 'to others it is as unknown as one that never was')
    const canceled = await bob.call('POST', `${path}/${name}/cancel`)
    assert.deepEqual([canceled.status, canceled.body], missing)
  }
  assert.equal((await alice.call('GET', `${path}/${uuid.toUpperCase()}`)).body['state'], 'wait')
  for (const [body, key] of [
    [{ market: 'dogeusdt' }, 'market.market.doesnt_exist'],
    [{ market_type: 'margin' }, 'market.market.invalid_market_type'],
    [{ side: 'up' }, 'market.order.invalid_side'],
  ] as const) {
    const answer = await alice.call('POST', `${path}/cancel`, body)
    assert.deepEqual([answer.status, answer.body], [422, { errors: [key] }])
  }
  const all = await alice.call<Json[]>('POST', `${path}/cancel`, { market: 'btcusdt', side: 'buy' })
  assert.deepEqual([all.status, all.body.map((each) => each['uuid'])], [201, [uuid]])
})
