import type { PublicTrade } from '../api/wire.ts'
import type { StreamTrades } from '../../contract/streams.ts'
import { decimalOfNumber } from '../../web/kit/format.ts'

/** A trade of the market as the tape shows it. */
export type TapeTrade = {
  id: number
  price: string
  quantity: string
  takerSide: 'buy' | 'sell'
  timeMs: number
}

export const tapeLength = 60

/** Newest first, each trade once, at most `tapeLength` of them. */
function merged(before: readonly TapeTrade[], more: readonly TapeTrade[]): readonly TapeTrade[] {
  const known = new Set(before.map((trade) => trade.id))
  const fresh = more.filter((trade) => !known.has(trade.id))
  if (fresh.length === 0) return before
  return [...fresh, ...before].sort((a, b) => b.id - a.id).slice(0, tapeLength)
}

/** Trades that REST answered; its prices are JSON numbers, so the market's precision gives back their digits. */
export function mergeTrades(
  tape: readonly TapeTrade[],
  trades: readonly PublicTrade[],
  precision: { price: number; amount: number },
): readonly TapeTrade[] {
  const read = trades.map((trade) => ({
    id: trade.id,
    price: decimalOfNumber(trade.price, precision.price),
    quantity: decimalOfNumber(trade.amount, precision.amount),
    takerSide: trade.taker_type,
    timeMs: trade.created_at * 1000,
  }))
  return merged(tape, read)
}

/** Trades that the stream told. */
export function applyTrades(tape: readonly TapeTrade[], payload: unknown): readonly TapeTrade[] {
  const { trades } = payload as Partial<StreamTrades>
  if (!Array.isArray(trades)) return tape
  const read = trades.map((trade) => ({
    id: trade.tid,
    price: trade.price,
    quantity: trade.amount,
    takerSide: trade.taker_type,
    timeMs: trade.date * 1000,
  }))
  return merged(tape, read)
}
