import type { Logger } from '../../platform/log/index.ts'
import type { MarketData } from '../market-data/index.ts'
import type { MarketFeeds } from './market-feeds.ts'
import type { RangerOptions } from './options.ts'
import type { PrivateFeed } from './private-feed.ts'

type Deps = { marketData: MarketData; feeds: MarketFeeds; own: PrivateFeed; log: Logger }

/**
 * Gathers what records bring for `coalesceMs`, then writes it; tickers and candles have their own pace.
 * Gives the end of it.
 */
export function publishRecords({ marketData, feeds, own, log }: Deps, options: RangerOptions): () => void {
  let timer: NodeJS.Timeout | undefined
  /** A message that cannot be made must not keep the others from their readers. */
  const guarded = (work: () => void) => {
    try {
      work()
    } catch (err) {
      log.error({ err }, 'a stream was not published')
    }
  }
  const flush = () => {
    timer = undefined
    guarded(() => own.flush())
    guarded(() => feeds.flush())
  }
  const unlisten = marketData.listen((records) => {
    for (const record of records) {
      guarded(() => own.gather(record))
      guarded(() => feeds.gather(record))
    }
    timer ??= setTimeout(flush, options.coalesceMs)
  })
  const tickers = setInterval(() => guarded(() => feeds.tickers()), options.tickersMs)
  const kLines = setInterval(() => guarded(() => feeds.kLines()), options.kLineMs)
  tickers.unref()
  kLines.unref()
  return () => {
    unlisten()
    for (const each of [timer, tickers, kLines]) clearTimeout(each)
  }
}
