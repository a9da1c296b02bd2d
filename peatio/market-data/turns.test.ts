import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Turns } from './turns.ts'

test('no more than so many run at once, in order, and one that fails gives its turn back', async () => {
  const turns = new Turns(2)
  const begun: number[] = []
  let running = 0
  const work = async (id: number) => {
    begun.push(id)
    assert.ok(++running <= 2)
    await new Promise(setImmediate)
    running--
    if (id % 3 === 0) throw new Error('no')
    return id
  }
  const all = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map((id) => turns.run(() => work(id))))
  assert.deepEqual(begun, [1, 2, 3, 4, 5, 6, 7])
  assert.deepEqual(
    all.map(({ status }) => status === 'fulfilled'),
    [true, true, false, true, true, false, true],
  )
  assert.equal(await turns.run(() => work(8)), 8)
})
