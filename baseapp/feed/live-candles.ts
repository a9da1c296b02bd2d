import { intervals, type Interval } from '../../contract/streams.ts'
import { call, publicApi } from '../api/index.ts'
import { createCandleReader, type Chart } from './candle-reader.ts'
import { applyCandle } from './candles.ts'
import { createFrameStore } from './frame-store.ts'
import { feed, onRecovered, schedule } from './start.ts'

const pageLength = 500

/** The candles of a market at one interval, live from `start` on; older ones are read when asked for. */
export function createLiveCandles(market: string, interval: Interval) {
  const chart = createFrameStore<Chart>({ candles: [], state: 'loading', isComplete: false }, schedule)
  const stepSeconds = intervals[interval] * 60
  const reader = createCandleReader({
    chart,
    stepSeconds,
    ask(to) {
      const range = to === undefined ? {} : { time_from: to - pageLength * stepSeconds, time_to: to }
      return call(publicApi.candles, { market, period: intervals[interval], limit: pageLength, ...range })
    },
  })

  return {
    chart,
    interval,
    start(): () => void {
      const leave = [
        feed.listen(`${market}.kline-${interval}`, (payload) =>
          chart.update((before) => {
            const candles = applyCandle(before.candles, payload)
            return candles === before.candles ? before : { ...before, candles }
          }),
        ),
        onRecovered(() => void reader.readNewest()),
      ]
      void reader.readNewest()
      return () => {
        for (const each of leave) each()
      }
    },
    readOlder: () => void reader.readOlder(),
  }
}

export type LiveCandles = ReturnType<typeof createLiveCandles>
