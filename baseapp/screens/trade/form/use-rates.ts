import { publicApi, useRemote } from '../../../api/index.ts'
import { ratesFor, type Rates } from './rates.ts'

/** What the signed-in user pays on this market; `undefined` while it is not known. */
export function useRates(market: string): Rates | undefined {
  const fees = useRemote(publicApi.tradingFees, { limit: 1000 }, { staleTimeMs: 600_000 })
  return fees.data && ratesFor(market, fees.data)
}
