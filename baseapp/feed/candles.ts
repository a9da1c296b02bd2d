import type { Candle } from '../api/wire.ts'

/** A candle of numbers; numeric strings are read too, for servers that send those. */
function candleOf(value: unknown): Candle | undefined {
  if (!Array.isArray(value) || value.length < 6) return undefined
  const numbers = value.slice(0, 6).map(Number)
  return numbers.every(Number.isFinite) ? (numbers as Candle) : undefined
}

/**
 * Candles by time, ascending, each time once. Where both have one, that with more volume is the newer: a candle only
 * grows, and an answer may have been overtaken by the stream.
 */
export function mergeCandles(before: readonly Candle[], more: readonly unknown[]): readonly Candle[] {
  const byTime = new Map(before.map((candle) => [candle[0], candle]))
  for (const each of more) {
    const candle = candleOf(each)
    const known = candle && byTime.get(candle[0])
    if (candle && (!known || candle[5] >= known[5])) byTime.set(candle[0], candle)
  }
  return [...byTime.values()].sort((a, b) => a[0] - b[0])
}

/**
 * The chart with the newest page. After a longer loss than a page has candles, what was shown before it does not reach
 * up to it: it goes, to be read again when somebody scrolls there, since nothing would ever fill the hole.
 */
export function mergeNewest(
  before: readonly Candle[],
  page: readonly unknown[],
  stepSeconds: number,
): readonly Candle[] {
  const first = page.map(candleOf).find((candle) => candle !== undefined)
  const reaches = first && before.some(([time]) => time >= first[0] - stepSeconds && time <= first[0])
  return mergeCandles(first && !reaches ? before.filter(([time]) => time > first[0]) : before, page)
}

/** The candle that a stream told, if it changes the end of the chart; an older one is history and comes by REST. */
export function applyCandle(before: readonly Candle[], payload: unknown): readonly Candle[] {
  const candle = candleOf(payload)
  if (!candle) return before
  const last = before.at(-1)
  if (last === undefined || candle[0] > last[0]) return [...before, candle]
  if (candle[0] < last[0] || candle.every((value, at) => value === last[at])) return before
  return [...before.slice(0, -1), candle]
}
