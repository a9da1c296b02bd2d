import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEngine } from '../peatio/engine/index.ts'
import { seededRandom } from '../peatio/engine/seeded-stream.ts'
import { checkJournal } from './check-journal.ts'
import { readCalls, toJournal } from './check-sync-order.ts'
import { failUnderOrders } from './disk-fault-exchange.ts'
import { drawsOf, type Drill } from './drill.ts'
import { killEngines, startEngineProcess } from './engine-process.ts'
import { requireStrace, straceCommand } from './strace.ts'

/** The system call that fails, from its n-th time on, and how. */
const faults = [
  { call: 'fdatasync', error: 'EIO', from: 6, spread: 150 },
  { call: 'pwrite64', error: 'ENOSPC', from: 12, spread: 300 },
] as const

export const diskFault: Drill = {
  summary:
    'fdatasync fails, the disk is full: the process stops, acknowledges nothing more, and recovers cleanly',
  roundsDefault: 50,
  async run({ rounds, seed, say }) {
    requireStrace()
    const { below } = drawsOf(seededRandom(seed))
    const counts = { EIO: 0, ENOSPC: 0, acknowledged: 0 }
    const place = mkdtempSync(join(tmpdir(), 'opex-disk-fault-'))
    try {
      for (let round = 0; round < rounds; round++) {
        const fault = faults[round % faults.length]!
        const directory = join(place, `${round}`)
        const when = fault.from + below(fault.spread)
        counts.acknowledged += await failOnce(directory, { ...fault, when, seed: seed * 1_000 + round })
        counts[fault.error] += 1
        rmSync(directory, { recursive: true, force: true })
      }
      const exchange = await failUnderOrders(join(place, 'exchange'), say)
      return { ...counts, exchange, realFullDisk: await fillDisk(join(place, 'full'), seed) }
    } finally {
      killEngines()
      rmSync(place, { recursive: true, force: true })
    }
  },
}

type Fault = { call: string; error: string; when: number; seed: number }

/** An engine whose disk begins to fail; returns how many answers it gave. */
async function failOnce(directory: string, { call, error, when, seed }: Fault): Promise<number> {
  const log = `${directory}.calls`
  const inject = `inject=${call}:error=${error}:when=${when}+`
  const engine = startEngineProcess({
    directory,
    seed,
    under: straceCommand(log, '-s', '65536', '-e', 'trace=fdatasync,pwrite64', '-e', inject),
  })
  assert.equal(await engine.ended, 1, `the engine goes on after ${error}`)
  assert.match(engine.errors(), new RegExp(error))
  const where = `${error} at ${call} ${when}, seed ${seed}`
  const durable = durableIn(readFileSync(log, 'utf8'), error)
  const last = Math.max(0, ...engine.told.map(([, sequence]) => sequence))
  assert.ok(last <= durable, `record ${last} was acknowledged, ${durable} was durable (${where})`)
  const { sequence } = await checkJournal(directory, engine.told, where)
  assert.ok(sequence >= durable, `record ${durable} was synced, the journal ends at ${sequence} (${where})`)
  return engine.told.length
}

/** The last record whose frame was synced before the first failure. */
function durableIn(log: string, error: string): number {
  let written = 0
  let durable = 0
  for (const call of readCalls(log).filter(toJournal)) {
    if (call.result.includes(error)) break
    if (call.name === 'fdatasync') durable = written
    for (const [, sequence] of call.args.matchAll(/\[(\d+),\d{13},\\"/g)) written = Number(sequence)
  }
  return durable
}

/** A file system that is really full; only root can make one. */
async function fillDisk(directory: string, seed: number): Promise<string> {
  mkdirSync(directory)
  const mount = (...options: string[]) => spawnSync('mount', options, { encoding: 'utf8' })
  const made = mount('-t', 'tmpfs', '-o', 'size=1600k', 'tmpfs', directory)
  if (made.status !== 0) return `not possible here: ${made.stderr.trim()}`
  try {
    const engine = startEngineProcess({ directory, seed, options: { segmentBytesMax: 1 << 28 } })
    assert.equal(await engine.ended, 1, 'the engine goes on although the disk is full')
    assert.match(engine.errors(), /ENOSPC/)
    const quiet = { info: () => {}, warn: () => {}, error: () => {} }
    const ports = { directory, log: quiet, onStopped: () => {}, onConsumerFault: () => {} }
    await assert.rejects(startEngine(ports), { code: 'storage_failed', message: /ENOSPC/ })
    // The operator makes room.
    assert.equal(mount('-o', 'remount,size=8m', directory).status, 0)
    await checkJournal(directory, engine.told, `a full disk, seed ${seed}`)
    return `stopped after ${engine.told.length} answers, refused to start until there was room`
  } finally {
    spawnSync('umount', ['-l', directory])
  }
}
