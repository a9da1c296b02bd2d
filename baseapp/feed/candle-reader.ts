import type { Candle } from '../api/wire.ts'
import { mergeCandles, mergeNewest } from './candles.ts'
import type { FrameStore } from './frame-store.ts'

export type Chart = {
  candles: readonly Candle[]
  state: 'loading' | 'ready' | 'failed'
  /** Nothing is older than what is here. */
  isComplete: boolean
}

type Reader = {
  chart: FrameStore<Chart>
  stepSeconds: number
  /** Asks for a page of candles: the one that ends at a time, or the newest. */
  ask: (toSeconds: number | undefined) => Promise<readonly unknown[]>
}

/** Reads a chart's candles page by page, one at a time; the newest are never passed over, since nobody asks twice. */
export function createCandleReader({ chart, stepSeconds, ask }: Reader) {
  let isReading = false
  let isNewestAsked = false

  const read = async (toSeconds?: number): Promise<void> => {
    if (isReading) {
      isNewestAsked ||= toSeconds === undefined
      return
    }
    isReading = true
    try {
      const page = await ask(toSeconds)
      chart.update((before) => (toSeconds === undefined ? withNewest(before, page) : withOlder(before, page)))
    } catch {
      // What is shown stays; without anything shown the panel says that it failed, and a recovery reads again.
      chart.update((before) => (before.candles.length > 0 ? before : { ...before, state: 'failed' }))
    } finally {
      isReading = false
    }
    if (!isNewestAsked) return
    isNewestAsked = false
    await read()
  }

  const withOlder = (before: Chart, page: readonly unknown[]): Chart => ({
    candles: mergeCandles(before.candles, page),
    state: 'ready',
    isComplete: before.isComplete || page.length === 0,
  })
  const withNewest = (before: Chart, page: readonly unknown[]): Chart => {
    const candles = mergeNewest(before.candles, page, stepSeconds)
    // What went may be read again.
    const isCut = (before.candles[0]?.[0] ?? Infinity) < (candles[0]?.[0] ?? 0)
    return { candles, state: 'ready', isComplete: !isCut && (before.isComplete || page.length === 0) }
  }

  return {
    /** Reads the newest page, at once or after what is being read. */
    readNewest: () => read(),
    /** Reads the page before the oldest candle, if there is one. */
    async readOlder(): Promise<void> {
      const { candles, state, isComplete } = chart.now()
      const oldest = candles[0]
      if (state === 'ready' && !isComplete && oldest) await read(oldest[0] - stepSeconds)
    },
  }
}
