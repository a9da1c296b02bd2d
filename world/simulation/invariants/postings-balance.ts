import type { Operation } from '../../../peatio/engine/projector/index.ts'

type Leg = Pick<Operation, 'code' | 'asset' | 'debit' | 'credit'>

/**
 * I4: of every asset, what an event adds to what the house has and has spent is what it adds to what the house owes
 * and has earned.
 */
export function postingsBalance(legs: Leg[]): string[] {
  const sums = new Map<string, bigint>()
  for (const { code, asset, debit, credit } of legs) {
    // In the wire's books every account grows by credit: 1xx is what the house has, 4xx what it has spent.
    const grown = credit - debit
    const hasOrSpent = code < 200 || code >= 400
    sums.set(asset, (sums.get(asset) ?? 0n) + (hasOrSpent ? grown : -grown))
  }
  return [...sums].filter(([, sum]) => sum !== 0n).map(([asset, sum]) => `${asset} is off by ${sum}`)
}
