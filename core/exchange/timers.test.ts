import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId, MarketCode, OrderId, TimeMs } from '../units/index.ts'
import { Timers, type Timer } from './timers.ts'

const order = (at: number, id: number): Timer => ({
  at: at as TimeMs,
  kind: 'expire_order',
  order: id as OrderId,
})
const deadMan = (at: number, account: string): Timer => ({
  at: at as TimeMs,
  kind: 'expire_dead_man',
  account: account as AccountId,
})
const auction = (at: number, market: string): Timer => ({
  at: at as TimeMs,
  kind: 'end_auction',
  market: market as MarketCode,
})

function drained(timers: Timers): Timer[] {
  const told: Timer[] = []
  for (let next = timers.peek(); next; next = timers.peek()) {
    told.push(next)
    timers.drop()
  }
  return told
}

test('at one moment orders expire first, by id, then dead men by account, then auctions end by market', () => {
  const inOrder = [
    order(5, 9),
    order(5, 10),
    deadMan(5, 'IDADA'),
    deadMan(5, 'IDBOB'),
    auction(5, 'btcusdt'),
    auction(5, 'ethusdt'),
    order(6, 1),
  ]
  for (let turn = 0; turn < inOrder.length; turn++) {
    const timers = new Timers()
    for (const timer of [...inOrder.slice(turn), ...inOrder.slice(0, turn)].reverse()) timers.add(timer)
    assert.equal(timers.size, inOrder.length)
    assert.deepEqual(drained(timers), inOrder)
    assert.equal(timers.size, 0)
  }
})

test('nothing is due where nothing was set, and dropping it does no harm', () => {
  const timers = new Timers()
  assert.equal(timers.peek(), undefined)
  timers.drop()
  assert.deepEqual([timers.peek(), timers.size], [undefined, 0])
  timers.add(order(1, 1))
  timers.drop()
  assert.deepEqual([timers.peek(), timers.size], [undefined, 0])
})

test('timers that come and go are told in the order of a sorted list (seed 3)', () => {
  let seed = 3
  const random = (below: number) =>
    Math.floor(((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)
  const timers = new Timers()
  const known: Timer[] = []
  for (let id = 1; id <= 3_000; id++) {
    if (random(5) < 2) {
      timers.drop()
      known.shift()
    } else {
      const timer = order(random(40), id)
      timers.add(timer)
      known.push(timer)
      known.sort((a, b) => a.at - b.at || (a as { order: number }).order - (b as { order: number }).order)
    }
    assert.equal(timers.peek(), known[0])
    assert.equal(timers.size, known.length)
  }
  assert.ok(known.length > 100)
  assert.deepEqual(drained(timers), known)
})
