import { decimal, unitsOf } from '../../../web/kit/index.ts'
import type { Market } from '../../api/index.ts'
import { lastPriceOf, useFrameStore, useTicker, type LiveMarket } from '../../feed/index.ts'

/** The newest price and where it came from: up, down, or the same. The tape is faster than the 24 h summary. */
export function useLastPrice(
  market: Market,
  live: LiveMarket,
): { text: string | undefined; direction: -1 | 0 | 1 } {
  const tape = useFrameStore(live.tape)
  const ticker = useTicker(market.id)
  const newest = tape?.[0]
  if (!newest) return { text: lastPriceOf(ticker), direction: 0 }
  const now = unitsOf(newest.price) ?? 0n
  const other = tape.find((trade) => unitsOf(trade.price) !== now)
  const before = unitsOf(other?.price) ?? now
  return { text: newest.price, direction: now > before ? 1 : now < before ? -1 : 0 }
}

const arrows = { '-1': '↓', 0: '', 1: '↑' }
const spoken = { '-1': ', falling', 0: '', 1: ', rising' }
const colours = { '-1': 'is-sell', 0: '', 1: 'is-buy' }

export function LastPrice({ market, live }: { market: Market; live: LiveMarket }) {
  const { text, direction } = useLastPrice(market, live)
  return (
    <span className={`last-price num ${colours[direction]}`}>
      {decimal(text, market.price_precision)}
      <span aria-hidden="true" className="last-price-arrow">
        {arrows[direction]}
      </span>
      <span className="visually-hidden">{spoken[direction]}</span>
    </span>
  )
}
