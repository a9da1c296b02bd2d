import type { TradeMade } from '../../../core/exchange/index.ts'
import { decimalFromAmount } from '../../../core/units/index.ts'
import type { Published } from '../../../peatio/engine/index.ts'
import type { MarketData } from '../../../peatio/market-data/index.ts'
import { markets } from '../cast.ts'

type Volume = { base: bigint; quote: bigint }
type Shown = Pick<MarketData, 'trades' | 'candles' | 'depth'>

/** The tape has the newest trades of all records, the candles all that changed hands, and the book is the engine's. */
export async function marketDataFollows(
  { marketData }: { marketData: Shown },
  records: Published[],
): Promise<string[]> {
  const complaints: string[] = []
  for (const { market } of markets) {
    const trades = records.flatMap(({ events }) =>
      events.filter((event) => isTradeOn(event, market)),
    ) as TradeMade[]
    const tape = marketData.trades(market, 1_000).map(({ trade }) => trade)
    const newest = trades.map(({ trade }) => trade).slice(-1_000)
    if (tape.toReversed().join() !== newest.join())
      complaints.push(`the tape of ${market} ends with ${tape[0]}, the journal with ${newest.at(-1)}`)
    const from = records[0]!.at
    const candles = await marketData.candles(market, '1m', {
      from: from - 60_000,
      to: records.at(-1)!.at,
      limit: 10_000,
    })
    const shown = sumOf(
      candles.map(({ baseVolume, quoteVolume }) => ({ base: baseVolume, quote: quoteVolume })),
    )
    const traded = sumOf(trades)
    if (shown.base !== traded.base || shown.quote !== traded.quote)
      complaints.push(`candles of ${market} show ${words(shown)}, traded were ${words(traded)}`)
  }
  return complaints
}

const isTradeOn = (event: Published['events'][number], market: string): boolean =>
  event.kind === 'trade' && event.market === market

const sumOf = (parts: Volume[]): Volume =>
  parts.reduce((sum, { base, quote }) => ({ base: sum.base + base, quote: sum.quote + quote }), {
    base: 0n,
    quote: 0n,
  })

const words = ({ base, quote }: Volume): string =>
  `${decimalFromAmount(base)} for ${decimalFromAmount(quote)}`
