import type { ReactNode } from 'react'
import { compact, decimalText, Skeleton, unitsOf } from '../../../web/kit/index.ts'
import { publicApi, useRemote, type Market, type Ticker, type TradingFee } from '../../api/index.ts'
import { useTickers } from '../../feed/index.ts'
import { useMarkets } from '../../markets/index.ts'
import { valueIn } from '../../valuation/index.ts'

const quote = 'usdt'

/** Figures that can be checked: what is traded, how much, and what it costs. */
export function ExchangeFacts() {
  const { data: markets, isError } = useMarkets()
  const tickers = useTickers()
  const fees = useRemote(publicApi.tradingFees, { limit: 1000 }, { staleTimeMs: 600_000 })
  const fee = fees.data && standardFee(fees.data)
  const turnover = markets && turnoverOf(markets, tickers)
  const unknown = isError ? '–' : undefined
  const noFee = fees.isPending ? undefined : '–'
  return (
    <dl className="landing-facts">
      <Fact name="24 h turnover">{turnover ? `≈ ${compact(turnover)} USDT` : unknown}</Fact>
      <Fact name="Markets">{markets ? String(markets.length) : unknown}</Fact>
      <Fact name="Maker fee">{fee ? percentOf(fee.maker) : noFee}</Fact>
      <Fact name="Taker fee">{fee ? percentOf(fee.taker) : noFee}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="num">{children ?? <Skeleton width="64px" />}</dd>
    </div>
  )
}

/** What everyone pays who has no terms of his own. */
const standardFee = (fees: readonly TradingFee[]): TradingFee | undefined =>
  fees.find((fee) => fee.group === 'any' && fee.market_id === 'any') ??
  fees.find((fee) => fee.group === 'any')

/** `0.002` → `0.2 %`; exact. */
const percentOf = (rate: string): string => {
  const units = unitsOf(rate)
  return units === undefined ? '–' : `${decimalText(units * 100n, 4, { trimmed: true })} %`
}

/** All that was traded, in one asset; markets that have no way to it are left out. */
function turnoverOf(
  markets: readonly Market[],
  tickers: Readonly<Record<string, Ticker>>,
): string | undefined {
  const known = markets.filter((market) => tickers[market.id] !== undefined)
  if (known.length === 0) return undefined
  const sum = known.reduce((total, market) => {
    const traded = unitsOf(tickers[market.id]?.volume) ?? 0n
    return total + (valueIn(traded, market.quote_unit, quote, { markets, tickers }) ?? 0n)
  }, 0n)
  return decimalText(sum, 2, { grouped: false })
}
