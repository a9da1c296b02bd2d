import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId } from '../../core/units/index.ts'
import { createOrderRate } from './order-rate.ts'

const [ada, bob] = ['ada', 'bob'] as AccountId[] as [AccountId, AccountId]
const rates = { any: { max: 2, windowMs: 10_000 }, 'market-maker': { max: 3, windowMs: 10_000 } }

function open(groups: Record<string, string> = {}) {
  const now = { at: 1_000 }
  const faults: unknown[] = []
  const read = (query: { account: AccountId }) =>
    Promise.resolve({ sequence: 1, result: groups[query.account] ?? 'any' })
  const rate = createOrderRate(rates, {
    engine: { read: read as never },
    clock: () => now.at,
    onFault: (error) => faults.push(error),
  })
  return { rate, now, groups, faults }
}

test('an account has so many orders in a window, and is told how many are left and when there are more', () => {
  const { rate, now } = open()
  const headers = (limit: number, remaining: number, reset: number) => ({
    'RateLimit-Limit': limit,
    'RateLimit-Remaining': remaining,
    'RateLimit-Reset': reset,
  })
  assert.deepEqual(rate.take(ada), { allowed: true, headers: headers(2, 1, 10) })
  now.at += 4_500
  assert.deepEqual(rate.take(ada), { allowed: true, headers: headers(2, 0, 6) })
  const refused = { allowed: false, headers: { ...headers(2, 0, 6), 'Retry-After': 6 } }
  assert.deepEqual(rate.take(ada), refused)
  assert.deepEqual(rate.take(ada), refused, 'what was refused is not counted')
  assert.equal(rate.take(bob).allowed, true, 'everyone counts for himself')
  now.at += 5_500
  assert.deepEqual(rate.take(ada), { allowed: true, headers: headers(2, 1, 10) })
})

test('a group has its own limit, from when it is known and after it changed', async () => {
  const { rate, now, groups } = open({ ada: 'market-maker' })
  rate.take(ada)
  await Promise.resolve()
  assert.equal(rate.take(ada).headers['RateLimit-Limit'], 3)
  groups['ada'] = 'constructor'
  now.at += 60_000
  rate.take(ada)
  await Promise.resolve()
  assert.equal(rate.take(ada).headers['RateLimit-Limit'], 2)
})
