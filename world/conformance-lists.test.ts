import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoPassword } from './demo.ts'
import { call, Person, type Answered } from './session.ts'
import { openWholeExchange, type Whole } from './whole-exchange.ts'

// Written from the references' tables (public, account and market lists), not from our contract.

let exchange: Whole
let alice: Person

before(async () => {
  exchange = await openWholeExchange()
  alice = new Person(exchange.url)
  await alice.signIn('alice@opex.local', demoPassword)
})
after(() => exchange.close())

type Ask = (path: string) => Promise<Answered>
const asAnyone: Ask = (path) => call(`${exchange.url}/api/v2/peatio${path}`)
const asAlice: Ask = (path) => alice.call('GET', `/api/v2/peatio${path}`)

/** Values that are no whole number, and what asks for them with any key. */
const notWhole = [
  'NaN',
  'x',
  '1e3',
  '1.5',
  '0x10',
  '1,0',
  '%20',
  '1%00',
  '%D9%A1',
  '9'.repeat(30),
  'true',
  '[]',
]

/** Every value that is refused by a parameter, with its key. */
async function refuses(ask: Ask, path: string, values: readonly string[], key: string): Promise<void> {
  for (const value of values) {
    const { status, body } = await ask(path + value)
    assert.deepEqual([status, body], [422, { errors: [key] }], path + value)
  }
}

async function refusesAll(
  ask: Ask,
  table: readonly (readonly [string, readonly string[], string])[],
): Promise<void> {
  for (const [path, values, key] of table) await refuses(ask, path, values, key)
}

test('public lists refuse pages, limits and filters in their own words', () =>
  refusesAll(asAnyone, [
    ['/public/currencies?limit=', notWhole, 'pagination.non_integer_limit'],
    ['/public/currencies?limit=', ['0', '-1', '1001', '999999'], 'pagination.invalid_limit'],
    ['/public/currencies?page=', notWhole, 'pagination.non_integer_page'],
    [
      '/public/currencies?type=',
      ['', 'COIN', 'stock', '1', 'coin&type=fiat'],
      'public.currency.invalid_type',
    ],
    ['/public/currencies/', ['doge', 'BTC', 'constructor', '1'], 'public.currency.doesnt_exist'],
    ['/public/markets?limit=', notWhole, 'pagination.non_integer_limit'],
    ['/public/markets?limit=', ['0', '1001'], 'pagination.invalid_limit'],
    ['/public/markets?ordering=', ['', 'up', 'ASC'], 'public.markets.invalid_ordering'],
    ['/public/markets?order_by=', ['', 'price', 'name'], 'public.markets.invalid_order_by'],
    ['/public/markets?base_unit=', ['doge', 'constructor'], 'public.markets.base_unit_doesnt_exist'],
    ['/public/markets?quote_unit=', ['doge', 'constructor'], 'public.markets.quote_unit_doesnt_exist'],
    ['/public/markets?type=', ['', 'margin', 'SPOT'], 'public.market.invalid_market_type'],
    ['/public/markets?type=', ['spot&type=qe'], 'public.market.non_string_market_type'],
    ['/public/trading_fees?market_id=', ['dogeusd', '1'], 'public.trading_fee.market_doesnt_exist'],
    ['/public/trading_fees?limit=', notWhole, 'pagination.non_integer_limit'],
    ['/public/withdraw_limits?page=', notWhole, 'pagination.non_integer_page'],
  ]))

test('market data refuses what it cannot count', () =>
  refusesAll(asAnyone, [
    [
      '/public/markets/',
      ['dogeusdt/order-book', 'BTCUSDT/trades', '__proto__/depth', 'x/k-line', 'y/tickers'],
      'public.market.doesnt_exist',
    ],
    ['/public/markets/btcusdt/order-book?asks_limit=', notWhole, 'public.order_book.non_integer_ask_limit'],
    [
      '/public/markets/btcusdt/order-book?asks_limit=',
      ['0', '-1', '201'],
      'public.order_book.invalid_ask_limit',
    ],
    ['/public/markets/btcusdt/order-book?bids_limit=', notWhole, 'public.order_book.non_integer_bid_limit'],
    [
      '/public/markets/btcusdt/order-book?bids_limit=',
      ['0', '-1', '201'],
      'public.order_book.invalid_bid_limit',
    ],
    ['/public/markets/btcusdt/trades?limit=', notWhole, 'public.trade.non_integer_limit'],
    ['/public/markets/btcusdt/trades?limit=', ['0', '-1', '1001'], 'public.trade.invalid_limit'],
    ['/public/markets/btcusdt/trades?timestamp=', notWhole, 'public.trade.non_integer_timestamp'],
    ['/public/markets/btcusdt/trades?order_by=', ['', 'up', 'ASC'], 'public.trade.invalid_order_by'],
    ['/public/markets/btcusdt/depth?limit=', notWhole, 'public.market_depth.non_integer_limit'],
    ['/public/markets/btcusdt/depth?limit=', ['0', '-1', '1001'], 'public.market_depth.invalid_limit'],
    ['/public/markets/btcusdt/k-line?period=', notWhole, 'public.k_line.non_integer_period'],
    ['/public/markets/btcusdt/k-line?period=', ['0', '2', '61', '10081'], 'public.k_line.invalid_period'],
    ['/public/markets/btcusdt/k-line?time_from=', notWhole, 'public.k_line.non_integer_time_from'],
    ['/public/markets/btcusdt/k-line?time_from=', [''], 'public.k_line.empty_time_from'],
    ['/public/markets/btcusdt/k-line?time_to=', notWhole, 'public.k_line.non_integer_time_to'],
    ['/public/markets/btcusdt/k-line?time_to=', [''], 'public.k_line.empty_time_to'],
    ['/public/markets/btcusdt/k-line?limit=', notWhole, 'public.k_line.non_integer_limit'],
    ['/public/markets/btcusdt/k-line?limit=', ['0', '-1', '10001'], 'public.k_line.invalid_limit'],
    ['/coinmarketcap/orderbook/BTC_USDT?depth=', notWhole, 'coinmarketcap.market_depth.non_integer_depth'],
    ['/coinmarketcap/orderbook/BTC_USDT?depth=', ['-1', '501'], 'coinmarketcap.market_depth.invalid_depth'],
  ]))

test('an account’s lists refuse pages, times and unknown names', () =>
  refusesAll(asAlice, [
    ['/account/balances?limit=', notWhole, 'pagination.non_integer_limit'],
    ['/account/balances?limit=', ['0', '1001'], 'pagination.invalid_limit'],
    ['/account/balances?nonzero=', ['', 'yes', '2', 'NaN'], 'account.balances.invalid_nonzero'],
    ['/account/balances/', ['doge', 'BTC', 'constructor'], 'account.currency.doesnt_exist'],
    ['/account/deposits?currency=', ['doge', 'BTC', 'constructor'], 'account.currency.doesnt_exist'],
    ['/account/deposits?state=', ['', 'done', 'accepted&state=done'], 'account.deposit.invalid_state'],
    ['/account/deposits?state[]=', ['accepted&state[]=x'], 'account.deposit.invalid_state'],
    ['/account/deposits?txid=', [''], 'account.deposit.empty_txid'],
    [
      '/account/deposits?blockchain_key=',
      ['bitcoin', 'constructor'],
      'account.deposit.blockchain_key_doesnt_exist',
    ],
    ['/account/deposits?time_from=', notWhole, 'account.deposit.non_integer_time_from'],
    ['/account/deposits?time_from=', [''], 'account.deposit.empty_time_from'],
    ['/account/deposits?time_to=', notWhole, 'account.deposit.non_integer_time_to'],
    ['/account/deposits?time_to=', [''], 'account.deposit.empty_time_to'],
    ['/account/deposits?limit=', notWhole, 'account.deposit.non_integer_limit'],
    ['/account/deposits?limit=', ['0', '-1', '101'], 'account.deposit.invalid_limit'],
    ['/account/deposits?page=', notWhole, 'account.deposit.non_integer_page'],
    ['/account/deposits?page=', ['0', '-1'], 'account.deposit.non_positive_page'],
    ['/account/deposit_address/', ['doge', 'usd', 'BTC'], 'account.currency.doesnt_exist'],
    [
      '/account/deposit_address/eth?blockchain_key=',
      ['', 'devnet-btc', 'constructor'],
      'account.deposit.blockchain_key_doesnt_exist',
    ],
    [
      '/account/deposit_address/eth?address_format=',
      ['', 'segwit'],
      'account.deposit_address.invalid_address_format',
    ],
    [
      '/account/deposit_address/eth?address_format=',
      ['cash'],
      'account.deposit_address.doesnt_support_cash_address_format',
    ],
  ]))

test('orders and trades are listed by what the reference knows, and by nothing else', () =>
  refusesAll(asAlice, [
    ['/market/orders?market=', ['', 'dogeusdt', 'BTCUSDT', 'constructor'], 'market.market.doesnt_exist'],
    ['/market/orders?market[]=', ['btcusdt&market[]=dogeusdt'], 'market.market.doesnt_exist'],
    ['/market/orders?market_type=', ['', 'margin', 'SPOT'], 'market.market.invalid_market_type'],
    ['/market/orders?base_unit=', ['', 'doge', 'usdt'], 'market.market.doesnt_exist'],
    ['/market/orders?quote_unit=', ['', 'doge', 'eth'], 'market.market.doesnt_exist'],
    ['/market/orders?state=', ['', 'open', 'WAIT', 'wait&state=open'], 'market.order.invalid_state'],
    ['/market/orders?state[]=', ['wait&state[]=open'], 'market.order.invalid_state'],
    ['/market/orders?limit=', notWhole, 'market.order.non_integer_limit'],
    ['/market/orders?limit=', ['-1', '1001'], 'market.order.invalid_limit'],
    ['/market/orders?page=', notWhole, 'market.order.non_integer_page'],
    ['/market/orders?page=', ['0', '-1'], 'market.order.non_positive_page'],
    ['/market/orders?order_by=', ['', 'up', 'ASC'], 'market.order.invalid_order_by'],
    ['/market/orders?ord_type=', ['', 'stop', 'LIMIT'], 'market.order.invalid_ord_type'],
    ['/market/orders?type=', ['', 'bid', 'BUY'], 'market.order.invalid_type'],
    ['/market/orders?time_from=', notWhole, 'market.order.non_integer_time_from'],
    ['/market/orders?time_from=', [''], 'market.order.empty_time_from'],
    ['/market/orders?time_to=', notWhole, 'market.order.non_integer_time_to'],
    ['/market/orders?time_to=', [''], 'market.order.empty_time_to'],
    ['/market/trades?market=', ['', 'dogeusdt', 'BTCUSDT'], 'market.market.doesnt_exist'],
    ['/market/trades?market_type=', ['', 'margin'], 'market.market.invalid_market_type'],
    ['/market/trades?limit=', notWhole, 'market.trade.non_integer_limit'],
    ['/market/trades?limit=', ['0', '-1', '1001'], 'market.trade.invalid_limit'],
    ['/market/trades?page=', notWhole, 'market.trade.non_integer_page'],
    ['/market/trades?type=', ['', 'bid', 'BUY'], 'market.trade.invalid_type'],
    ['/market/trades?order_by=', ['', 'up'], 'market.trade.invalid_order_by'],
    ['/market/trades?time_from=', notWhole, 'market.trade.non_integer_time_from'],
    ['/market/trades?time_to=', [''], 'market.trade.empty_time_to'],
  ]))

test('what the reference allows is allowed: no rows at all, both notations of lists, every page', async () => {
  for (const path of [
    '/market/orders?limit=0',
    '/market/orders?state=wait&state=done',
    '/market/orders?state[]=wait&state[]=cancel&market[]=btcusdt&market=ethusdt',
    '/market/orders?market_type=qe',
    '/market/trades?page=7&limit=1000',
    '/account/deposits?state[]=accepted&state[]=submitted',
    '/account/balances?nonzero=1&search[currency_code]=b',
  ]) {
    const { status, body } = await asAlice(path)
    assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`)
    assert.ok(Array.isArray(body))
  }
})

test('lists tell their length where the reference does, and only there', async () => {
  const told = async (ask: Ask, path: string) => {
    const { headers } = await ask(path)
    return ['total', 'per-page', 'page'].map((name) => headers.get(name))
  }
  assert.deepEqual(await told(asAnyone, '/public/currencies?limit=2&page=2'), ['4', '2', '2'])
  assert.deepEqual(await told(asAnyone, '/public/markets?limit=1'), ['3', '1', '1'])
  assert.deepEqual(await told(asAlice, '/account/deposits'), ['0', '100', '1'])
  assert.equal((await told(asAlice, '/account/balances'))[0], '4')
  assert.equal((await told(asAlice, '/market/orders'))[0], null)
  assert.equal((await told(asAlice, '/market/trades'))[0], null)
})
