import { endpoint } from './endpoint.ts'
import { integer, oneOf, param, text } from './param.ts'
import { intervals, type KLinePoint, type TickerFields, type WireLevel } from './streams.ts'
import type {
  Currency,
  MarketEntity,
  MemberLevels,
  PublicConfig,
  PublicOrder,
  PublicTrade,
  Ticker,
  TradingFee,
  Version,
  WithdrawLimit,
} from './public-entities.ts'

/** The page of a list: `limit` rows (1 to 1000) of page `page`. */
export const pagination = {
  limit: integer({
    default: 100,
    invalid: 'pagination.non_integer_limit',
    range: 'pagination.invalid_limit',
    min: 1,
    max: 1000,
  }),
  page: integer({ default: 1, invalid: 'pagination.non_integer_page', min: 1, max: 1_000_000 }),
}

const market = {
  market: text({ required: 'public.market.doesnt_exist', invalid: 'public.market.doesnt_exist', max: 64 }),
}
const search = (noun: string) => text({ invalid: `public.${noun}.invalid_search`, max: 64 })
const marketType = oneOf(['spot', 'qe'], { default: 'spot', invalid: 'public.market.invalid_market_type' })
const ordering = oneOf(['asc', 'desc'], { default: 'asc', invalid: 'pagination.invalid_ordering' })

export const listCurrencies = endpoint<Currency[]>()({
  method: 'GET',
  path: '/public/currencies',
  auth: 'public',
  summary: 'Assets that are enabled, by position',
  params: {
    ...pagination,
    type: oneOf(['fiat', 'coin'], { invalid: 'public.currency.invalid_type' }),
    'search[code]': search('currency'),
    'search[name]': search('currency'),
  },
})

export const getCurrency = endpoint<Currency>()({
  method: 'GET',
  path: '/public/currencies/:id',
  auth: 'public',
  summary: 'One asset',
  params: {
    id: text({ required: 'public.currency.doesnt_exist', invalid: 'public.currency.doesnt_exist', max: 64 }),
  },
})

export const listMarkets = endpoint<MarketEntity[]>()({
  method: 'GET',
  path: '/public/markets',
  auth: 'public',
  summary: 'Markets that are enabled or hidden',
  params: {
    ...pagination,
    ordering: oneOf(['asc', 'desc'], { default: 'asc', invalid: 'public.markets.invalid_ordering' }),
    order_by: oneOf(['id', 'position'], { default: 'position', invalid: 'public.markets.invalid_order_by' }),
    base_unit: text({ invalid: 'public.markets.base_unit_doesnt_exist', max: 64 }),
    quote_unit: text({ invalid: 'public.markets.quote_unit_doesnt_exist', max: 64 }),
    type: param<'spot' | 'qe', { default: 'spot' }>({ default: 'spot' }, (raw) => {
      if (typeof raw !== 'string') return { errors: ['public.market.non_string_market_type'] }
      if (raw !== 'spot' && raw !== 'qe') return { errors: ['public.market.invalid_market_type'] }
      return { value: raw }
    }),
    'search[base_code]': search('market'),
    'search[quote_code]': search('market'),
    'search[base_name]': search('market'),
    'search[quote_name]': search('market'),
  },
})

const side = (name: 'ask' | 'bid') =>
  integer({
    default: 20,
    invalid: `public.order_book.non_integer_${name}_limit`,
    range: `public.order_book.invalid_${name}_limit`,
    min: 1,
    max: 200,
  })

export const getOrderBook = endpoint<{ asks: PublicOrder[]; bids: PublicOrder[] }>()({
  method: 'GET',
  path: '/public/markets/:market/order-book',
  auth: 'public',
  summary: 'Individual resting orders, best price first, then oldest first',
  params: { ...market, asks_limit: side('ask'), bids_limit: side('bid') },
})

export const listPublicTrades = endpoint<PublicTrade[]>()({
  method: 'GET',
  path: '/public/markets/:market/trades',
  auth: 'public',
  summary: 'The latest trades, newest first',
  params: {
    ...market,
    limit: integer({
      default: 100,
      invalid: 'public.trade.non_integer_limit',
      range: 'public.trade.invalid_limit',
      min: 1,
      max: 1000,
    }),
    // Read so that a wrong one is refused, and otherwise without effect: the wire has always ignored both.
    timestamp: integer({ invalid: 'public.trade.non_integer_timestamp' }),
    order_by: oneOf(['asc', 'desc'], { default: 'desc', invalid: 'public.trade.invalid_order_by' }),
  },
})

export const getDepth = endpoint<{ timestamp: number; asks: WireLevel[]; bids: WireLevel[] }>()({
  method: 'GET',
  path: '/public/markets/:market/depth',
  auth: 'public',
  summary: 'Price levels: asks ascending, bids descending',
  params: {
    ...market,
    limit: integer({
      default: 300,
      invalid: 'public.market_depth.non_integer_limit',
      range: 'public.market_depth.invalid_limit',
      min: 1,
      max: 1000,
    }),
  },
})

const wholeNumber = integer({ invalid: 'invalid', min: 0 })
const seconds = (name: 'time_from' | 'time_to') =>
  param<number, {}>({}, (raw) => {
    if (raw === '') return { errors: [`public.k_line.empty_${name}`] }
    const read = wholeNumber.read(raw)
    return 'errors' in read || read.value === undefined
      ? { errors: [`public.k_line.non_integer_${name}`] }
      : { value: read.value }
  })
const minutes: readonly number[] = Object.values(intervals)

export const getKLine = endpoint<KLinePoint[]>()({
  method: 'GET',
  path: '/public/markets/:market/k-line',
  auth: 'public',
  summary: 'Candles, oldest first; both ends of the time range are included',
  params: {
    ...market,
    period: param<number, { default: 1 }>({ default: 1 }, (raw) => {
      const read = wholeNumber.read(raw)
      if ('errors' in read || read.value === undefined)
        return { errors: ['public.k_line.non_integer_period'] }
      return minutes.includes(read.value)
        ? { value: read.value }
        : { errors: ['public.k_line.invalid_period'] }
    }),
    time_from: seconds('time_from'),
    time_to: seconds('time_to'),
    limit: integer({
      default: 30,
      invalid: 'public.k_line.non_integer_limit',
      range: 'public.k_line.invalid_limit',
      min: 1,
      max: 10_000,
    }),
  },
})

export const listTickers = endpoint<Record<string, Ticker>>()({
  method: 'GET',
  path: '/public/markets/tickers',
  auth: 'public',
  summary: 'The last 24 hours of every active market',
  params: {},
})

export const getTicker = endpoint<{ at: string; ticker: TickerFields }>()({
  method: 'GET',
  path: '/public/markets/:market/tickers',
  auth: 'public',
  summary: 'The last 24 hours of a market',
  params: market,
})

export const listTradingFees = endpoint<TradingFee[]>()({
  method: 'GET',
  path: '/public/trading_fees',
  auth: 'public',
  summary: 'Maker and taker rates by group and market',
  params: {
    ...pagination,
    group: text({ invalid: 'public.trading_fee.invalid_group', max: 32 }),
    market_id: text({ invalid: 'public.trading_fee.market_doesnt_exist', max: 64 }),
    market_type: marketType,
    ordering,
    order_by: oneOf(['id', 'group', 'market_id', 'created_at', 'updated_at'], {
      default: 'id',
      invalid: 'pagination.invalid_order_by',
    }),
  },
})

export const listWithdrawLimits = endpoint<WithdrawLimit[]>()({
  method: 'GET',
  path: '/public/withdraw_limits',
  auth: 'public',
  summary: 'Withdrawal limits by group and KYC level, in the platform currency; zero is no limit',
  params: {
    ...pagination,
    group: text({ invalid: 'public.withdraw_limit.invalid_group', max: 32 }),
    kyc_level: text({ invalid: 'public.withdraw_limit.invalid_kyc_level', max: 32 }),
    ordering,
    order_by: oneOf(['id', 'group', 'kyc_level', 'created_at', 'updated_at'], {
      default: 'id',
      invalid: 'pagination.invalid_order_by',
    }),
  },
})

const plain = <Reply>(path: string, summary: string) =>
  endpoint<Reply>()({ method: 'GET', path: `/public${path}`, auth: 'public', summary, params: {} })

export const getMemberLevels = plain<MemberLevels>(
  '/member-levels',
  'KYC levels from which each action is allowed',
)
export const getTimestamp = plain<string>('/timestamp', "The server's time, ISO 8601 in UTC")
export const getVersion = plain<Version>('/version', 'What is running')
export const getPublicConfig = plain<PublicConfig>(
  '/config',
  'Assets, markets, fees and limits, hidden ones included',
)
export const getAlive = plain<{ alive: boolean }>('/health/alive', 'Whether this process should go on living')
export const getReady = plain<{ ready: boolean }>(
  '/health/ready',
  'Whether this process should be sent requests',
)
