import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Interval } from '../../contract/streams.ts'
import type { Market } from '../api/index.ts'
import type { FrameStore } from './frame-store.ts'
import { createLiveCandles, type LiveCandles } from './live-candles.ts'
import { createLiveMarket, type LiveMarket } from './live-market.ts'
import { ownBalances, ownOrders } from './live-user.ts'
import { openOrdersOf, type OwnOrder } from './own-orders.ts'
import type { OwnBalance, OwnBalances } from './own-balances.ts'

/** Renders what a store shows, once per frame at most. */
export const useFrameStore = <State>(store: FrameStore<State>): State =>
  useSyncExternalStore(store.listen, store.shown)

/** The live book and tape of a market, for as long as the component is there. */
export function useLiveMarket(market: Market): LiveMarket {
  // Made anew for another market; what else changes about a market does not matter to its feed.
  // oxlint-disable-next-line react/exhaustive-deps
  const live = useMemo(() => createLiveMarket(market), [market.id])
  useEffect(() => live.start(), [live])
  return live
}

export function useLiveCandles(market: string, interval: Interval): LiveCandles {
  const live = useMemo(() => createLiveCandles(market, interval), [market, interval])
  useEffect(() => live.start(), [live])
  return live
}

/** The user's open orders, newest first; all markets, or one. `undefined` while they are not known. */
export function useOpenOrders(market?: string): OwnOrder[] | undefined {
  const orders = useFrameStore(ownOrders)
  return useMemo(() => {
    if (!orders.isLoaded) return undefined
    const open = openOrdersOf(orders)
    return market === undefined ? open : open.filter((order) => order.market === market)
  }, [orders, market])
}

/** The user's live balances by asset; `isLoaded` says whether they are known yet. */
export const useOwnBalances = (): OwnBalances => useFrameStore(ownBalances)

const nothing: OwnBalance = { available: '0.0', held: '0.0' }

/** One balance; `undefined` while it is not known. */
export function useOwnBalance(asset: string): OwnBalance | undefined {
  const { byAsset, isLoaded } = useOwnBalances()
  return byAsset[asset] ?? (isLoaded ? nothing : undefined)
}
