import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  lots,
  ticks,
  type AccountId,
  type MarketCode,
  type OrderId,
  type TimeMs,
} from '../../core/units/index.ts'
import { emptyBatch } from './batch.ts'
import { encodeDone, heldOf, OutgoingCalls, readDone, readSubmissions } from './message-codec.ts'
import type { Answer, Submission } from './port.ts'
import { createSeededStream, openingBooks, openingCommands } from './seeded-stream.ts'
import { specialCommands } from './special-commands.ts'
import { newDisk, open } from './trading-leader.ts'

const account = 'ID0000000ADA' as AccountId
const market = 'btcusdt' as MarketCode
const place = { kind: 'place_order', account, market, side: 'buy', type: 'limit' } as const

/** Terms, deadlines and names in every combination that travels in its own way. */
const odd: Submission[] = [
  {
    key: 'é"\n€',
    deadline: 1_700_000_000_123 as TimeMs,
    command: {
      ...place,
      uuid: 'ü'.repeat(300),
      limit: ticks(Number.MAX_SAFE_INTEGER),
      quantity: lots(1),
      special: { postOnly: true, clientOrderId: '“mine”', expiresAt: 5 as TimeMs },
    },
  },
  { key: '', command: { ...place, uuid: '', type: 'market', limit: null, quantity: lots(0), special: {} } },
  { key: 'id', command: { kind: 'cancel_order', account, order: (2 ** 52) as OrderId } },
  { key: 'name', deadline: 1 as TimeMs, command: { kind: 'cancel_order', account, order: { uuid: 'a' } } },
]

test('calls of every kind arrive as they were sent, in their order', () => {
  const sent = [
    ...openingCommands(),
    ...odd,
    ...specialCommands(),
    ...openingBooks(),
    ...createSeededStream(3).next(400),
  ]
  const calls = new OutgoingCalls()
  for (let round = 0; round < 2; round++) {
    sent.forEach((submission, index) => calls.add(index + 1, submission))
    assert.equal(calls.size, sent.length)
    const message = structuredClone(calls.take())
    assert.equal(calls.size, 0)
    assert.deepEqual(
      readSubmissions(message),
      sent.map((submission, index) => [index + 1, submission]),
    )
  }
  assert.deepEqual(readSubmissions(calls.take()), [])
})

test('what is no command is refused whole, and those before and after it arrive', () => {
  const calls = new OutgoingCalls()
  const [first, last] = [odd[2]!, odd[3]!]
  calls.add(1, first)
  const broken = { key: 'broken', command: { ...place, uuid: 'broken', limit: null, quantity: lots(1) } }
  assert.throws(() => calls.add(2, { ...broken, command: { ...broken.command, market: undefined as never } }))
  assert.throws(() => calls.add(3, { ...broken, command: { ...broken.command, type: 'dreamt' as never } }))
  assert.throws(() => calls.add(3, { key: 'broken', command: { kind: 'cancel_order' } as never }))
  calls.add(4, last)
  assert.equal(calls.size, 2)
  assert.deepEqual(readSubmissions(calls.take()), [
    [1, first],
    [4, last],
  ])
})

test('answers and records of a batch arrive as the engine has them, first answers of known keys too', () => {
  const [leader, twin] = [open(newDisk()), open(newDisk())]
  const sent = [...openingCommands(), ...createSeededStream(9).next(500)]
  // Some keys once more, within the batch and in the next one.
  const again = sent.filter((_, index) => index % 50 === 7)
  for (const submissions of [[...sent, ...again], again, []]) {
    const batch = leader.decide(submissions, emptyBatch())
    leader.append(batch)
    const done = structuredClone(
      encodeDone(
        submissions.map((_, index) => index + 5),
        batch,
      ),
    )
    const expected = twin.run(submissions)
    const answers: [number, Answer][] = []
    readDone(done, (id, answer) => answers.push([id, answer]))
    assert.deepEqual(
      answers,
      expected.answers.map((answer, index) => [index + 5, answer]),
    )
    const held = heldOf(done)
    if (expected.published.length === 0) assert.equal(held, null)
    else {
      const [first, last] = [expected.published[0]!.sequence, expected.published.at(-1)!.sequence]
      assert.deepEqual([held!.first, held!.last], [first, last])
      for (const [index, record] of held!.published().entries()) {
        // Each part is read when it is asked for, in whatever order.
        const { touched, kind, events, at, key, rejection, sequence } = record
        assert.deepEqual({ sequence, at, key, kind, rejection, events, touched }, expected.published[index])
      }
    }
  }
})
