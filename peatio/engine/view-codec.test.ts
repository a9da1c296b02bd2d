import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSeededStream, openingCommands } from './seeded-stream.ts'
import { newDisk, open } from './trading-leader.ts'
import { decodeOrders, decodeViews, encodeViews } from './view-codec.ts'

test('views come back from their line as they were, every field of every kind (seed 8)', () => {
  const leader = open(newDisk())
  const { published } = leader.run([...openingCommands(), ...createSeededStream(8).next(1_500)])
  const seen = new Set<string>()
  for (const { touched } of published) {
    assert.deepEqual(decodeViews(encodeViews(touched)), touched)
    for (const [kind, views] of Object.entries(touched)) if (views.length > 0) seen.add(kind)
    for (const { status } of touched.orders) seen.add(status)
  }
  const kinds = ['balances', 'canceled', 'filled', 'levels', 'open', 'orders', 'partially_filled']
  assert.deepEqual([...seen].sort(), kinds)
})

test('the first orders of a line are read without the rest', () => {
  const leader = open(newDisk())
  const { published } = leader.run([...openingCommands(), ...createSeededStream(8).next(600)])
  const { touched } = published.find(({ touched: { orders } }) => orders.length > 1)!
  assert.deepEqual(decodeOrders(encodeViews(touched), 1), touched.orders.slice(0, 1))
  assert.deepEqual(decodeOrders(encodeViews(touched), touched.orders.length), touched.orders)
})
