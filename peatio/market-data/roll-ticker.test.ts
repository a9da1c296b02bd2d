import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amount, unit, type MarketCode, type TimeMs, type TradeId } from '../../core/units/index.ts'
import { intervalMs, openedAt, tradeIntoCandle, type Candle } from './candle.ts'
import { tickerFields } from './entities.ts'
import { averagePrice, dayMs, rollTicker } from './roll-ticker.ts'
import { randomOf } from './seeded.ts'
import type { TapeTrade } from './tape.ts'

const seed = 42

function tape(count: number): TapeTrade[] {
  const random = randomOf(seed)
  let at = Date.UTC(2026, 0, 1)
  return Array.from({ length: count }, (_, index) => {
    at += Math.floor(random() * 900_000)
    const price = BigInt(90 + Math.floor(random() * 20)) * unit
    const base = BigInt(1 + Math.floor(random() * 1e6)) * 10n ** 12n
    const sums = { price: amount(price), base: amount(base), quote: amount((price * base) / unit) }
    const market = 'btcusdt' as MarketCode
    return { trade: (index + 1) as TradeId, market, at: at as TimeMs, ...sums, takerSide: 'buy' }
  })
}

const minutesOf = (trades: TapeTrade[]): Candle[] => {
  const minutes: Candle[] = []
  for (const trade of trades) {
    const candle = tradeIntoCandle(minutes.at(-1), trade, '1m')
    if (minutes.at(-1)?.openedAt === candle.openedAt) minutes.pop()
    minutes.push(candle)
  }
  return minutes
}

test(`a ticker equals what the trades of the last 1,440 minutes say (seed ${seed})`, () => {
  const trades = tape(1000)
  const minutes = minutesOf(trades)
  for (let at = trades[200]!.at as number; at < trades.at(-1)!.at; at += 5 * 3_600_000 + 17_000) {
    const from = openedAt(at, '1m') - dayMs + intervalMs('1m')
    const until = trades.filter((trade) => trade.at <= at)
    const day = until.filter((trade) => trade.at >= from)
    const prices = day.map(({ price }) => price)
    const base = day.reduce((sum, trade) => sum + trade.base, 0n)
    const quote = day.reduce((sum, trade) => sum + trade.quote, 0n)
    const last = until.at(-1)!.price

    const ticker = rollTicker(minutesOf(until), { now: at, last, pricePrecision: 2 })
    assert.equal(ticker.open, day[0]!.price)
    assert.equal(ticker.last, last)
    assert.equal(
      ticker.high,
      prices.reduce((a, b) => (a > b ? a : b)),
    )
    assert.equal(
      ticker.low,
      prices.reduce((a, b) => (a < b ? a : b)),
    )
    assert.deepEqual([ticker.baseVolume, ticker.quoteVolume], [base, quote])
    assert.equal(ticker.average, ((quote * 100n) / base) * (unit / 100n))
  }
  assert.ok(minutes.length > 500)
})

test('a day without trades stands at the last price, and a market that never traded at nothing', () => {
  const [trade] = tape(1)
  const quiet = rollTicker(minutesOf([trade!]), {
    now: trade!.at + 2 * dayMs,
    last: trade!.price,
    pricePrecision: 2,
  })
  assert.deepEqual(
    [quiet.open, quiet.last, quiet.high, quiet.low, quiet.baseVolume, quiet.changeBasisPoints],
    [trade!.price, trade!.price, 0n, 0n, 0n, 0n],
  )
  const never = rollTicker([], { now: 0, last: undefined, pricePrecision: 2 })
  assert.deepEqual([never.open, never.last, never.average], [0n, 0n, 0n])
})

test('an average price is rounded down to the price precision', () => {
  assert.equal(averagePrice(amount(2n * unit), amount(3n * unit), 2), 66n * 10n ** 16n)
  assert.equal(averagePrice(amount(2n * unit), amount(3n * unit), 0), 0n)
})

test('a change is written with its sign and two decimals, half away from zero', () => {
  const percentOf = (open: bigint, last: bigint) => {
    const prices = { high: amount(last), low: amount(last), baseVolume: amount(1n), quoteVolume: amount(1n) }
    const minute = (at: number, price: bigint): Candle => ({
      openedAt: at as TimeMs,
      ...prices,
      open: amount(price),
      close: amount(price),
    })
    const minutes = [minute(0, open), minute(60_000, last)]
    const ticker = rollTicker(minutes, { now: 60_000, last: amount(last), pricePrecision: 2 })
    return tickerFields(ticker, 0).price_change_percent
  }
  assert.equal(percentOf(10_000n, 10_123n), '+1.23%')
  assert.equal(percentOf(10_000n, 9_877n), '-1.23%')
  assert.equal(percentOf(10_000n, 10_000n), '+0.00%')
  assert.equal(percentOf(20_000n, 20_001n), '+0.01%')
  assert.equal(percentOf(20_000n, 19_999n), '-0.01%')
  assert.equal(percentOf(30_000n, 30_001n), '+0.00%')
  assert.equal(percentOf(1n, 100n), '+9900.00%')
})
