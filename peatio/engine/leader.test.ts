import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lots, ticks, type AccountId, type MarketCode, type Sequence, type TimeMs } from '../../core/units/index.ts'
import { createMemoryDisk, type MemoryDisk } from '../../platform/storage/index.ts'
import { openLeader, type EngineOptions, type Leader } from './index.ts'
import type { Answer, Submission } from './port.ts'
import { createSeededStream, openingCommands, seededRandom, streamAccounts } from './seeded-stream.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const [ada, bob] = streamAccounts as [AccountId, AccountId]
const btcusdt = 'btcusdt' as MarketCode
const lose = () => 0.99

function open(disk: MemoryDisk, { clock = () => 1_000, ...options }: Partial<EngineOptions> & { clock?: () => number } = {}) {
  return openLeader({ storage: disk.open(), clock, log: quiet, options })
}

/** The writer dies without a last snapshot, and the next one opens. */
function reopen(disk: MemoryDisk, options: Parameters<typeof open>[1] = {}): Leader {
  disk.kill()
  return open(disk, options)
}

function trading(disk: MemoryDisk, options: Parameters<typeof open>[1] = {}): Leader {
  const leader = open(disk, options)
  for (const { rejection } of leader.run(openingCommands()).answers) assert.equal(rejection, null)
  return leader
}

const one = (leader: Leader, submission: Submission): Answer => leader.run([submission]).answers[0]!
const hash = (leader: Leader): string => leader.read({ kind: 'state_hash' }).result
const available = (leader: Leader, account: AccountId, asset: string): bigint => {
  const line = leader.read({ kind: 'balances', account }).result.find((balance) => balance.asset === asset)!
  return line.posted - line.held
}

const sell = (key: string, account = ada, limit = 1_000): Submission => ({
  key,
  command: {
    kind: 'place_order',
    account,
    uuid: key,
    market: btcusdt,
    side: 'sell',
    type: 'limit',
    limit: ticks(limit),
    quantity: lots(10_000),
  },
})
const cancel = (key: string, uuid: string, account = ada): Submission => ({
  key,
  command: { kind: 'cancel_order', account, order: { uuid } },
})
const deposit = (key: string): Submission => ({
  key,
  command: { kind: 'credit_deposit', account: bob, asset: 'btc' as never, sum: 5n as never, reference: key },
})
/** No such side exists: the core throws on it. */
const unthinkable = (key: string): Submission => {
  const { command } = sell(key)
  return { key, command: { ...command, side: 'up' as 'buy' } as Submission['command'] }
}

test('an order is answered with how the command left it, and its cancel by uuid too', () => {
  const leader = trading(createMemoryDisk(lose))
  const placed = one(leader, sell('s1'))
  assert.equal(placed.repeated, false)
  assert.deepEqual(
    placed.orders.map(({ uuid, status, filled }) => ({ uuid, status, filled })),
    [{ uuid: 's1', status: 'open', filled: 0 }],
  )
  const canceled = one(leader, cancel('c1', 's1'))
  assert.equal(canceled.rejection, null)
  assert.deepEqual(canceled.orders.map(({ status }) => status), ['canceled'])
  assert.equal(one(leader, cancel('c2', 's1')).rejection, 'unknown_order')
})

test('the answer to a taker names his order, not the makers he met', () => {
  const leader = trading(createMemoryDisk(lose))
  one(leader, sell('maker', ada))
  const { command } = sell('taker', bob)
  const { orders } = one(leader, { key: 'taker', command: { ...command, side: 'buy' } as Submission['command'] })
  assert.deepEqual(orders.map(({ uuid, status }) => [uuid, status]), [['taker', 'filled']])
})

test("nobody cancels another user's order", () => {
  const leader = trading(createMemoryDisk(lose))
  const { orders } = one(leader, sell('mine', ada))
  assert.equal(one(leader, cancel('c1', 'mine', bob)).rejection, 'unknown_order')
  const byId: Submission = { key: 'c2', command: { kind: 'cancel_order', account: bob, order: orders[0]!.order } }
  assert.equal(one(leader, byId).rejection, 'unknown_order')
  assert.equal(leader.read({ kind: 'open_order', account: bob, order: { uuid: 'mine' } }).result, null)
  assert.equal(leader.read({ kind: 'open_orders', account: ada }).result.length, 1)
})

test('two open orders never share a uuid', () => {
  const leader = trading(createMemoryDisk(lose))
  one(leader, sell('same'))
  const again: Submission = { ...sell('same', bob), key: 'another key' }
  assert.equal(one(leader, again).rejection, 'invalid_definition')
})

test('a repeated key gets the first answer and does nothing: in its batch, later, after a restart, from a snapshot', async () => {
  const disk = createMemoryDisk(lose)
  let leader = trading(disk)
  const before = available(leader, bob, 'btc')
  const { answers, published } = leader.run([deposit('d'), deposit('d'), sell('s'), sell('s'), cancel('c', 'unknown')])
  assert.equal(published.length, 3)
  const first = [answers[0]!, answers[2]!, answers[4]!].map((answer) => ({ ...answer, repeated: true }))
  assert.deepEqual(answers.map(({ repeated }) => repeated), [false, true, false, true, false])

  const expectSame = () => {
    const again = leader.run([deposit('d'), sell('s'), cancel('c', 'unknown')])
    assert.deepEqual(again.answers, first)
    assert.equal(again.published.length, 0)
    assert.equal(available(leader, bob, 'btc') - before, 5n)
  }
  expectSame()
  leader = reopen(disk)
  assert.equal(leader.recovered.snapshot, 0)
  expectSame()
  await leader.close()
  leader = open(disk)
  assert.deepEqual([leader.recovered.snapshot, leader.recovered.replayed], [leader.sequence, 0])
  expectSame()
})

test('keys of orders are forgotten after their window, keys of money never; a restart makes no difference', () => {
  const disk = createMemoryDisk(lose)
  let leader = trading(disk, { orderKeysMax: 3 })
  leader.run([deposit('d'), sell('s1'), sell('s2'), sell('s3'), sell('s4')])
  const kept = (key: string) => one(leader, { ...cancel(key, 'nothing'), key }).repeated
  for (const round of ['live', 'recovered', 'from a snapshot']) {
    assert.equal(one(leader, deposit('d')).repeated, true, round)
    assert.deepEqual(['s4', 's3', 's2'].map(kept), [true, true, true], round)
    if (round === 'live') leader = reopen(disk, { orderKeysMax: 3 })
    else leader.snapshot()
    if (round === 'recovered') leader = reopen(disk, { orderKeysMax: 3 })
  }
  assert.equal(kept('s1'), false)
})

test('a command whose deadline has passed is refused for good, one in time is not', () => {
  const disk = createMemoryDisk(lose)
  const leader = trading(disk, { clock: () => 5_000 })
  const late = { ...sell('late'), deadline: 4_999 as TimeMs }
  assert.equal(one(leader, late).rejection, 'deadline_passed')
  assert.equal(one(leader, { ...sell('just'), deadline: 5_000 as TimeMs }).rejection, null)
  assert.equal(one(leader, { ...late, deadline: 9_000 as TimeMs }).rejection, 'deadline_passed')
  assert.equal(reopen(disk).read({ kind: 'open_orders', account: ada }).result.length, 1)
})

test('recorded time never runs backwards, also over a restart, and deadlines follow the clock', () => {
  const disk = createMemoryDisk(lose)
  let now = 9_000
  let leader = trading(disk, { clock: () => now })
  now = 7_000
  assert.equal(one(leader, { ...sell('s1'), deadline: 7_500 as TimeMs }).at, 9_000)
  leader = reopen(disk, { clock: () => 8_000 })
  assert.equal(one(leader, { ...sell('s2'), deadline: 8_500 as TimeMs }).at, 9_000)
})

test('a command the core cannot decide is refused and halts its market only, durably', () => {
  const disk = createMemoryDisk(lose)
  let leader = trading(disk)
  one(leader, sell('resting'))
  const { answers, published } = leader.run([unthinkable('bad'), sell('after'), deposit('d')])
  assert.deepEqual(answers.map(({ rejection }) => rejection), ['internal_fault', 'market_not_open', null])
  assert.deepEqual(published.map(({ kind, rejection }) => [kind, rejection]), [
    ['place_order', 'internal_fault'],
    ['set_market_status', null],
    ['place_order', 'market_not_open'],
    ['credit_deposit', null],
  ])
  leader = reopen(disk)
  const statuses = leader.read({ kind: 'definitions' }).result.markets.map(({ market, status }) => [market, status])
  assert.deepEqual(statuses.sort(), [['btcusdt', 'halted'], ['ethbtc', 'open'], ['ethusdt', 'open']])
  assert.equal(one(leader, unthinkable('bad')).rejection, 'internal_fault')
  assert.equal(one(leader, cancel('out', 'resting')).rejection, null)
})

test('when a sync or a write fails nothing is answered, and everything after it is refused', () => {
  for (const fail of ['failNextSync', 'failNextAppend'] as const) {
    const disk = createMemoryDisk(lose)
    const leader = trading(disk)
    const { sequence } = leader
    disk[fail]()
    assert.throws(() => leader.run([sell('s1')]), { code: 'engine_stopped' })
    assert.throws(() => leader.run([deposit('d')]), { code: 'engine_stopped' })
    assert.throws(() => leader.read({ kind: 'state_hash' }), { code: 'engine_stopped' })
    assert.equal(leader.sequence, sequence, 'what failed was never durable')
  }
})

test('after every sync failure, full disk and power cut, what was answered is there and nothing happened twice (seed 3)', () => {
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
      if (batch === failing) disk[(['failNextSync', 'failNextAppend', 'cutPowerAtNextSync'] as const)[round % 3]!]()
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
    assert.deepEqual(again.answers, keys.map((key) => answered.get(key)!))
    assert.equal(again.published.length, 0)
    for (const { posted, held, promised } of leader.read({ kind: 'trial_balance' }).result) {
      assert.deepEqual([posted, held], [0n, promised])
    }
  }
  assert.equal(lost, 40)
  // Had any command acted twice or not at all, a life without failures would have ended elsewhere.
  leader.run(pending)
  const calm = trading(createMemoryDisk(lose), options)
  const sent = createSeededStream(3)
  while (calm.sequence < leader.sequence) calm.run(sent.next(1))
  assert.equal(hash(leader), hash(calm))
})

test('a snapshot and the journal after it give the same state as the whole journal, and as live work', () => {
  const disk = createMemoryDisk(lose)
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
    assert.deepEqual(streamAccounts.map((account) => leader.read({ kind: 'account_sequence', account }).result), sequences)
    assert.equal(leader.read({ kind: 'open_order', account: ada, order: { uuid: openOrders[0]!.uuid } }).result?.uuid, openOrders[0]!.uuid)
  }
  leader = reopen(disk)
  assert.ok(leader.recovered.snapshot > 0 && leader.recovered.replayed > 0)
  expectSame()
  disk.kill()
  const snapshots = disk.join().list().filter((name) => name.startsWith('snapshot-'))
  assert.equal(snapshots.length, 2)
  disk.flip(snapshots[1]!, 200)
  leader = open(disk)
  assert.equal(leader.recovered.snapshot, Number(snapshots[0]!.slice(9, 25)), 'a damaged snapshot is passed over')
  expectSame()
  disk.flip(snapshots[0]!, 200)
  leader = reopen(disk)
  assert.equal(leader.recovered.snapshot, 0)
  expectSame()
})

test('equal states have equal hashes, and one different lot has another', () => {
  const [a, b, c] = [1, 2, 3].map((seed) => trading(createMemoryDisk(seededRandom(seed)))) as [Leader, Leader, Leader]
  for (const leader of [a, b, c]) leader.run([sell('s1'), sell('s2', bob, 1_001)])
  assert.equal(hash(a), hash(b))
  assert.equal(hash(a), hash(c))
  c.run([deposit('d')])
  assert.notEqual(hash(a), hash(c))
})

test('old snapshots go, and with a bound on the journal old segments; what a reader still needs stays', () => {
  const disk = createMemoryDisk(lose)
  const leader = trading(disk, { segmentBytesMax: 10_000, journalBytesMax: 25_000 })
  const stream = createSeededStream(4)
  const files = (kind: string) => disk.join().list().filter((name) => name.startsWith(kind))
  const trade = (batches: number) => {
    for (let batch = 0; batch < batches; batch++) if (leader.run(stream.next(20)).rotated) leader.snapshot()
  }
  const behind = leader.sequence as Sequence
  leader.confirm('projector', behind)
  trade(60)
  assert.equal(files('journal-')[0], 'journal-0000000000000001.log', 'the reader is before every snapshot')
  assert.equal(leader.replay(behind).next(leader.sequence, 10)[0]!.sequence, behind + 1)

  leader.confirm('projector', leader.sequence as Sequence)
  const caughtUp = leader.sequence
  trade(6)
  const bytes = files('journal-').reduce((sum, name) => sum + disk.join().size(name), 0)
  assert.ok(bytes < 60_000, `${bytes} bytes`)
  assert.ok(files('snapshot-').length <= 3)
  assert.throws(() => leader.replay(behind), { code: 'journal_corrupt', message: /does not reach back/ })
  assert.equal(leader.replay(caughtUp).next(leader.sequence, 1)[0]!.sequence, caughtUp + 1)
  assert.equal(hash(reopen(disk)), hash(leader))
})

test('without a bound the whole journal is kept', () => {
  const disk = createMemoryDisk(lose)
  const leader = trading(disk, { segmentBytesMax: 10_000 })
  const stream = createSeededStream(4)
  for (let batch = 0; batch < 60; batch++) if (leader.run(stream.next(20)).rotated) leader.snapshot()
  assert.equal(disk.join().list()[0], 'journal-0000000000000001.log')
  const all = leader.replay(0)
  let count = 0
  for (let part = all.next(leader.sequence, 100); part.length > 0; part = all.next(leader.sequence, 100)) count += part.length
  assert.equal(count, leader.sequence)
})
