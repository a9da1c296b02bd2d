import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amount, type Amount, type TimeMs } from '../../core/units/index.ts'
import type { MarketData } from '../market-data/index.ts'
import { MarketFeeds } from './market-feeds.ts'
import { Subscriptions } from './subscriptions.ts'

type Candle = ReturnType<MarketData['running']>[number]

const units = (count: number): Amount => amount(BigInt(count) * 10n ** 18n)
const candle = (minute: number, close: number, volume: number): Candle => ({
  openedAt: (minute * 60_000) as TimeMs,
  open: units(1),
  high: units(9),
  low: units(1),
  close: units(close),
  baseVolume: units(volume),
  quoteVolume: units(volume),
})

test('the first reader of candles is told the end of a minute that closes before the first look', () => {
  const stream = 'btcusdt.kline-1m'
  const said: unknown[] = []
  // Headers of so short a frame are two bytes.
  const send = (frame: Buffer) => void said.push(JSON.parse(frame.subarray(2).toString()))
  const client = { identity: { uid: undefined }, streams: new Set<string>(), send }
  const subscriptions = new Subscriptions()
  let running = [candle(1, 2, 3)]
  const marketData = { running: () => running } as never
  const feeds = new MarketFeeds({ subscriptions, marketData, catalog: {} as never, clock: () => 0 })

  subscriptions.add(client as never, stream)
  client.send(feeds.latest(stream)!)
  running = [candle(1, 5, 4), candle(2, 5, 0)]
  feeds.kLines()
  feeds.kLines()
  assert.deepEqual(said, [
    { [stream]: [60, 1, 9, 1, 2, 3] },
    { [stream]: [60, 1, 9, 1, 5, 4] },
    { [stream]: [120, 1, 9, 1, 5, 0] },
  ])
})
