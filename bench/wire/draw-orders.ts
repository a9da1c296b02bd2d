import { seeded } from '../core/workloads.ts'

/** Bodies of small limit orders on both sides of a price, which cross often, so that the book stays small meanwhile. */
export function drawOrders(count: number, seed: number): object[] {
  const random = seeded(seed)
  return Array.from({ length: count }, () => ({
    market: 'btcusdt',
    side: random(2) === 0 ? 'buy' : 'sell',
    ord_type: 'limit',
    volume: `0.00${1 + random(9)}`,
    price: (3_200 + (random(41) - 20) / 100).toFixed(2),
  }))
}
