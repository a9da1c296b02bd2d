import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountOf, type AssetCode } from '../../core/units/index.ts'
import { btcusdt } from './scene.ts'
import { healthy, serve } from './serve-scene.ts'

test('currencies come in both dialects at once, enabled ones by position, with the length of the list', async (t) => {
  const { scene, get } = await serve(t)
  const { catalog } = scene
  await catalog.describeAsset('btc' as AssetCode, { name: 'Bitcoin', position: 2, iconUrl: '/btc.svg' })
  await catalog.describeAsset('usdt' as AssetCode, { name: 'Tether', position: 1 })
  const cents = (count: number) => amountOf(count, 2)
  await catalog.setNetwork('btc' as AssetCode, {
    blockchainKey: 'btc-devnet',
    protocol: 'Bitcoin',
    parentAsset: null,
    position: 1,
    depositEnabled: true,
    withdrawalEnabled: false,
    depositFee: cents(0),
    depositMin: cents(1),
    withdrawalFee: cents(5),
    withdrawalMin: cents(10),
    subunits: 8,
    confirmationsRequired: 3,
    explorerTransaction: 'https://explorer/#{txid}',
    explorerAddress: 'https://explorer/#{address}',
    description: 'of the house',
    warning: '',
  })
  const { body, headers } = await get('/currencies')
  assert.deepEqual(
    (body as { id: string }[]).map(({ id }) => id),
    ['usdt', 'btc'],
  )
  assert.deepEqual([headers['total'], headers['per-page'], headers['page']], ['2', '100', '1'].map(String))
  const network = {
    parent_id: null,
    deposit_enabled: true,
    withdrawal_enabled: false,
    deposit_fee: '0.0',
    min_deposit_amount: '0.01',
    withdraw_fee: '0.05',
    min_withdraw_amount: '0.1',
    base_factor: 100_000_000,
  }
  const explorers = {
    explorer_transaction: 'https://explorer/#{txid}',
    explorer_address: 'https://explorer/#{address}',
    min_confirmations: 3,
  }
  assert.deepEqual((body as unknown[])[1], {
    id: 'btc',
    status: 'enabled',
    visible: true,
    symbol: 'BTC',
    name: 'Bitcoin',
    description: '',
    homepage: '',
    price: '1.0',
    type: 'coin',
    precision: 8,
    position: 2,
    icon_url: '/btc.svg',
    networks: [
      {
        blockchain_key: 'btc-devnet',
        currency_id: 'btc',
        ...network,
        ...explorers,
        description: 'of the house',
        warning: '',
        protocol: 'Bitcoin',
      },
    ],
    ...network,
    ...explorers,
    withdraw_limit_24h: '0.0',
    withdraw_limit_72h: '0.0',
  })
  assert.deepEqual((await get('/currencies/btc')).body, (body as unknown[])[1])
  assert.equal(((await get('/currencies?search[name]=ETHE')).body as unknown[]).length, 1)
  assert.equal(((await get('/currencies?limit=1&page=2')).body as { id: string }[])[0]!.id, 'btc')
  assert.deepEqual((await get('/currencies?type=fiat')).body, [])

  await catalog.describeAsset('usdt' as AssetCode, { status: 'hidden' })
  assert.deepEqual(
    ((await get('/currencies')).body as { id: string }[]).map(({ id }) => id),
    ['btc'],
  )
  assert.equal((await get('/currencies/usdt')).status, 422)
  const { currencies } = (await get('/config')).body as { currencies: { id: string }[] }
  assert.deepEqual(
    currencies.map(({ id }) => id),
    ['usdt', 'btc'],
  )
  await catalog.describeAsset('usdt' as AssetCode, { status: 'enabled' })
})

test('markets are listed while they take orders, and shown until they are delisted', async (t) => {
  const { scene, get } = await serve(t)
  const entity = {
    id: 'btcusdt',
    symbol: 'btcusdt',
    name: 'BTC/USDT',
    type: 'spot',
    base_unit: 'btc',
    quote_unit: 'usdt',
    min_price: '0.01',
    max_price: '0.0',
    min_amount: '0.001',
    amount_precision: 3,
    price_precision: 2,
    state: 'enabled',
  }
  assert.deepEqual((await get('/markets')).body, [entity])
  assert.deepEqual((await get('/markets?quote_unit=usdt&search[base_code]=BT')).body, [entity])
  assert.deepEqual((await get('/markets?base_unit=usdt')).body, [])
  assert.deepEqual((await get('/markets?type=qe')).body, [])
  await scene.catalog.describeMarket(btcusdt, { hidden: true })
  assert.deepEqual((await get('/markets')).body, [{ ...entity, state: 'hidden' }])
  await scene.catalog.describeMarket(btcusdt, { hidden: false })

  const status = (to: 'halted' | 'delisted') =>
    scene.submit({ kind: 'set_market_status', market: btcusdt, status: to, reason: 'test' })
  await status('halted')
  assert.deepEqual((await get('/markets')).body, [])
  assert.equal((await get('/markets/btcusdt/depth')).status, 200)
  assert.deepEqual((await get('/markets/tickers')).body, {})
  await status('delisted')
  assert.equal((await get('/markets/btcusdt/depth')).status, 422)
})

test('book, trades, candles and tickers tell what was just acknowledged, and never who did it', async (t) => {
  const { scene, get } = await serve(t)
  await scene.place('IDALICE', { side: 'sell', price: 10_100, quantity: 2500 })
  await scene.place('IDALICE', { side: 'sell', price: 10_200, quantity: 100 })
  await scene.place('IDBOB', { side: 'buy', price: 9_900, quantity: 70 })
  await scene.place('IDBOB', { side: 'buy', price: 10_100, quantity: 500 })
  const at = scene.now.at / 1000
  const market = '/markets/btcusdt'

  assert.deepEqual((await get(`${market}/depth`)).body, {
    timestamp: at,
    asks: [
      ['101.0', '2.0'],
      ['102.0', '0.1'],
    ],
    bids: [['99.0', '0.07']],
  })
  assert.deepEqual((await get(`${market}/trades`)).body, [
    { id: 1, price: 101, amount: 0.5, total: 50.5, market: 'btcusdt', created_at: at, taker_type: 'buy' },
  ])
  assert.deepEqual((await get(`${market}/k-line?period=1440`)).body, [
    [at - (at % 86_400), 101, 101, 101, 101, 0.5],
  ])
  const ticker = {
    at: String(at),
    avg_price: '101.0',
    high: '101.0',
    last: '101.0',
    low: '101.0',
    open: '101.0',
    price_change_percent: '+0.00%',
    volume: '50.5',
    vol: '50.5',
    amount: '0.5',
  }
  assert.deepEqual((await get('/markets/tickers')).body, { btcusdt: { at: String(at), ticker } })
  assert.deepEqual((await get(`${market}/tickers`)).body, { at: String(at), ticker })

  const book = (await get(`${market}/order-book?asks_limit=1`)).body as Record<'asks' | 'bids', object[]>
  const iso = '2026-01-05T12:00:00Z'
  assert.equal(book.bids.length, 1)
  assert.deepEqual(book.asks, [
    {
      id: 1,
      uuid: (book.asks[0] as { uuid: string }).uuid,
      market: 'btcusdt',
      market_type: 'spot',
      side: 'sell',
      ord_type: 'limit',
      price: '101.0',
      avg_price: '101.0',
      state: 'wait',
      origin_volume: '2.5',
      remaining_volume: '2.0',
      executed_volume: '0.5',
      trades_count: 1,
      maker_fee: '0.001',
      taker_fee: '0.002',
      created_at: iso,
      updated_at: iso,
    },
  ])
  assert.ok(!JSON.stringify(book).includes('IDALICE'))
})

test('fees, limits, levels, time, version and health are as the wire has them', async (t) => {
  const { scene, get } = await serve(t)
  const times = { created_at: '2026-01-05T12:00:00Z', updated_at: '2026-01-05T12:00:00Z' }
  const fees = (await get('/trading_fees')).body as object[]
  assert.deepEqual(
    fees.map((fee) => ({ ...fee, ...times })),
    [
      {
        id: 1,
        group: 'any',
        market_id: 'any',
        market_type: 'spot',
        maker: '0.001',
        taker: '0.002',
        ...times,
      },
    ],
  )
  assert.deepEqual((await get('/trading_fees?group=VIP-1')).body, [])
  await scene.catalog.setWithdrawLimit({
    group: 'any',
    kycLevel: '3',
    limit24h: amountOf(1000, 0),
    limit1m: amountOf(5000, 0),
  })
  const [limit] = (await get('/withdraw_limits?kyc_level=3')).body as { id: number }[]
  const sums = { limit_24_hour: '1000.0', limit_1_month: '5000.0' }
  assert.deepEqual(limit, { id: limit!.id, group: 'any', kyc_level: '3', ...sums, ...times })
  assert.deepEqual((await get('/withdraw_limits?kyc_level=4')).body, [])
  assert.deepEqual((await get('/member-levels')).body, {
    deposit: { minimum_level: 1 },
    withdraw: { minimum_level: 3 },
    trading: { minimum_level: 1 },
  })
  assert.equal((await get('/timestamp')).body, '2026-01-05T12:00:00Z')
  assert.equal(((await get('/version')).body as { version: string }).version, '1.0.0')
  assert.equal((await get('/health/alive')).status, 200)
  healthy.ready = false
  t.after(() => (healthy.ready = true))
  assert.equal((await get('/health/ready')).status, 503)
})
