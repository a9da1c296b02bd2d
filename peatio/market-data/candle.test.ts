import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amount, type MarketCode, type TimeMs, type TradeId } from '../../core/units/index.ts'
import {
  fillGaps,
  flatCandle,
  intervalMs,
  intervalNames,
  openedAt,
  tradeIntoCandle,
  type Candle,
} from './candle.ts'
import { randomOf } from './seeded.ts'
import type { TapeTrade } from './tape.ts'

const seed = 20260105

/** Trades minutes to hours apart, with large prime sums that no float could add up. */
function tape(count: number): TapeTrade[] {
  const random = randomOf(seed)
  let at = Date.UTC(2026, 0, 1)
  return Array.from({ length: count }, (_, index) => {
    at += Math.floor(random() ** 3 * 7_200_000)
    const price = 10n ** 18n * BigInt(1 + Math.floor(random() * 50)) + BigInt(Math.floor(random() * 1e9))
    const base = 10n ** 21n + BigInt(Math.floor(random() * 1e9))
    return {
      trade: (index + 1) as TradeId,
      market: 'btcusdt' as MarketCode,
      at: at as TimeMs,
      price: amount(price),
      base: amount(base),
      quote: amount((price * base) / 10n ** 18n),
      takerSide: 'buy',
    }
  })
}

/** The naive twin: looks at all trades of a period at once. */
function candleOf(
  trades: TapeTrade[],
  opened: number,
  interval: (typeof intervalNames)[number],
): Candle | undefined {
  const of = trades.filter(({ at }) => at >= opened && at < opened + intervalMs(interval))
  if (of.length === 0) return undefined
  const prices = of.map(({ price }) => price).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return {
    openedAt: opened as TimeMs,
    open: of[0]!.price,
    high: prices.at(-1)!,
    low: prices[0]!,
    close: of.at(-1)!.price,
    baseVolume: amount(of.reduce((sum, { base }) => sum + base, 0n)),
    quoteVolume: amount(of.reduce((sum, { quote }) => sum + quote, 0n)),
  }
}

test(`candles of every interval equal what their trades say at once (seed ${seed})`, () => {
  const trades = tape(400)
  for (const interval of intervalNames) {
    const candles = new Map<number, Candle>()
    let last: Candle | undefined
    for (const trade of trades) {
      last = tradeIntoCandle(last, trade, interval)
      candles.set(last.openedAt, last)
    }
    assert.ok(candles.size > 1, interval)
    for (const candle of candles.values()) {
      assert.deepEqual(candle, candleOf(trades, candle.openedAt, interval), interval)
    }
    const traded = new Set(trades.map(({ at }) => openedAt(at, interval)))
    assert.deepEqual([...candles.keys()], [...traded], interval)
  }
})

test('a period without trades stands at the price before it, and nothing is told of the time before the first', () => {
  const minute = intervalMs('1m')
  const traded = tradeIntoCandle(undefined, { ...tape(1)[0]!, at: (5 * minute + 7) as TimeMs }, '1m')
  const later = { ...traded, openedAt: (8 * minute) as TimeMs, close: amount(3n) }
  const range = { from: 3 * minute, to: 9 * minute, interval: '1m' as const }

  const filled = fillGaps([traded, later], { ...range, before: undefined })
  assert.deepEqual(
    filled,
    [traded, ...[6, 7].map((at) => flatCandle((at * minute) as TimeMs, traded.close)), later].concat(
      flatCandle((9 * minute) as TimeMs, amount(3n)),
    ),
  )
  assert.equal(fillGaps([], { ...range, before: amount(9n) }).length, 7)
  assert.deepEqual(fillGaps([], { ...range, before: undefined }), [])
})
