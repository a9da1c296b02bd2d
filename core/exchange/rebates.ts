import type { MarketCode } from '../units/index.ts'
import type { DeleteTradingFee, SetTradingFee } from './command.ts'
import type { State } from './state.ts'
import { anyGroup } from './trader.ts'

type Fees = ReadonlyMap<string, Pick<SetTradingFee, 'group' | 'market' | 'makerFee' | 'takerFee'>>

/**
 * Whether, after a change of the table, on every market, the lowest maker fee and the lowest taker fee of any two
 * groups still come to zero or
 * more: then every rebate is paid by the taker it met. Groups without a fee of their own have those of `any`, so it
 * covers users who change their group; the market `any` stands for markets that are not defined yet.
 */
export function coversRebates(
  state: Pick<State, 'markets' | 'fees'>,
  change: SetTradingFee | DeleteTradingFee,
): boolean {
  const fees = new Map(state.fees)
  if (change.kind === 'set_trading_fee') fees.set(`${change.group}/${change.market}`, change)
  else fees.delete(`${change.group}/${change.market}`)
  const groups = new Set([anyGroup, ...[...fees.values()].map(({ group }) => group)])
  const markets = new Set<MarketCode | 'any'>(['any', ...state.markets.keys()])
  for (const market of markets) {
    const [makers, takers] = [[] as number[], [] as number[]]
    for (const group of groups) {
      const rates = ratesIn(fees, group, market)
      makers.push(rates?.makerFee ?? 0)
      takers.push(rates?.takerFee ?? 0)
    }
    if (Math.min(...makers) + Math.min(...takers) < 0) return false
  }
  return true
}

/** The most specific row, as `ratesOf` finds it. */
const ratesIn = (fees: Fees, group: string, market: string) =>
  fees.get(`${group}/${market}`) ??
  fees.get(`${group}/any`) ??
  fees.get(`any/${market}`) ??
  fees.get('any/any')
