import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closeAll } from './close-all.ts'

/** Parts by name that say when they are closed; those that fail say so after. */
function opened(names: readonly string[], failing: readonly string[]) {
  const closed: string[] = []
  const closers = names.map((name) => async () => {
    await new Promise(setImmediate)
    closed.push(name)
    if (failing.includes(name)) throw new Error(`${name} failed`)
  })
  return { closed, closers }
}

test('what was opened last is closed first, one after the other', async () => {
  const { closed, closers } = opened(['engine', 'sql', 'server'], [])
  await closeAll(closers)
  assert.deepEqual(closed, ['server', 'sql', 'engine'])
})

test('a part that cannot be closed keeps none of the others open, and is told', async () => {
  const one = opened(['engine', 'sql', 'server'], ['sql'])
  await assert.rejects(closeAll(one.closers), { message: 'sql failed' })
  assert.deepEqual(one.closed, ['server', 'sql', 'engine'])
  const two = opened(['engine', 'sql', 'server'], ['sql', 'server'])
  await assert.rejects(closeAll(two.closers), (error: AggregateError) => {
    assert.deepEqual(
      error.errors.map(({ message }: Error) => message),
      ['server failed', 'sql failed'],
    )
    return true
  })
  assert.deepEqual(two.closed, ['server', 'sql', 'engine'])
})
