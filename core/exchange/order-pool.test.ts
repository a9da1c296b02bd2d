import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrderId } from '../units/index.ts'
import { OrderPool } from './order-pool.ts'

type Known = { id: OrderId }

const order = (id: number): Known => ({ id: id as OrderId })
const closedIn = (pool: OrderPool<Known>): (Known | undefined)[] =>
  Array.from({ length: pool.closed }, (_, index) => pool.closedAt(index))

test('what a command closed may be asked about until the next one, and serves again then', () => {
  const pool = new OrderPool<Known>()
  const [first, second, third] = [order(1), order(2), order(3)]
  assert.equal(pool.take(), undefined, 'nobody is there')
  pool.close(first)
  pool.close(second)
  assert.deepEqual(closedIn(pool), [first, second], 'in their order')
  assert.equal(pool.take(), undefined, 'none of them serves while somebody may ask')
  pool.reuse()
  assert.equal(pool.closed, 0)
  assert.equal(pool.closedAt(0), undefined)
  assert.equal(pool.take(), second)
  pool.close(third)
  assert.equal(pool.take(), undefined, 'the spare ones lie below what was just closed')
  assert.deepEqual(closedIn(pool), [third])
  pool.reuse()
  assert.deepEqual([pool.take(), pool.take(), pool.take()], [third, first, undefined])
})

test('no more are kept than serve again soon, however many one command closes', () => {
  const pool = new OrderPool<Known>()
  for (let id = 1; id <= 10_000; id++) pool.close(order(id))
  assert.equal(pool.closed, 10_000)
  assert.equal(pool.closedAt(9_999)?.id, 10_000)
  pool.reuse()
  let kept = 0
  while (pool.take()) kept += 1
  assert.equal(kept, 4_096)
})
