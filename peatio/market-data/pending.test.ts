import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amount, type TimeMs, type TradeId } from '../../core/units/index.ts'
import { flatCandle } from './candle.ts'
import { Pending } from './pending.ts'
import { btcusdt } from './scene.ts'
import type { TapeTrade } from './tape.ts'

const candle = (at: number, price: bigint) => flatCandle(at as TimeMs, amount(price))
const series = { market: btcusdt, interval: '1m' as const }
const trade = (id: number): TapeTrade => ({
  trade: id as TradeId,
  market: btcusdt,
  at: 0 as TimeMs,
  price: amount(1n),
  base: amount(1n),
  quote: amount(1n),
  takerSide: 'buy',
})

test('a batch that could not be written is written with the next, and newer candles win', () => {
  const pending = new Pending()
  pending.candle(btcusdt, '1m', candle(0, 1n))
  pending.candle(btcusdt, '1m', candle(60_000, 1n))
  pending.trade(trade(1))
  pending.take()
  pending.candle(btcusdt, '1m', candle(60_000, 2n))
  pending.trade(trade(2))
  assert.deepEqual(pending.candlesOf(series), [candle(0, 1n), candle(60_000, 2n)])
  pending.returned()

  const { candles, trades } = pending.take()
  assert.deepEqual(
    [...candles.values()].map((each) => each.candle),
    [candle(0, 1n), candle(60_000, 2n)],
  )
  assert.deepEqual(trades.get(btcusdt), [trade(1), trade(2)])
  pending.written()
  assert.ok(pending.empty)
  assert.deepEqual(pending.candlesOf(series), [])
})
