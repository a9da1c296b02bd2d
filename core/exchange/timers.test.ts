import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lots, ticks, type AccountId, type MarketCode, type OrderId, type TimeMs } from '../units/index.ts'
import { ada, bob, bookScene, btcusdt } from './books-scene.ts'
import { decide, evolveAll, nextDue, nextTimer, type Command } from './index.ts'
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

test('what is settled is swept out, and the others come in their order (seed 4)', () => {
  let seed = 4
  const random = (below: number) =>
    Math.floor(((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)
  const timers = new Timers()
  const pending = new Set<Timer>()
  for (let id = 1; id <= 20_000; id++) {
    const timer = order(random(500), id)
    timers.add(timer)
    if (random(20) === 0) pending.add(timer)
    if (timers.crowded) timers.sweep((each) => pending.has(each))
    assert.ok(timers.size <= Math.max(1_024, 2 * pending.size), `${timers.size} at ${id}`)
  }
  const told = drained(timers).filter((timer) => pending.has(timer)) as { at: number; order: number }[]
  assert.ok(told.length > 900)
  assert.deepEqual(
    told,
    [...pending].sort(
      (a, b) => a.at - b.at || (a as { order: number }).order - (b as { order: number }).order,
    ),
  )
})

test('orders and dead men whose moment lies far away leave no timers behind when they go', () => {
  const state = bookScene()
  const [now, far] = [1 as TimeMs, (10 ** 13) as TimeMs]
  const run = (command: Command) => {
    const decision = decide(state, command, now)
    assert.ok('events' in decision)
    evolveAll(state, decision.events, now)
  }
  // Somebody who comes first, and stays.
  run({ kind: 'set_dead_man', account: bob, expiresAt: (far - 1) as TimeMs })
  for (let count = 0; count < 5_000; count++) {
    const order = { account: ada, uuid: 'gtd', market: btcusdt, side: 'sell', type: 'limit' } as const
    const special = { timeInForce: 'gtd', expiresAt: far } as const
    run({ kind: 'place_order', ...order, limit: ticks(100), quantity: lots(1), special })
    run({ kind: 'cancel_orders', account: ada, market: null, side: null })
    run({ kind: 'set_dead_man', account: ada, expiresAt: (far + count) as TimeMs })
    assert.equal(nextDue(state, now), null)
  }
  assert.ok(state.timers.size <= 1_024, `${state.timers.size} timers`)
  assert.equal(nextTimer(state), far - 1)
})
