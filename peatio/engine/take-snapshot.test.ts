import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { openDirectory, readDirectory } from '../../platform/storage/index.ts'
import { openLeader } from './index.ts'
import { createSeededStream, openingCommands } from './seeded-stream.ts'
import { readSnapshot, snapshotsOf } from './snapshot.ts'
import { createSnapshotTaker } from './take-snapshot.ts'
import { hash, quiet } from './trading-leader.ts'
import { verifyJournal } from './verify-journal.ts'

async function tradingIn(t: TestContext) {
  const directory = mkdtempSync(join(tmpdir(), 'opex-snapshot-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  const storage = await openDirectory(directory)
  const leader = openLeader({ storage, clock: () => 1_000, log: quiet, options: { segmentBytesMax: 20_000 } })
  leader.run(openingCommands())
  return { directory, storage, leader }
}

/** A taker whose end can be awaited: it prunes when a snapshot is there. */
function takerOf(
  directory: string,
  leader: Parameters<typeof createSnapshotTaker>[0]['leader'],
  behind = leader.recovered.behind,
) {
  let done = () => {}
  const { options } = leader
  const recovered = { ...leader.recovered, behind }
  const watched = {
    recovered,
    options,
    get sequence() {
      return leader.sequence
    },
    get positions() {
      return leader.positions
    },
    prune() {
      leader.prune()
      done()
    },
  }
  const failures: unknown[] = []
  const log = { ...quiet, error: (facts: object) => void failures.push(facts) }
  const taker = createSnapshotTaker({ directory, leader: watched, log })
  return { take: taker.take, failures, taken: () => new Promise<void>((resolve) => (done = resolve)) }
}

test('a snapshot is written while trading goes on, and holds state and answers of when it was asked for', async (t) => {
  const { directory, storage, leader } = await tradingIn(t)
  const stream = createSeededStream(31)
  const { take, taken, failures } = takerOf(directory, leader)
  for (let batch = 0; batch < 40; batch++) leader.run(stream.next(20))
  const asked = { sequence: leader.sequence, hash: hash(leader) }
  const keys = stream.next(1)
  const done = taken()
  take()
  assert.deepEqual(snapshotsOf(storage), [], 'asking does not wait for it')
  const answer = leader.run(keys).answers[0]!
  for (let batch = 0; batch < 40; batch++) leader.run(stream.next(20))
  take()
  await done
  assert.deepEqual(failures, [])
  assert.deepEqual(snapshotsOf(storage), [asked.sequence], 'one at a time')

  const read = readSnapshot(storage, asked.sequence, 100_000)
  assert.ok('state' in read)
  assert.equal(read.state.answers.find(keys[0]!.key), undefined)
  assert.equal(read.state.answers.find(openingCommands()[0]!.key)?.sequence, 1)
  // Held against a replay from the first record on: balances, orders, answers of both kinds, accounts.
  const found = verifyJournal(readDirectory(directory))
  assert.deepEqual([found.damage, found.snapshots], [[], 1])

  const second = taken()
  take()
  await second
  const next = readSnapshot(storage, leader.sequence, 100_000)
  assert.ok('state' in next)
  const { repeated: _, ...first } = answer
  assert.deepEqual(next.state.answers.find(keys[0]!.key), first)
  await leader.close()
  const again = openLeader({ storage: await openDirectory(directory), clock: () => 0, log: quiet })
  assert.equal(again.recovered.replayed, 0)
  assert.notEqual(hash(again), asked.hash)
  await again.close()
})

/** How many threads of this process have stepped back. */
const yielding = (): number =>
  readdirSync('/proc/self/task').filter((thread) => getPriority(Number(thread)) > getPriority()).length

const onLinux = { skip: process.platform !== 'linux' }
test('snapshots yield to everybody, but not while they fall behind', onLinux, async (t) => {
  const { directory, leader } = await tradingIn(t)
  const stream = createSeededStream(33)
  const { take, taken, failures } = takerOf(directory, leader)
  // Those of the tests above stay until the process ends.
  const before = yielding()
  const threads: number[] = []
  // Segments that are closed while each snapshot is written: few, too many, not so many any more, none at last.
  for (const closed of [3, 4, 1, 0, 0]) {
    leader.run(stream.next(20))
    const done = taken()
    take()
    for (let segment = 0; segment < closed; segment++) take()
    await done
    threads.push(yielding() - before)
  }
  assert.deepEqual(failures, [])
  assert.deepEqual(threads, [1, 1, 0, 0, 1])

  // A process before this one closed them.
  const next = takerOf(directory, leader, 4)
  leader.run(stream.next(20))
  const done = next.taken()
  next.take()
  await done
  assert.equal(yielding() - before, 1, 'this one does not yield')
  await leader.close()
})

test('a snapshot that cannot be written is reported, and the next full segment asks again', async (t) => {
  const { directory, leader } = await tradingIn(t)
  const { take, failures } = takerOf(directory, leader)
  const stream = createSeededStream(32)
  for (let batch = 0; batch < 30; batch++) leader.run(stream.next(20))
  const [first] = readDirectory(directory).list()
  rmSync(join(directory, first!))
  take()
  while (failures.length === 0) await new Promise((resolve) => setImmediate(resolve))
  assert.match((failures[0] as { err: Error }).err.message, /journal_corrupt: .*does not reach back/)
  assert.ok(leader.run(stream.next(5)).answers.length === 5)
  await leader.close()
})
