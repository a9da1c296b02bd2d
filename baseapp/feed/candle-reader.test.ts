import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Candle } from '../api/wire.ts'
import { createCandleReader, type Chart } from './candle-reader.ts'
import { createFrameStore } from './frame-store.ts'

const candle = (minute: number): Candle => [minute * 60, 1, 2, 0.5, 1, 10]

/** A chart whose pages are answered when the test wants. */
function scene() {
  const chart = createFrameStore<Chart>({ candles: [], state: 'loading', isComplete: false }, () => {})
  const asked: { to: number | undefined; answer: (page: Candle[]) => void; fail: () => void }[] = []
  const ask = (to: number | undefined) =>
    new Promise<Candle[]>((answer, reject) => asked.push({ to, answer, fail: () => reject(new Error('no')) }))
  const reader = createCandleReader({ chart, stepSeconds: 60, ask })
  return { chart, asked, ...reader, times: () => chart.now().candles.map(([time]) => time / 60) }
}

test('the newest are read after what is being read, also when that fails', async () => {
  for (const how of ['answer', 'fail'] as const) {
    const { asked, readNewest, readOlder, times } = scene()
    const first = readNewest()
    asked[0]!.answer([candle(10), candle(11)])
    await first
    const older = readOlder()
    assert.equal(asked[1]!.to, 9 * 60)
    // The socket is back after a loss while the page is on its way.
    await readNewest()
    assert.equal(asked.length, 2)
    asked[1]![how]([])
    while (asked.length < 3) await new Promise(setImmediate)
    assert.equal(asked[2]!.to, undefined)
    asked[2]!.answer([candle(11), candle(12)])
    await older
    assert.deepEqual(times(), [10, 11, 12])
  }
})

test('candles that a long loss has cut off can be read again', async () => {
  const { chart, asked, readNewest, readOlder, times } = scene()
  const first = readNewest()
  asked[0]!.answer([candle(10)])
  await first
  const older = readOlder()
  asked[1]!.answer([])
  await older
  assert.equal(chart.now().isComplete, true)
  const recovered = readNewest()
  asked[2]!.answer([candle(600), candle(601)])
  await recovered
  assert.deepEqual(times(), [600, 601])
  void readOlder()
  assert.equal(asked[3]!.to, 599 * 60)
})
