// Feed: the live market. It turns socket messages into the state that panels show; it draws nothing.
export type { Book, Level } from './book.ts'
export {
  useFrameStore,
  useLiveCandles,
  useLiveMarket,
  useOpenOrders,
  useOwnBalance,
  useOwnBalances,
} from './hooks.ts'
export type { LiveCandles } from './live-candles.ts'
export type { LiveMarket } from './live-market.ts'
export { hearOrder, onOwnOrder, readBalances, startUserFeed } from './live-user.ts'
export type { OwnBalance, OwnBalances } from './own-balances.ts'
export { ownOrderOf, type OwnOrder } from './own-orders.ts'
export { feed, onRecovered, startFeed, useConnection, useTicker, useTickers } from './start.ts'
export { lastPriceOf } from './tickers.ts'
export type { TapeTrade } from './trades.ts'
