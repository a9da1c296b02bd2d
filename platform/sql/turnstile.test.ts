import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTurnstile } from './turnstile.ts'

test('one at a time, in order of arrival', async () => {
  const turnstile = createTurnstile()
  const order: number[] = []
  const leave = await turnstile.enter()
  const others = [1, 2, 3].map(async (each) => {
    const done = await turnstile.enter()
    order.push(each)
    done()
    done()
  })
  leave()
  await Promise.all(others)
  assert.deepEqual(order, [1, 2, 3])
  ;(await turnstile.enter())()
})

test('a transaction that waits for itself is told so', async () => {
  const turnstile = createTurnstile(5)
  const leave = await turnstile.enter()
  const alive = setTimeout(() => undefined, 5_000)
  await assert.rejects(turnstile.enter(), { code: 'sql_busy' })
  clearTimeout(alive)
  leave()
  ;(await turnstile.enter())()
})

test('one too many is told so at once, and those who wait are not harmed', async () => {
  const turnstile = createTurnstile(30_000, 2)
  const leave = await turnstile.enter()
  const waiting = [turnstile.enter(), turnstile.enter()]
  await assert.rejects(turnstile.enter(), { code: 'sql_busy' })
  leave()
  for (const each of waiting) (await each)()
  ;(await turnstile.enter())()
})

test('closing refuses those who wait and those who come', async () => {
  const turnstile = createTurnstile()
  await turnstile.enter()
  const waiting = turnstile.enter()
  turnstile.close()
  await assert.rejects(waiting, { code: 'sql_unavailable' })
  await assert.rejects(turnstile.enter(), { code: 'sql_unavailable' })
})
