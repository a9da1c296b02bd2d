import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openLeader, type Leader } from './index.ts'
import { createSeededStream, openingCommands } from './seeded-stream.ts'

/**
 * Writes a journal and what it adds up to into a new directory below `fixtures/`. Run once for every version of
 * the format, and never over an old one: that journals of earlier versions still give the same state is the
 * point of keeping them. Argument: the directory.
 */
const [directory] = process.argv.slice(2) as [string]
const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const disk = createMemoryDisk(() => 0)
let now = 1_700_000_000_000
const clock = () => (now += 250)
const open = (): Leader =>
  openLeader({ storage: disk.open(), clock, log: quiet, options: { segmentBytesMax: 48 * 1024 } })

const stream = createSeededStream(2_026)
let leader = open()
leader.run(openingCommands())
for (let batch = 0; batch < 40; batch++) {
  leader.run(stream.next(1 + (batch % 17)))
  // Three writers, three epochs.
  if (batch % 15 !== 14) continue
  disk.kill()
  leader = open()
}
const expected = {
  sequence: leader.sequence,
  stateHash: leader.read({ kind: 'state_hash' }).result,
  openOrders: leader.read({ kind: 'all_open_orders' }).result.length,
  segments: disk.join().list(),
}
mkdirSync(directory)
for (const name of expected.segments) {
  const storage = disk.join()
  writeFileSync(join(directory, name), storage.read(name, 0, storage.size(name)))
}
writeFileSync(join(directory, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`)
