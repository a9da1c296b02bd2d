import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openLeader } from './index.ts'
import { openingCommands, seededRandom, seededStream } from './seeded-stream.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
test('smoke', () => {
  const disk = createMemoryDisk(seededRandom(1))
  const leader = openLeader({ storage: disk.open(), clock: () => 5, log: { ...quiet, error: console.error } })
  const first = leader.run(openingCommands())
  assert.deepEqual(first.answers.filter((a) => a.rejection), [])
  const stream = seededStream(7)
  const kinds = new Map<string, number>()
  let t = process.hrtime.bigint()
  let n = 0
  for (let i = 0; i < 200; i++) {
    const batch = Array.from({ length: 50 }, () => stream.next().value!)
    for (const p of leader.run(batch).published) {
      n++
      const k = `${p.kind} ${p.rejection}`
      kinds.set(k, (kinds.get(k) ?? 0) + 1)
      for (const e of p.events) kinds.set(e.kind, (kinds.get(e.kind) ?? 0) + 1)
    }
  }
  console.log(n, Number(process.hrtime.bigint() - t) / 1e3 / n, 'us/rec', kinds)
  console.log(leader.read({ kind: 'trial_balance' }), leader.read({ kind: 'state_hash' }))
  const hash = leader.read({ kind: 'state_hash' })
  disk.kill()
  t = process.hrtime.bigint()
  const again = openLeader({ storage: disk.open(), clock: () => 5, log: quiet })
  console.log(Number(process.hrtime.bigint() - t) / 1e3 / n, 'us/rec replay', again.recovered)
  assert.deepEqual(again.read({ kind: 'state_hash' }), hash)
})
