import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId } from '../../core/units/index.ts'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openEngine } from './index.ts'
import type { Submission } from './port.ts'
import { openingCommands } from './seeded-stream.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** An engine that takes its turns only when the test says so. */
function openHandTurned(queueMax: number) {
  const waiting: (() => void)[] = []
  const engine = openEngine({
    storage: createMemoryDisk(() => 0.99).open(),
    clock: () => 1_000,
    log: quiet,
    options: { queueMax },
    schedule: (work) => void waiting.push(work),
  })
  const turn = () => {
    while (waiting.length > 0) waiting.shift()!()
  }
  return { engine, turn }
}

test('a queue that is full of orders still takes some cancels, and no more than that', async () => {
  const { engine, turn } = openHandTurned(10)
  const command = { kind: 'cancel_orders', account: 'ada' as AccountId, market: null, side: null } as const
  const orders = openingCommands().slice(0, 10)
  const waiting = orders.map((each) => engine.submit(each))
  await assert.rejects(engine.submit(openingCommands()[10]!), { code: 'engine_overloaded' })
  waiting.push(engine.submit({ key: 'out', command }))
  await assert.rejects(engine.submit({ key: 'again', command }), { code: 'engine_overloaded' })
  turn()
  assert.equal((await Promise.all(waiting)).at(-1)!.rejection, null)
})

test('a full queue refuses at once, and takes more when it has drained', async () => {
  const { engine, turn } = openHandTurned(3)
  const [a, b, c, d] = openingCommands() as [Submission, Submission, Submission, Submission]
  const waiting: Promise<unknown>[] = [engine.submit(a), engine.submit(b)]
  assert.equal(engine.full(), false)
  waiting.push(engine.read({ kind: 'definitions' }))
  assert.equal(engine.full(), true)
  await assert.rejects(engine.submit(c), { code: 'engine_overloaded' })
  await assert.rejects(engine.read({ kind: 'definitions' }), { code: 'engine_overloaded' })
  turn()
  await Promise.all(waiting)
  const again = engine.submit(d)
  turn()
  assert.equal((await again).sequence, 3)
})
