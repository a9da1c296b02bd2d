import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SingleFlight } from './single-flight.ts'

/** Work that ends when it is told to, and says how often it began. */
function scripted() {
  const ends: (() => void)[] = []
  return {
    ends,
    work: () => new Promise<number>((resolve) => ends.push(() => resolve(ends.length))),
  }
}

test('whoever asks while a run is under way gets the next one, shared with all others who wait', async () => {
  const flights = new SingleFlight<number>()
  const { ends, work } = scripted()
  const first = flights.run('a', work)
  const waiting = [flights.run('a', work), flights.run('a', work), flights.run('a', work)]
  assert.equal(ends.length, 1)
  ends[0]!()
  assert.equal(await first, 1)
  await new Promise(setImmediate)
  assert.equal(ends.length, 2)
  const late = flights.run('a', work)
  ends[1]!()
  assert.deepEqual(await Promise.all(waiting), [2, 2, 2])
  await new Promise(setImmediate)
  ends[2]!()
  assert.equal(await late, 3)
})

test('a run that fails fails for those who asked for it, and not for those who come after', async () => {
  const flights = new SingleFlight<number>()
  const failing = flights.run('a', () => Promise.reject(new Error('no')))
  const next = flights.run('a', () => Promise.resolve(1))
  await assert.rejects(failing, /no/)
  assert.equal(await next, 1)
})
