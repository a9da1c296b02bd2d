import type { TrialBalanceLine } from '../../../core/exchange/index.ts'

/** I1: over all accounts, the house's with them, every asset sums to zero. */
export function sumsToZero(lines: TrialBalanceLine[]): string[] {
  return lines.filter(({ posted }) => posted !== 0n).map(({ asset, posted }) => `${asset} sums to ${posted}`)
}
