import type { BalanceView } from '../../../core/exchange/index.ts'

/** Accounts that stand for the outside world mirror what came from there, so they run negative. */
const mirrors = /^house:(custody|adjustments)$/

/** I2: nobody owns less than nothing, and nobody has promised more than he owns. */
export function nobodyOverdrawn(balances: BalanceView[]): string[] {
  return balances
    .filter(({ account }) => !mirrors.test(account))
    .filter(({ posted, held }) => held < 0n || posted < held)
    .map(({ account, asset, posted, held }) => `${account} owns ${posted} ${asset} and has promised ${held}`)
}
