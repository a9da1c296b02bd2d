import { unitsOf } from '../../../../web/kit/format.ts'
import type { TradingFee } from '../../../api/wire.ts'

/** Rates as counts of 10⁻¹⁸: a fee of 0.2 % is 2 × 10¹⁵. */
export type Rates = { maker: bigint; taker: bigint }
type Fee = Pick<TradingFee, 'group' | 'market_id' | 'maker' | 'taker'>

/** Accounts without a group of their own pay the rates of `any`; those of a market go before those of all. */
export function ratesFor(market: string, fees: readonly Fee[]): Rates | undefined {
  const mine = fees.filter((fee) => fee.group === 'any')
  const found = mine.find((fee) => fee.market_id === market) ?? mine.find((fee) => fee.market_id === 'any')
  const [maker, taker] = [unitsOf(found?.maker), unitsOf(found?.taker)]
  return maker === undefined || taker === undefined ? undefined : { maker, taker }
}
