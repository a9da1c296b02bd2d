import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrderId, Ticks } from '../units/index.ts'
import { Stops, triggerOf, type Side, type WaitingOrder } from './index.ts'

/** A waiting order as the rules see it: the best trade that a trailing one has seen, and nothing shared. */
type Known = { order: WaitingOrder; anchor: number | null }

const signOf = (side: Side) => (side === 'buy' ? 1 : -1)
const triggerByTheRules = ({ order, anchor }: Known): number =>
  anchor === null ? order.trigger! : anchor + order.trail! * signOf(order.side)

/** The rules, written as slowly and plainly as possible: whom a trade wakes, in their order. Moves anchors. */
function wokenByTheRules(known: Known[], price: number): WaitingOrder[] {
  for (const each of known) {
    if (each.anchor !== null && (price - each.anchor) * signOf(each.order.side) < 0) each.anchor = price
  }
  return (['buy', 'sell'] as const).flatMap((side) =>
    known
      .filter(({ order }) => order.side === side)
      .filter((each) => (price - triggerByTheRules(each)) * signOf(side) >= 0)
      .sort((a, b) => (triggerByTheRules(a) - triggerByTheRules(b)) * signOf(side) || a.order.id - b.order.id)
      .map(({ order }) => order),
  )
}

const waiting = (id: number, side: Side, price: { trigger: number } | { trail: number }): WaitingOrder => ({
  id: id as OrderId,
  side,
  trail: 'trail' in price ? (price.trail as Ticks) : null,
  trigger: 'trigger' in price ? (price.trigger as Ticks) : null,
  group: null,
})

const seeded = (seed: number) => (below: number) =>
  Math.floor(((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)

for (const seed of [1, 7, 42, 1_234]) {
  test(`trades wake whom the rules wake, in their order (seed ${seed})`, () => {
    const random = seeded(seed)
    const stops = new Stops()
    let known: Known[] = []
    let price = 1_000
    const counts = { woken: 0, together: 0, trailing: 0, moved: 0 }
    for (let id = 1; id <= 3_000; id++) {
      const dice = random(10)
      if (dice < 4) {
        const side: Side = random(2) === 0 ? 'buy' : 'sell'
        const trails = random(2) === 0
        const away = 1 + random(12)
        const order = waiting(id, side, trails ? { trail: away } : { trigger: price + away * signOf(side) })
        const anchor = trails ? price : null
        stops.add(order, anchor as Ticks | null)
        known.push({ order, anchor })
      } else if (dice === 4 && known.length > 0) {
        const [gone] = known.splice(random(known.length), 1)
        stops.remove(gone!.order)
        assert.equal(gone!.order.group, null)
      } else {
        price = Math.max(50, price + random(9) - 4)
        const anchors = known.map(({ anchor }) => anchor)
        const expected = wokenByTheRules(known, price)
        assert.deepEqual(
          stops.wake(price as Ticks).map((order) => order.id),
          expected.map((order) => order.id),
        )
        counts.woken += expected.length
        counts.together += Number(expected.length > 1)
        counts.trailing += expected.filter(({ trail }) => trail !== null).length
        counts.moved += known.filter(({ anchor }, index) => anchor !== anchors[index]).length
        known = known.filter(({ order }) => !expected.includes(order))
      }
      for (const each of known) assert.equal(triggerOf(each.order), triggerByTheRules(each))
      assert.deepEqual(
        [...stops.orders()].map((order) => order.id).sort((a, b) => a - b),
        known.map(({ order }) => order.id),
      )
    }
    for (const [what, count] of Object.entries(counts)) assert.ok(count > 50, `${what}: ${count}`)
  })
}

test('trailing stops that have come together are as many as they like', () => {
  const stops = new Stops<WaitingOrder>()
  let id = 0
  // Two hundred anchors of seven hundred each, which one trade makes one.
  for (let anchor = 1_200; anchor > 1_000; anchor--) {
    for (let count = 0; count < 700; count++) {
      const order = { id: (id += 1) as OrderId, side: 'buy', trigger: null, group: null } as const
      stops.add({ ...order, trail: (5_000 + (id % 7)) as Ticks }, anchor as Ticks)
    }
  }
  for (const price of [900, 800, 700]) assert.equal(stops.wake(price as Ticks).length, 0)
  assert.equal(stops.wake(5_700 as Ticks).length, id / 7)
  assert.equal(stops.size, (id * 6) / 7)
})
