import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Published } from '../engine/index.ts'
import { openScene } from './scene.ts'
import { randomOf } from './seeded.ts'
import { LiveMarkets } from './live-markets.ts'

test('a record that is missing stops market data: its trades would be missing for ever', async () => {
  const scene = await openScene()
  await scene.stream(randomOf(5), 20)
  const last = scene.engine.sequence()
  const seen: Published[] = []
  await new Promise<void>((resolve) => {
    void scene.engine.subscribe(0, (records) => {
      if (seen.push(...records) >= last) resolve()
    })
  })
  const live = new LiveMarkets(0)
  for (const record of seen.slice(0, 9)) live.apply(record)
  assert.throws(() => live.apply(seen[10]!), /market_data_gap: record 11 after 9/)
  for (const record of seen.slice(9)) live.apply(record)
  assert.equal(live.sequence, last)
})
