import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TimeMs } from '../../core/units/index.ts'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import type { Leader } from './index.ts'
import type { Answer, Submission } from './port.ts'
import { createSeededStream, seededRandom, streamAccounts } from './seeded-stream.ts'
import {
  ada,
  bob,
  cancel,
  deposit,
  hash,
  newDisk,
  one,
  open,
  reopen,
  sell,
  trading,
} from './trading-leader.ts'

/** A command on which the core throws, wherever it reads the quantity. */
const unthinkable = (key: string): Submission => {
  const { command } = sell(key)
  const thrown = {
    get: (): never => {
      throw new Error('a bug in the core')
    },
  }
  return { key, command: Object.defineProperty({ ...command }, 'quantity', thrown) }
}

test('an order is answered with how the command left it, and its cancel by uuid too', () => {
  const leader = trading(newDisk())
  const placed = one(leader, sell('s1'))
  assert.equal(placed.repeated, false)
  assert.deepEqual(
    placed.orders.map(({ uuid, status, filled }) => ({ uuid, status, filled })),
    [{ uuid: 's1', status: 'open', filled: 0 }],
  )
  const canceled = one(leader, cancel('c1', 's1'))
  assert.equal(canceled.rejection, null)
  assert.deepEqual(
    canceled.orders.map(({ status }) => status),
    ['canceled'],
  )
  assert.equal(one(leader, cancel('c2', 's1')).rejection, 'unknown_order')
})

test('the answer to a taker names his order, not the makers he met', () => {
  const leader = trading(newDisk())
  one(leader, sell('maker', ada))
  const { command } = sell('taker', bob)
  const { orders } = one(leader, {
    key: 'taker',
    command: { ...command, side: 'buy' } as Submission['command'],
  })
  assert.deepEqual(
    orders.map(({ uuid, status }) => [uuid, status]),
    [['taker', 'filled']],
  )
})

test("nobody cancels another user's order", () => {
  const leader = trading(newDisk())
  const { orders } = one(leader, sell('mine', ada))
  assert.equal(one(leader, cancel('c1', 'mine', bob)).rejection, 'unknown_order')
  const byId: Submission = {
    key: 'c2',
    command: { kind: 'cancel_order', account: bob, order: orders[0]!.order },
  }
  assert.equal(one(leader, byId).rejection, 'unknown_order')
  assert.equal(leader.read({ kind: 'open_order', account: bob, order: { uuid: 'mine' } }).result, null)
  assert.equal(leader.read({ kind: 'open_orders', account: ada }).result.length, 1)
})

test('two open orders never share a uuid', () => {
  const leader = trading(newDisk())
  one(leader, sell('same'))
  const again: Submission = { ...sell('same', bob), key: 'another key' }
  assert.equal(one(leader, again).rejection, 'invalid_definition')
  one(leader, cancel('c', 'same'))
  assert.equal(one(leader, { ...again, key: 'a third key' }).rejection, null)
})

test('a command whose deadline has passed is refused for good, one in time is not', () => {
  const disk = newDisk()
  const leader = trading(disk, { clock: () => 5_000 })
  const late = { ...sell('late'), deadline: 4_999 as TimeMs }
  assert.equal(one(leader, late).rejection, 'deadline_passed')
  assert.equal(one(leader, { ...sell('just'), deadline: 5_000 as TimeMs }).rejection, null)
  assert.equal(one(leader, { ...late, deadline: 9_000 as TimeMs }).rejection, 'deadline_passed')
  assert.equal(reopen(disk).read({ kind: 'open_orders', account: ada }).result.length, 1)
})

test('recorded time never runs backwards, also over a restart, and deadlines follow the clock', () => {
  const disk = newDisk()
  let now = 9_000
  let leader = trading(disk, { clock: () => now })
  now = 7_000
  assert.equal(one(leader, { ...sell('s1'), deadline: 7_500 as TimeMs }).at, 9_000)
  leader = reopen(disk, { clock: () => 8_000 })
  assert.equal(one(leader, { ...sell('s2'), deadline: 8_500 as TimeMs }).at, 9_000)
})

test('a command the core cannot decide is refused and halts its market only, durably', () => {
  const disk = newDisk()
  let leader = trading(disk)
  one(leader, sell('resting'))
  const { answers, published } = leader.run([unthinkable('bad'), sell('after'), deposit('d')])
  assert.deepEqual(
    answers.map(({ rejection }) => rejection),
    ['internal_fault', 'market_not_open', null],
  )
  assert.deepEqual(
    published.map(({ kind, rejection }) => [kind, rejection]),
    [
      ['place_order', 'internal_fault'],
      ['set_market_status', null],
      ['place_order', 'market_not_open'],
      ['credit_deposit', null],
    ],
  )
  leader = reopen(disk)
  const statuses = leader
    .read({ kind: 'definitions' })
    .result.markets.map(({ market, status }) => [market, status])
    .sort(([a], [b]) => (a! < b! ? -1 : 1))
  assert.deepEqual(statuses, [
    ['btcusdt', 'halted'],
    ['ethbtc', 'open'],
    ['ethusdt', 'open'],
  ])
  assert.equal(one(leader, unthinkable('bad')).rejection, 'internal_fault')
  assert.equal(one(leader, cancel('out', 'resting')).rejection, null)
})

test('when a sync or a write fails nothing is answered, and everything after it is refused', () => {
  for (const fail of ['failNextSync', 'failNextAppend'] as const) {
    const disk = newDisk()
    const leader = trading(disk)
    const { sequence } = leader
    disk[fail]()
    assert.throws(() => leader.run([sell('s1')]), { code: 'engine_stopped' })
    assert.throws(() => leader.run([deposit('d')]), { code: 'engine_stopped' })
    assert.throws(() => leader.read({ kind: 'state_hash' }), { code: 'engine_stopped' })
    assert.equal(leader.sequence, sequence, 'what failed was never durable')
  }
})

test('after every failing disk and power cut what was answered stands, once (seed 3)', () => {
  const random = seededRandom(3)
  const disk = createMemoryDisk(random)
  const options = { segmentBytesMax: 30_000, clock: () => 1_000 }
  const stream = createSeededStream(3)
  const answered = new Map<string, Answer>()
  let leader = trading(disk, options)
  let pending: Submission[] = []
  let lost = 0
  for (let round = 0; round < 40; round++) {
    const failing = Math.floor(random() * 12)
    for (let batch = 0; batch <= failing; batch++) {
      // A client that got no answer sends its command again, with the same key.
      pending.push(...stream.next(1 + Math.floor(random() * 40)))
      if (batch === failing)
        disk[(['failNextSync', 'failNextAppend', 'cutPowerAtNextSync'] as const)[round % 3]!]()
      try {
        const { answers, rotated } = leader.run(pending)
        answers.forEach((answer, index) => answered.set(pending[index]!.key, { ...answer, repeated: true }))
        pending = []
        if (rotated && random() < 0.5) leader.snapshot()
      } catch {
        lost += 1
      }
    }
    if (random() < 0.5) disk.cutPower()
    else disk.kill()
    leader = open(disk, options)
    const keys = [...answered.keys()]
    const again = leader.run(keys.map((key) => ({ ...deposit(key), key })))
    assert.deepEqual(
      again.answers,
      keys.map((key) => answered.get(key)!),
    )
    assert.equal(again.published.length, 0)
    for (const { posted, held, promised } of leader.read({ kind: 'trial_balance' }).result) {
      assert.deepEqual([posted, held], [0n, promised])
    }
  }
  assert.equal(lost, 40)
  // Had any command acted twice or not at all, a life without failures would have ended elsewhere.
  leader.run(pending)
  const calm = trading(newDisk(), options)
  const sent = createSeededStream(3)
  while (calm.sequence < leader.sequence) calm.run(sent.next(1))
  assert.equal(hash(leader), hash(calm))
})

test('a snapshot and the journal after it give the same state as the whole journal, and as live work', () => {
  const disk = newDisk()
  const stream = createSeededStream(8)
  let leader = trading(disk, { segmentBytesMax: 20_000 })
  for (let batch = 0; batch < 40; batch++) {
    leader.run(stream.next(20))
    if (batch === 13 || batch === 29) leader.snapshot()
  }
  const live = hash(leader)
  const openOrders = leader.read({ kind: 'open_orders', account: ada }).result
  assert.ok(openOrders.length > 3)
  const sequences = streamAccounts.map((account) => leader.read({ kind: 'account_sequence', account }).result)
  const expectSame = () => {
    assert.equal(hash(leader), live)
    assert.deepEqual(leader.read({ kind: 'open_orders', account: ada }).result, openOrders)
    assert.deepEqual(
      streamAccounts.map((account) => leader.read({ kind: 'account_sequence', account }).result),
      sequences,
    )
    assert.equal(
      leader.read({ kind: 'open_order', account: ada, order: { uuid: openOrders[0]!.uuid } }).result?.uuid,
      openOrders[0]!.uuid,
    )
  }
  leader = reopen(disk)
  assert.ok(leader.recovered.snapshot > 0 && leader.recovered.replayed > 0)
  expectSame()
  disk.kill()
  const snapshots = disk
    .join()
    .list()
    .filter((name) => name.startsWith('snapshot-'))
  assert.equal(snapshots.length, 2)
  disk.flip(snapshots[1]!, 200)
  leader = open(disk)
  assert.equal(
    leader.recovered.snapshot,
    Number(snapshots[0]!.slice(9, 25)),
    'a damaged snapshot is passed over',
  )
  expectSame()
  disk.flip(snapshots[0]!, 200)
  leader = reopen(disk)
  assert.equal(leader.recovered.snapshot, 0)
  expectSame()
  leader.snapshot()
  leader = reopen(disk)
  assert.equal(leader.recovered.replayed, 0)
  expectSame()
})

test('a definition that says more than it has to say is the same live and replayed', () => {
  const disk = newDisk()
  let leader = trading(disk)
  const [market] = leader.read({ kind: 'definitions' }).result.markets
  // As it was read: with when its auction ends.
  const command = { ...market!, endsAt: 5_000 as TimeMs }
  assert.equal(one(leader, { key: 'again', command }).rejection, null)
  const live = hash(leader)
  leader = reopen(disk)
  assert.equal(hash(leader), live)
})

test('equal states have equal hashes, and one different lot has another', () => {
  const [a, b, c] = [1, 2, 3].map((seed) => trading(createMemoryDisk(seededRandom(seed)))) as [
    Leader,
    Leader,
    Leader,
  ]
  for (const leader of [a, b, c]) leader.run([sell('s1'), sell('s2', bob, 1_001)])
  assert.equal(hash(a), hash(b))
  assert.equal(hash(a), hash(c))
  c.run([deposit('d')])
  assert.notEqual(hash(a), hash(c))
})
