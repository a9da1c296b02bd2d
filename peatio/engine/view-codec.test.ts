import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  createState,
  decide,
  evolveAll,
  touchedBy,
  TouchedParts,
  type Command,
  type Touched,
} from '../../core/exchange/index.ts'
import type { Amount, TimeMs } from '../../core/units/index.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { createSeededStream, openingBooks, openingCommands, seededRandom } from './seeded-stream.ts'
import { specialCommands } from './special-commands.ts'
import { readOrders, readTouched, writeTouched, writeView } from './view-codec.ts'

/** Runs commands on a bare exchange and hands over what each of them touched, as bytes and as views. */
function eachTouched(
  commands: Command[],
  check: (views: Touched, writer: ByteWriter, named: { from: number; to: number; count: number }) => void,
): void {
  const state = createState()
  const shared = new TouchedParts()
  const random = seededRandom(8)
  for (const command of commands) {
    const decision = decide(state, command, 1_000 as TimeMs)
    if ('rejection' in decision) continue
    evolveAll(state, decision.events, 1_000 as TimeMs)
    const parts = shared.read(state, decision.events)
    const count = Math.floor(random() * (parts.orders.count + 1))
    const writer = new ByteWriter()
    check(touchedBy(state, decision.events), writer, { ...writeTouched(writer, parts, count), count })
  }
}

const commands = [
  ...openingCommands(),
  ...openingBooks(),
  ...createSeededStream(8).next(1_500),
  ...specialCommands(),
].flatMap(({ command }) => (hasName(command) ? [] : [command as Command]))

/** A cancel by name: only the engine knows it. */
function hasName(command: object): boolean {
  return 'order' in command && typeof command.order === 'object'
}

test('views come back from their bytes as they were, every field of every kind (seed 8)', () => {
  const seen = new Set<string>()
  eachTouched(commands, (views, writer) => {
    assert.deepEqual(readTouched(new ByteReader(writer.bytes)), views)
    for (const [kind, found] of Object.entries(views)) if (found.length > 0) seen.add(kind)
    for (const { status } of views.orders) seen.add(status)
    for (const { special, trigger, held } of views.orders) {
      if (special !== null) seen.add('special')
      if (trigger !== null) seen.add('trigger')
      if (held > 0n) seen.add('held')
    }
  })
  const statuses = ['canceled', 'filled', 'open', 'partially_filled', 'untriggered']
  const kinds = ['balances', 'held', 'levels', 'orders', 'special', 'trigger', ...statuses]
  assert.deepEqual([...seen].sort(), kinds.sort())
})

test('the first orders stand alone, and written from views they are the same', () => {
  let many = 0
  eachTouched(commands, (views, writer, { from, to, count }) => {
    const reader = new ByteReader(writer.bytes.subarray(0, to), from)
    const orders = views.orders.slice(0, count)
    assert.deepEqual(readOrders(reader, count), orders)
    assert.ok(reader.done)
    if (count > 1) many += 1
    const again = new ByteWriter()
    for (const order of orders) writeView(again, order)
    assert.deepEqual(readOrders(new ByteReader(again.bytes), count), orders)
  })
  assert.ok(many > 10)
})

test('a sum beyond what a number counts comes back exactly', () => {
  const state = createState()
  for (const { command } of openingCommands()) {
    const decision = decide(state, command as Command, 1_000 as TimeMs)
    if ('events' in decision) evolveAll(state, decision.events, 1_000 as TimeMs)
  }
  const [order] = viewsOfOne()
  const sums = { filledQuote: (10n ** 37n + 3n) as Amount, held: (2n ** 53n + 1n) as Amount }
  const writer = new ByteWriter()
  writeView(writer, { ...order!, ...sums })
  assert.deepEqual(readOrders(new ByteReader(writer.bytes), 1), [{ ...order!, ...sums }])
})

function viewsOfOne() {
  const found: Touched['orders'] = []
  eachTouched(commands, ({ orders }) => found.push(...orders.slice(0, 1)))
  return found
}
