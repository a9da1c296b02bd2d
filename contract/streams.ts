// The websocket's words: stream names, client messages and the payload of every stream. Types and tiny constants only.

import type { OrderTerms } from './entities.ts'
import type { WireOrderType } from './market-place.ts'

/** Candle intervals by stream name, in minutes; the k-line endpoint takes the minutes. */
export const intervals = {
  '1m': 1,
  '5m': 5,
  '15m': 15,
  '30m': 30,
  '1h': 60,
  '2h': 120,
  '4h': 240,
  '6h': 360,
  '12h': 720,
  '1d': 1440,
  '3d': 4320,
  '1w': 10080,
} as const
export type Interval = keyof typeof intervals

/** What a client may send besides the raw text `ping`; at most `clientFrameBytesMax` a frame. */
export type ClientMessage =
  | { event: 'subscribe' | 'unsubscribe'; streams: string[] }
  /** On a private socket: all orders of its user are canceled when it closes. */
  | { event: 'cancel_on_disconnect'; enabled: boolean }
export const clientFrameBytesMax = 512

/**
 * Order entry on a private socket: the verb and parameters of an endpoint of `contract/market`, and an id of the
 * client's choice (text of at most 36 characters, or a whole number) that comes back with the answer.
 */
export type OrderRequest = { event: OrderVerb; id: string | number; data?: Record<string, unknown> }
export const orderVerbs = ['place_order', 'cancel_order', 'cancel_orders'] as const
export type OrderVerb = (typeof orderVerbs)[number]
/** `status` and `body` are the endpoint's; said once, when they are durable. */
export type OrderReply = { id: string | number; status: number; body: unknown }
/** Requests of one socket that wait for their answers; more are refused with 429, and nothing is done. */
export const ordersInFlightMax = 256
/** Levels a side of the published book: the client holds exactly the best so many. */
export const bookLevelsMax = 301

/** `[price, quantity]` as decimal strings. In an increment the quantity is absolute, and `""` removes the level. */
export type WireLevel = [price: string, quantity: string]
/** Asks ascending, bids descending. */
export type BookSnapshot = { asks: WireLevel[]; bids: WireLevel[]; sequence: number }
/** One level changed; `sequence` is exactly the last one plus one, or the client must subscribe again. */
export type BookIncrement = { asks: WireLevel; sequence: number } | { bids: WireLevel; sequence: number }

export type StreamTrades = {
  trades: { tid: number; taker_type: 'buy' | 'sell'; date: number; price: string; amount: string }[]
}
/** `[opened at (unix s), open, high, low, close, base volume]`. */
export type KLinePoint = [number, number, number, number, number, number]

/** The last 24 hours. `volume` (and `vol`) is in quote, `amount` in base; `price_change_percent` is like `+1.23%`. */
export type TickerFields = {
  at: string
  avg_price: string
  high: string
  last: string
  low: string
  open: string
  price_change_percent: string
  volume: string
  vol: string
  amount: string
}
/** By market; each message replaces all tickers. */
export type StreamTickers = Record<string, TickerFields>

/** An order of the socket's user after a command. `wait` rests; `done` and `cancel` are closed. */
export type OrderEvent = {
  id: number
  uuid: string
  market: string
  market_type: 'spot'
  kind: 'bid' | 'ask'
  side: 'buy' | 'sell'
  ord_type: WireOrderType
  price: string | null
  avg_price: string
  state: 'wait' | 'done' | 'cancel'
  origin_volume: string
  remaining_volume: string
  executed_volume: string
  maker_fee: string
  taker_fee: string
  trades_count: number
  /** When it was placed, like `created_at`. */
  at: number
  created_at: number
  updated_at: number
} & Partial<OrderTerms>
/** One side of a trade, as its owner sees it. */
export type TradeEvent = {
  id: number
  price: string
  amount: string
  total: string
  market: string
  side: 'buy' | 'sell'
  taker_type: 'buy' | 'sell'
  created_at: number
  order_id: number
}
/** Changed balances by asset: what may be used, and what is promised. */
export type BalancesEvent = Record<string, [balance: string, locked: string]>
export type DepositAddressEvent = {
  type: 'create'
  currencies: string[]
  blockchain_key: string | null
  address: string
  state?: 'active'
}
/** An extension: a deposit whose sum may be used from now on. */
export type DepositEvent = {
  currency: string
  amount: string
  txid: string
  state: 'accepted'
  created_at: number
}

/** Streams of the socket's own user, named without a dot. */
export type PrivateStreams = {
  order: OrderEvent
  trade: TradeEvent
  balances: BalancesEvent
  deposit_address: DepositAddressEvent
  deposit: DepositEvent
}

/** The payload of a stream by the last part of its name: `btcusdt.trades`, `global.tickers`, `btcusdt.kline-1m`. */
export type PublicStreams = {
  'ob-snap': BookSnapshot
  'ob-inc': BookIncrement
  trades: StreamTrades
  tickers: StreamTickers
} & { [Name in `kline-${Interval}`]: KLinePoint }

/** Replies of the server; every other frame is an object of one key, the stream's name. */
export type ServerReply =
  | { success: { message: 'subscribed' | 'unsubscribed'; streams: string[] } }
  | { success: { message: string } }
  | { error: string }
  | { reply: OrderReply }
