import { unitsOf } from '../../../../web/kit/index.ts'
import { publicApi, useRemote, type TradingFee } from '../../../api/index.ts'

/** Rates as counts of 10⁻¹⁸: a fee of 0.2 % is 2 × 10¹⁵. */
export type Rates = { maker: bigint; taker: bigint }

/** Accounts without a group of their own pay the rates of `any`; those of a market go before those of all. */
export function ratesFor(
  market: string,
  fees: readonly Pick<TradingFee, 'group' | 'market_id' | 'maker' | 'taker'>[],
) {
  const mine = fees.filter((fee) => fee.group === 'any')
  const found = mine.find((fee) => fee.market_id === market) ?? mine.find((fee) => fee.market_id === 'any')
  const [maker, taker] = [unitsOf(found?.maker), unitsOf(found?.taker)]
  return maker === undefined || taker === undefined ? undefined : { maker, taker }
}

export function useRates(market: string): Rates | undefined {
  const fees = useRemote(publicApi.tradingFees, { limit: 1000 }, { staleTimeMs: 600_000 })
  return fees.data && ratesFor(market, fees.data)
}
