import assert from 'node:assert/strict'
import { openLeader, type EngineOptions, type Leader } from '../peatio/engine/index.ts'
import type { Answer, Submission } from '../peatio/engine/port.ts'
import { createSeededStream, openingCommands, seededRandom } from '../peatio/engine/seeded-stream.ts'
import { createMemoryDisk, type DiskFaults, type MemoryDisk } from '../platform/storage/index.ts'
import { drawsOf, type Drill, type Findings } from './drill.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
/** Power cuts of one exchange's life; then another begins, with other chances of faults. */
const cutsOfLife = 20
const clock = () => 1_700_000_000_000

export const powerCut: Drill = {
  summary: 'the power goes at any write, sync or rename; nothing acknowledged is lost, doubled or changed',
  roundsDefault: 1_000,
  run: async ({ rounds, seed, say }) => {
    const total = { cuts: 0, acknowledged: 0, recoveries: 0, torn: 0, faults: {} as Record<string, number> }
    for (let life = 0; total.cuts < rounds; life++) {
      const found = liveThrough({
        cuts: Math.min(cutsOfLife, rounds - total.cuts),
        seed: seed * 10_000 + life,
      })
      total.cuts += found.cuts
      total.acknowledged += found.acknowledged
      total.recoveries += found.recoveries
      total.torn += found.torn
      for (const { kind } of found.injected) total.faults[kind] = (total.faults[kind] ?? 0) + 1
      if (life % 50 === 49) say(`${total.cuts} power cuts, ${total.acknowledged} acknowledged commands there`)
    }
    return { ...total, lost: 0 } satisfies Findings
  },
}

/** Each life draws which faults it has beside the power cuts. */
function faultsOf(random: () => number): Partial<DiskFaults> {
  const { chance } = drawsOf(random)
  return {
    shortWrite: chance(0.5) ? 0.05 : 0,
    diskFull: chance(0.3) ? 0.02 : 0,
    syncFails: chance(0.4) ? 0.08 : 0,
  }
}

/** An exchange over many power cuts, with clients that send again what was not answered. */
function liveThrough({ cuts, seed }: { cuts: number; seed: number }) {
  const { random, below, chance } = drawsOf(seededRandom(seed))
  const disk = createMemoryDisk(random, { stepBytes: chance(0.5) ? 4_096 : 0 })
  const faults = faultsOf(random)
  const options = { segmentBytesMax: 8_000 + below(40_000), journalBytesMax: chance(0.3) ? 60_000 : null }
  const stream = createSeededStream(seed)
  const answered = new Map<string, Answer>()
  const counts = { recoveries: 0, torn: 0, seed }
  let pending = openingCommands()
  let leader = recovered(disk, options, counts)
  for (let cut = 0; cut < cuts; cut++) {
    disk.setFaults(faults)
    disk.cutPowerAt(disk.operations + 1 + below(60))
    for (let alive = true; alive;) {
      pending.push(...stream.next(1 + below(30)))
      try {
        const { answers, rotated } = leader.run(pending)
        answers.forEach((answer, index) => answered.set(pending[index]!.key, { ...answer, repeated: true }))
        pending = []
        if (rotated || chance(0.05)) leader.snapshot()
        if (chance(0.02)) disk.cutPower()
      } catch {
        alive = false
      }
    }
    // Also when a disk failed first, the power goes before anyone starts anew.
    if (chance(0.7)) disk.cutPower()
    leader = recovered(disk, options, counts)
    check(leader, answered, `seed ${seed}, cut ${cut + 1}`)
  }
  disk.calm()
  leader.run(pending)
  expectCalmTwin(leader, seed)
  return { cuts, acknowledged: answered.size, injected: disk.injected, ...counts }
}

/** Starts until a start succeeds; the power may go during a start as well, never may one be refused. */
function recovered(
  disk: MemoryDisk,
  options: Partial<EngineOptions>,
  counts: { recoveries: number; torn: number; seed: number },
): Leader {
  for (let starts = 1; ; starts++) {
    disk.kill()
    counts.recoveries += 1
    assert.ok(starts < 50, `the exchange starts no more (seed ${counts.seed})`)
    try {
      const leader = openLeader({ storage: disk.open(), clock, log: quiet, options })
      if (leader.recovered.torn) counts.torn += 1
      return leader
    } catch (fault) {
      assert.equal(
        (fault as { code?: string }).code,
        'storage_failed',
        `${String(fault)} (seed ${counts.seed})`,
      )
      disk.cutPower()
      // A disk that goes on failing is changed for a good one.
      if (starts === 10) disk.calm()
    }
  }
}

/** Every key gets the answer that was given, nothing acts twice, and the books balance. */
function check(leader: Leader, answered: Map<string, Answer>, where: string): void {
  const keys = [...answered.keys()]
  const command: Submission['command'] = {
    kind: 'credit_deposit',
    account: 'ID0000000001' as never,
    asset: 'btc' as never,
    sum: 1n as never,
    reference: 'a key that is known does nothing',
  }
  const again = leader.run(keys.map((key) => ({ key, command })))
  assert.equal(again.published.length, 0, `an acknowledged command is lost (${where})`)
  for (const [index, key] of keys.entries()) {
    assert.deepEqual(again.answers[index], answered.get(key), `another answer than was given (${where})`)
  }
  for (const { posted, held, promised } of leader.read({ kind: 'trial_balance' }).result) {
    assert.deepEqual([posted, held], [0n, promised], `the books do not balance (${where})`)
  }
}

/** Had any command acted twice or not at all, a life without failures would have ended elsewhere. */
function expectCalmTwin(leader: Leader, seed: number): void {
  const calm = openLeader({ storage: createMemoryDisk(() => 0).open(), clock, log: quiet })
  calm.run(openingCommands())
  const stream = createSeededStream(seed)
  while (calm.sequence < leader.sequence) calm.run(stream.next(1))
  const [mine, twin] = [leader, calm].map((each) => each.read({ kind: 'state_hash' }).result)
  assert.equal(mine, twin, `another state than in a life without failures (seed ${seed})`)
}
