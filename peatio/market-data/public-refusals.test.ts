import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serve } from './serve-scene.ts'

test('every bad parameter of every public endpoint gets its documented key', async (t) => {
  const { get } = await serve(t)
  const market = '/markets/btcusdt'
  const refusals: Record<string, string> = {
    '/currencies?type=stock': 'public.currency.invalid_type',
    '/currencies?limit=x': 'pagination.non_integer_limit',
    '/currencies?limit=0': 'pagination.invalid_limit',
    '/currencies?limit=1001': 'pagination.invalid_limit',
    '/currencies?page=1e3': 'pagination.non_integer_page',
    '/currencies/doge': 'public.currency.doesnt_exist',
    '/markets?ordering=up': 'public.markets.invalid_ordering',
    '/markets?order_by=price': 'public.markets.invalid_order_by',
    '/markets?base_unit=doge': 'public.markets.base_unit_doesnt_exist',
    '/markets?quote_unit=doge': 'public.markets.quote_unit_doesnt_exist',
    '/markets?type=margin': 'public.market.invalid_market_type',
    '/markets?type=spot&type=qe': 'public.market.non_string_market_type',
    '/markets/dogeusd/order-book': 'public.market.doesnt_exist',
    [`${market}/order-book?asks_limit=x`]: 'public.order_book.non_integer_ask_limit',
    [`${market}/order-book?asks_limit=201`]: 'public.order_book.invalid_ask_limit',
    [`${market}/order-book?bids_limit=x`]: 'public.order_book.non_integer_bid_limit',
    [`${market}/order-book?bids_limit=0`]: 'public.order_book.invalid_bid_limit',
    '/markets/dogeusd/trades': 'public.market.doesnt_exist',
    [`${market}/trades?limit=NaN`]: 'public.trade.non_integer_limit',
    [`${market}/trades?limit=1001`]: 'public.trade.invalid_limit',
    [`${market}/trades?timestamp=today`]: 'public.trade.non_integer_timestamp',
    [`${market}/trades?order_by=up`]: 'public.trade.invalid_order_by',
    '/markets/dogeusd/depth': 'public.market.doesnt_exist',
    [`${market}/depth?limit=x`]: 'public.market_depth.non_integer_limit',
    [`${market}/depth?limit=1001`]: 'public.market_depth.invalid_limit',
    '/markets/dogeusd/k-line': 'public.market.doesnt_exist',
    [`${market}/k-line?period=x`]: 'public.k_line.non_integer_period',
    [`${market}/k-line?period=2`]: 'public.k_line.invalid_period',
    [`${market}/k-line?limit=x`]: 'public.k_line.non_integer_limit',
    [`${market}/k-line?limit=10001`]: 'public.k_line.invalid_limit',
    [`${market}/k-line?time_from=x`]: 'public.k_line.non_integer_time_from',
    [`${market}/k-line?time_from=`]: 'public.k_line.empty_time_from',
    [`${market}/k-line?time_to=-1`]: 'public.k_line.non_integer_time_to',
    [`${market}/k-line?time_to=`]: 'public.k_line.empty_time_to',
    '/markets/dogeusd/tickers': 'public.market.doesnt_exist',
    '/trading_fees?market_id=dogeusd': 'public.trading_fee.market_doesnt_exist',
    '/trading_fees?ordering=up': 'pagination.invalid_ordering',
    '/trading_fees?order_by=secret': 'pagination.invalid_order_by',
    '/withdraw_limits?limit=1.5': 'pagination.non_integer_limit',
    '/withdraw_limits?ordering=up': 'pagination.invalid_ordering',
  }
  for (const [path, key] of Object.entries(refusals)) {
    const { status, body } = await get(path)
    assert.deepEqual([status, body], [422, { errors: [key] }], path)
  }
  const both = await get(`${market}/k-line?period=7&limit=0`)
  assert.deepEqual(both.body, { errors: ['public.k_line.invalid_period', 'public.k_line.invalid_limit'] })
})
