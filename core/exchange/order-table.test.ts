import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrderId } from '../units/index.ts'
import { OrderTable } from './order-table.ts'

type Known = { readonly id: OrderId }

test('a table of open orders is a map of them, over many pages, in the order of their ids (seed 21)', () => {
  let seed = 21
  const random = (below: number) =>
    Math.floor(((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)
  const table = new OrderTable<Known>()
  const map = new Map<OrderId, Known>()
  const ids: OrderId[] = []
  const agree = () => {
    assert.deepEqual([...table.values()], [...map.values()])
    assert.equal(table.size, map.size)
  }
  for (let id = 1 as OrderId; id <= 60_000; id++) {
    const order = { id }
    table.add(order)
    map.set(id, order)
    ids.push(id)
    // Most are closed soon, in any order, and some stay for long.
    while (ids.length > 40) {
      const [gone] = ids.splice(random(ids.length), 1)
      if (random(200) === 0) continue
      table.delete(gone!)
      map.delete(gone!)
    }
    const asked = (1 + random(id)) as OrderId
    assert.equal(table.get(asked), map.get(asked))
    if (id % 6_000 === 0) agree()
  }
  agree()
  assert.ok(map.size > 100, `${map.size} stay`)
  for (const id of [...map.keys()]) {
    table.delete(id)
    map.delete(id)
    assert.equal(table.get(id), undefined)
  }
  agree()
})

test('ids may leave gaps of whole pages, as in a table that is restored', () => {
  const table = new OrderTable<Known>()
  const orders = [3, 4_095, 4_096, 50_000, 50_001, 200_000].map((id) => ({ id: id as OrderId }))
  for (const order of orders) table.add(order)
  assert.deepEqual([...table.values()], orders)
  for (const { id } of orders) assert.equal(table.get(id)?.id, id)
  for (const id of [0, 1, 4_097, 9_000, 49_999, 50_002, 199_999, 999_999]) {
    assert.equal(table.get(id as OrderId), undefined)
    table.delete(id as OrderId)
  }
  assert.equal(table.size, orders.length)
})

test('an order that is closed twice is closed once, and its place serves nobody else', () => {
  const table = new OrderTable<Known>()
  for (let id = 1; id <= 5_000; id++) table.add({ id: id as OrderId })
  for (let id = 1; id <= 4_999; id++) {
    table.delete(id as OrderId)
    table.delete(id as OrderId)
  }
  assert.equal(table.size, 1)
  for (let id = 5_001; id <= 13_000; id++) table.add({ id: id as OrderId })
  assert.equal(table.size, 8_001)
  assert.deepEqual([table.get(1 as OrderId), table.get(5_000 as OrderId)?.id], [undefined, 5_000])
  assert.equal([...table.values()].length, 8_001)
})

test('an id of more than 32 bits is nobody else, also where there is no such order', () => {
  const table = new OrderTable<Known>()
  const orders = [5, 2 ** 32 + 5, 2 ** 32 + 6].map((id) => ({ id: id as OrderId }))
  table.add(orders[0]!)
  assert.equal(table.get(orders[1]!.id), undefined)
  table.add(orders[1]!)
  table.add(orders[2]!)
  assert.deepEqual([...table.values()], orders)
  for (const order of orders) assert.equal(table.get(order.id), order)
  table.delete(orders[1]!.id)
  assert.deepEqual([...table.values()], [orders[0], orders[2]])
})
