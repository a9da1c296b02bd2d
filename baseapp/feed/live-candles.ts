import { intervals, type Interval } from '../../contract/streams.ts'
import { call, publicApi, type Candle } from '../api/index.ts'
import { applyCandle, mergeCandles } from './candles.ts'
import { createFrameStore } from './frame-store.ts'
import { feed, onRecovered, schedule } from './start.ts'

const pageLength = 500

type Chart = { candles: readonly Candle[]; state: 'loading' | 'ready' | 'failed'; isComplete: boolean }

/** The candles of a market at one interval, live from `start` on; older ones are read when asked for. */
export function createLiveCandles(market: string, interval: Interval) {
  const chart = createFrameStore<Chart>({ candles: [], state: 'loading', isComplete: false }, schedule)
  let isReading = false

  const read = async (toSeconds?: number) => {
    if (isReading) return
    isReading = true
    try {
      const step = intervals[interval] * 60
      const range =
        toSeconds === undefined ? {} : { time_from: toSeconds - pageLength * step, time_to: toSeconds }
      const input = { market, period: intervals[interval], limit: pageLength, ...range }
      const more = await call(publicApi.candles, input)
      chart.update((before) => ({
        candles: mergeCandles(before.candles, more),
        state: 'ready',
        isComplete: before.isComplete || more.length === 0,
      }))
    } catch {
      // What is shown stays; without anything shown the panel says that it failed, and a recovery reads again.
      chart.update((before) => (before.candles.length > 0 ? before : { ...before, state: 'failed' }))
    } finally {
      isReading = false
    }
  }

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
        onRecovered(() => void read()),
      ]
      void read()
      return () => {
        for (const each of leave) each()
      }
    },
    /** Reads the page before the oldest candle, if there is one. */
    readOlder(): void {
      const { candles, state, isComplete } = chart.now()
      const oldest = candles[0]
      if (state === 'ready' && !isComplete && oldest) void read(oldest[0] - intervals[interval] * 60)
    },
  }
}

export type LiveCandles = ReturnType<typeof createLiveCandles>
