import { endpoint } from './endpoint.ts'
import { integer, oneOf, param, text } from './param.ts'
import type { WireLevel } from './streams.ts'

// What CoinMarketCap and CoinGecko ask of every exchange. Pairs are `BTC_USDT`; times are in milliseconds.

export type PairSummary = {
  trading_pairs: string
  base_currency: string
  quote_currency: string
  last_price: string
  lowest_ask: string
  highest_bid: string
  base_volume: string
  quote_volume: string
  price_change_percent_24h: string
  highest_price_24h: string
  lowest_price_24h: string
}
export type PairTicker = { last_price: string; base_volume: string; quote_volume: string; isFrozen: 0 | 1 }
export type PairBook = { timestamp: number; asks: WireLevel[]; bids: WireLevel[] }
/** Numbers, as for all public trades. */
export type PairTrade = {
  trade_id: number
  price: number
  base_volume: number
  quote_volume: number
  timestamp: number
  type: 'buy' | 'sell'
}
export type GeckoPair = { ticker_id: string; base: string; target: string }
export type GeckoTicker = {
  ticker_id: string
  base_currency: string
  target_currency: string
  last_price: string
  base_volume: string
  target_volume: string
  bid: string
  ask: string
  high: string
  low: string
}
export type GeckoTrade = {
  trade_id: number
  price: number
  base_volume: number
  target_volume: number
  trade_timestamp: number
  type: 'buy' | 'sell'
}

const unknown = 'public.market.doesnt_exist'
const pair = text({ required: unknown, invalid: unknown, max: 64 })
/** Levels of both sides together, half of them each; 0 is the whole book. */
const depth = (site: 'coinmarketcap' | 'coingecko', max: number) =>
  integer({
    default: max,
    invalid: `${site}.market_depth.non_integer_depth`,
    range: `${site}.market_depth.invalid_depth`,
    min: 0,
    max,
  })
const moment = (name: 'start_time' | 'end_time') =>
  param<number, {}>({}, (raw) => {
    const value = typeof raw === 'string' ? Date.parse(raw) : Number.NaN
    return Number.isNaN(value) ? { errors: [`coingecko.historical_trades.invalid_${name}`] } : { value }
  })

const open = <Reply>() => endpoint<Reply>()
const get = { method: 'GET', auth: 'public' } as const

export const cmcSummary = open<PairSummary[]>()({
  ...get,
  path: '/coinmarketcap/summary',
  summary: 'Every enabled market and its last 24 hours',
  params: {},
})
export const cmcAssets = open<Record<string, { name: string }>>()({
  ...get,
  path: '/coinmarketcap/assets',
  summary: 'Assets by code',
  params: {},
})
export const cmcTicker = open<Record<string, PairTicker>>()({
  ...get,
  path: '/coinmarketcap/ticker',
  summary: 'Last prices and volumes by pair',
  params: {},
})
export const cmcOrderBook = open<PairBook>()({
  ...get,
  path: '/coinmarketcap/orderbook/:market_pair',
  summary: 'Price levels of a pair',
  params: { market_pair: pair, depth: depth('coinmarketcap', 500) },
})
export const cmcTrades = open<PairTrade[]>()({
  ...get,
  path: '/coinmarketcap/trades/:market_pair',
  summary: 'The last hundred trades of a pair, newest first',
  params: { market_pair: pair },
})
export const geckoPairs = open<GeckoPair[]>()({
  ...get,
  path: '/coingecko/pairs',
  summary: 'Every enabled market',
  params: {},
})
export const geckoTickers = open<GeckoTicker[]>()({
  ...get,
  path: '/coingecko/tickers',
  summary: 'Every enabled market and its last 24 hours',
  params: {},
})
export const geckoOrderBook = open<PairBook & { ticker_id: string }>()({
  ...get,
  path: '/coingecko/orderbook',
  summary: 'Price levels of a pair',
  params: { ticker_id: pair, depth: depth('coingecko', 1000) },
})
export const geckoTrades = open<{ buy?: GeckoTrade[]; sell?: GeckoTrade[] }>()({
  ...get,
  path: '/coingecko/historical_trades',
  summary: 'Trades of a pair by the side of the taker, newest first',
  params: {
    ticker_id: pair,
    type: oneOf(['buy', 'sell'], { invalid: 'coingecko.historical_trades.invalid_type' }),
    limit: integer({
      default: 100,
      invalid: 'coingecko.historical_trades.invalid_limit',
      min: 0,
      max: 1000,
    }),
    start_time: moment('start_time'),
    end_time: moment('end_time'),
  },
})
