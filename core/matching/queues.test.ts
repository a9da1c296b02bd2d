import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nobody, Queues } from './queues.ts'

const seeded = (seed: number) => (below: number) =>
  Math.floor(((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)

test('queues by row are lists, whoever leaves from where, and rows serve again (seed 11)', () => {
  const random = seeded(11)
  const queues = new Queues<{ name: number }>()
  // The naive twin: three lists, with the row of each.
  const lists: { name: number; row: number }[][] = [[], [], []]
  const rows = new Set<number>()
  let most = 0
  for (let name = 1; name <= 5_000; name++) {
    const list = lists[random(3)]!
    if (random(5) < 3) {
      const row = queues.enter({ name })
      queues.append(row, list.at(-1)?.row ?? nobody)
      list.push({ name, row })
      rows.add(row)
    } else if (list.length > 0) {
      const [left] = list.splice(random(list.length), 1)
      queues.unlink(left!.row)
      queues.leave(left!.row)
    }
    most = Math.max(most, lists.flat().length)
    if (name % 100 > 0) continue
    for (const each of lists) {
      const told: number[] = []
      for (let row = each[0]?.row ?? nobody; row !== nobody; row = queues.after(row)) {
        told.push(queues.at(row)!.name)
      }
      assert.deepEqual(
        told,
        each.map((known) => known.name),
        `step ${name}`,
      )
      const before = each.map(({ row }) => queues.before(row))
      assert.deepEqual(before, [nobody, ...each.map(({ row }) => row)].slice(0, each.length))
    }
  }
  assert.ok(most > 500, `the queues grow (${most})`)
  assert.equal(rows.size, most, 'no more rows than there ever were orders at once')
  assert.ok(!rows.has(nobody))
  assert.equal(queues.at(nobody), undefined)
})
