import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId } from '../../core/units/index.ts'
import { Intake } from './intake.ts'
import type { Request } from './port.ts'
import { seededRandom } from './seeded-stream.ts'

/** A line of commands, `ada:place bob:cancel`, as they leave the intake in batches of `countMax`. */
function order(line: string, countMax = 100): string {
  const intake = new Intake()
  const words = line.split(' ')
  words.forEach((word, id) => intake.add([id, { key: word, command: commandOf(word) }]))
  const taken: string[] = []
  while (intake.size > 0) taken.push(...intake.take(countMax).map(([id]) => words[id]!))
  return taken.join(' ')
}

function commandOf(word: string): Request {
  const [account, verb] = word.replace(/\d/g, '').split(':') as [AccountId, string]
  if (verb === 'cancel') return { kind: 'cancel_order', account, order: { uuid: 'any' } }
  if (verb === 'clear') return { kind: 'cancel_orders', account, market: null, side: null }
  if (verb === 'place') return { kind: 'place_order', account } as Request
  return { kind: 'define_asset' } as Request
}

test('cancels overtake the orders of others', () => {
  assert.equal(order('ada:place bob:place eve:cancel eve:clear'), 'eve:cancel eve:clear ada:place bob:place')
})

test('a cancel never overtakes an order of the same account', () => {
  assert.equal(
    order('bob:place ada:place1 ada:cancel ada:place2'),
    'bob:place ada:place1 ada:cancel ada:place2',
  )
})

test('an order never overtakes a cancel of the same account, even when the batch is full', () => {
  assert.equal(
    order('ada:cancel1 bob:cancel eve:cancel ada:place ada:cancel2', 2),
    'ada:cancel1 bob:cancel eve:cancel ada:place ada:cancel2',
  )
})

test('once its order was taken, an account cancels first again', () => {
  const intake = new Intake()
  const add = (id: number, word: string) => intake.add([id, { key: word, command: commandOf(word) }])
  add(1, 'ada:place')
  assert.deepEqual(
    intake.take(10).map(([id]) => id),
    [1],
  )
  add(2, 'bob:place')
  add(3, 'ada:cancel')
  assert.deepEqual(
    intake.take(10).map(([id]) => id),
    [3, 2],
  )
})

test('commands of no account keep their order', () => {
  assert.equal(order('x:define1 ada:place x:define2 ada:cancel'), 'x:define1 ada:place x:define2 ada:cancel')
})

test("everything leaves once, and each account's commands in their own order (seed 21)", () => {
  const random = seededRandom(21)
  const pick = (words: string[]) => words[Math.floor(random() * words.length)]!
  for (let round = 0; round < 300; round++) {
    const words = Array.from(
      { length: 30 },
      (_, index) => `${pick(['ada', 'bob', 'eve'])}:${pick(['place', 'cancel', 'clear'])}${index}`,
    )
    const left = order(words.join(' '), 1 + Math.floor(random() * 10)).split(' ')
    for (const account of ['ada', 'bob', 'eve']) {
      const of = (all: string[]) => all.filter((word) => word.startsWith(account))
      assert.deepEqual(of(left), of(words))
    }
    assert.equal(left.length, words.length)
  }
})
