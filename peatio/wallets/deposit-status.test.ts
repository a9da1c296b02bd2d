import assert from 'node:assert/strict'
import { test } from 'node:test'
import { depositNext, statusesOf, wireState, type DepositStatus } from './deposit-status.ts'

const statuses = Object.keys(depositNext) as DepositStatus[]
const held: DepositStatus[] = ['credited', 'vanished']

test('a credited deposit never becomes one that could be credited again', () => {
  const reached = new Set<DepositStatus>(['credited'])
  for (const status of reached) for (const next of depositNext[status]) reached.add(next)
  assert.deepEqual([...reached].toSorted(), held.toSorted())
})

test('every status can be reached from seen, and credited only through confirmed', () => {
  const reached = new Set<DepositStatus>(['seen'])
  for (const status of reached) for (const next of depositNext[status]) reached.add(next)
  assert.deepEqual([...reached].toSorted(), statuses.toSorted())
  const before = statuses.filter((status) => depositNext[status].includes('credited'))
  assert.deepEqual(before.toSorted(), ['confirmed', 'vanished'])
})

test('the wire says accepted exactly of deposits whose funds the user has', () => {
  assert.deepEqual(statusesOf(['accepted']).toSorted(), held.toSorted())
  assert.deepEqual(statusesOf(['collected']), [])
  assert.deepEqual(statusesOf(Object.values(wireState)).toSorted(), statuses.toSorted())
})
