import type { Operation } from '../../../peatio/engine/projector/index.ts'

type Leg = Pick<Operation, 'code' | 'asset' | 'debit' | 'credit'>

/** I4: of every asset, what an event adds to what the house has is what it adds to what the house owes and earned. */
export function postingsBalance(legs: Leg[]): string[] {
  const sums = new Map<string, bigint>()
  for (const { code, asset, debit, credit } of legs) {
    // In the wire's books every account grows by credit; those from 101 to 199 are what the house has.
    const grown = credit - debit
    sums.set(asset, (sums.get(asset) ?? 0n) + (code < 200 ? grown : -grown))
  }
  return [...sums].filter(([, sum]) => sum !== 0n).map(([asset, sum]) => `${asset} is off by ${sum}`)
}
