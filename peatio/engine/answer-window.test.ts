import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sequence, TimeMs } from '../../core/units/index.ts'
import { AnswerWindow } from './answer-window.ts'
import { ByteWriter } from './byte-writer.ts'
import { seededRandom } from './seeded-stream.ts'

const seed = 20
const width = 900

test(`a window remembers the newest answers and no others, also when its bytes were used again (seed ${seed})`, () => {
  const random = seededRandom(seed)
  const below = (bound: number) => Math.floor(random() * bound)
  const keys = ['']
  const window = new AnswerWindow(width)
  const naive = new Map<string, number>()
  const none = new ByteWriter()
  // Keys of up to 3,000 letters: the window's bytes are written through several times.
  for (let sequence = 1; sequence <= 6_000; sequence++) {
    const key = `${sequence}:${'k'.repeat(below(3_000))}`
    keys.push(key)
    window.remember(key, told(sequence), none)
    naive.set(key, sequence)
    if (naive.size > width) naive.delete(naive.keys().next().value!)
    const other = keys[1 + below(sequence)]!
    assert.equal(window.find(other)?.sequence, naive.get(other))
    if (sequence % 500 !== 0) continue
    assert.deepEqual(
      window.all().map(([each, answer]) => [each, answer.sequence]),
      [...naive],
    )
    for (const [each, first] of naive) assert.equal(window.find(each)?.sequence, first)
  }
})

const told = (sequence: number) => ({
  sequence: sequence as Sequence,
  at: (1_000 + sequence) as TimeMs,
  rejection: null,
  named: 0,
  from: 0,
  to: 0,
})
