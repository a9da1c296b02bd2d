import assert from 'node:assert/strict'
import { test } from 'node:test'
import { peatioPrefix } from './public-routes.ts'
import { serve } from './serve-scene.ts'

test('aggregators get the same market by pairs, with the keys and numbers they ask for', async (t) => {
  const { scene, app } = await serve(t)
  const get = async (path: string) => JSON.parse((await app.inject(`${peatioPrefix}${path}`)).body) as unknown
  await scene.place('IDALICE', { side: 'sell', price: 10_100, quantity: 2500 })
  await scene.place('IDALICE', { side: 'sell', price: 10_200, quantity: 100 })
  await scene.place('IDBOB', { side: 'buy', price: 9_900, quantity: 70 })
  await scene.place('IDBOB', { side: 'buy', price: 10_100, quantity: 500 })
  const at = scene.now.at

  assert.deepEqual(await get('/coinmarketcap/summary'), [
    {
      trading_pairs: 'BTC_USDT',
      base_currency: 'BTC',
      quote_currency: 'USDT',
      last_price: '101.0',
      lowest_ask: '101.0',
      highest_bid: '99.0',
      base_volume: '0.5',
      quote_volume: '50.5',
      price_change_percent_24h: '+0.00%',
      highest_price_24h: '101.0',
      lowest_price_24h: '101.0',
    },
  ])
  assert.deepEqual(Object.keys((await get('/coinmarketcap/assets')) as object).toSorted(), ['BTC', 'USDT'])
  assert.deepEqual(await get('/coinmarketcap/ticker'), {
    BTC_USDT: { last_price: '101.0', base_volume: '0.5', quote_volume: '50.5', isFrozen: 0 },
  })
  const book = { timestamp: at, asks: [['101.0', '2.0']], bids: [['99.0', '0.07']] }
  assert.deepEqual(await get('/coinmarketcap/orderbook/btc_usdt?depth=2'), book)
  const whole = (await get('/coinmarketcap/orderbook/BTC_USDT?depth=0')) as typeof book
  assert.equal(whole.asks.length, 2)
  const sums = { price: 101, base_volume: 0.5 }
  assert.deepEqual(await get('/coinmarketcap/trades/BTC_USDT'), [
    { trade_id: 1, ...sums, quote_volume: 50.5, timestamp: at, type: 'buy' },
  ])
  assert.deepEqual(await get('/coingecko/pairs'), [{ ticker_id: 'BTC_USDT', base: 'BTC', target: 'USDT' }])
  const [ticker] = (await get('/coingecko/tickers')) as Record<string, string>[]
  assert.deepEqual([ticker!['ticker_id'], ticker!['bid'], ticker!['ask']], ['BTC_USDT', '99.0', '101.0'])
  assert.deepEqual(await get('/coingecko/orderbook?ticker_id=BTC_USDT&depth=2'), {
    ticker_id: 'BTC_USDT',
    ...book,
  })
  const trade = { trade_id: 1, ...sums, target_volume: 50.5, trade_timestamp: at, type: 'buy' }
  assert.deepEqual(await get('/coingecko/historical_trades?ticker_id=BTC_USDT'), { buy: [trade], sell: [] })
  const before = '/coingecko/historical_trades?ticker_id=BTC_USDT&type=buy&end_time=2020-01-01'
  assert.deepEqual(await get(before), { buy: [] })

  const refusals = {
    '/coinmarketcap/orderbook/DOGE_USD': 'public.market.doesnt_exist',
    '/coinmarketcap/orderbook/BTC_USDT?depth=x': 'coinmarketcap.market_depth.non_integer_depth',
    '/coinmarketcap/orderbook/BTC_USDT?depth=501': 'coinmarketcap.market_depth.invalid_depth',
    '/coinmarketcap/trades/DOGE_USD': 'public.market.doesnt_exist',
    '/coingecko/orderbook': 'public.market.doesnt_exist',
    '/coingecko/orderbook?ticker_id=BTC_USDT&depth=1001': 'coingecko.market_depth.invalid_depth',
    '/coingecko/historical_trades?ticker_id=BTC_USDT&type=x': 'coingecko.historical_trades.invalid_type',
    '/coingecko/historical_trades?ticker_id=BTC_USDT&limit=-1': 'coingecko.historical_trades.invalid_limit',
    '/coingecko/historical_trades?ticker_id=BTC_USDT&start_time=x':
      'coingecko.historical_trades.invalid_start_time',
  }
  for (const [path, key] of Object.entries(refusals))
    assert.deepEqual(await get(path), { errors: [key] }, path)
})
