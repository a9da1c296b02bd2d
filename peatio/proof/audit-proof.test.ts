import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nodeBytes } from '../../core/proof/index.ts'
import type { Sequence } from '../../core/units/index.ts'
import { openDirectory } from '../../platform/storage/index.ts'
import { stateAt } from '../engine/index.ts'
import { auditProof, buildProofs, openTreeFile } from './index.ts'
import { ada, bob, cy, journalOf, openScene, quiet as log } from './scene.ts'
import { headBytes, lineBytes, linesAt, nodesAt, treeName } from './tree-layout.ts'

/** A usdt proof of three users and a filler: its file's bytes, and an audit of whatever became of them. */
async function proven(t: Parameters<typeof openScene>[0]) {
  const scene = await openScene(t)
  const sequence = scene.engine.sequence() as Sequence
  const journal = journalOf(scene)
  const { directory } = scene
  await buildProofs({ journal, directory, sequence, asset: 'usdt', log })
  const storage = await openDirectory(directory)
  t.after(() => storage.close())
  const name = treeName(sequence, 'usdt')
  const bytes = storage.read(name, 0, storage.size(name))
  return {
    bytes,
    audit(change: (bytes: Buffer) => void, at = sequence) {
      const changed = Buffer.from(bytes)
      change(changed)
      storage.replace(name, [changed])
      const findings = auditProof(stateAt(journal, at, { log }), openTreeFile(storage, name))
      return findings.map(({ code, about }) => `${code} ${about.slice(0, 12)}`)
    },
    open(change: (bytes: Buffer) => Buffer) {
      storage.replace(name, [change(Buffer.from(bytes))])
      return () => openTreeFile(storage, name)
    },
  }
}

const leaves = 4
const lineOf = (uid: string, bytes: Buffer) => bytes.indexOf(uid, linesAt(leaves))

test('an honest tree has nothing to find', async (t) => {
  const { audit } = await proven(t)
  assert.deepEqual(
    audit(() => {}),
    [],
  )
})

test('an audit names the user who was left out, who is there twice, and who is nobody of ours', async (t) => {
  const { audit } = await proven(t)
  assert.deepEqual(
    audit((bytes) => bytes.fill(0, lineOf(cy, bytes), lineOf(cy, bytes) + 32)),
    [`user_missing ${cy}`],
  )
  assert.deepEqual(
    audit((bytes) => bytes.write(bob, lineOf(cy, bytes))),
    [`user_twice ${bob}`, `user_missing ${cy}`],
  )
  assert.deepEqual(
    audit((bytes) => bytes.write('ID0000000ZZZ', linesAt(leaves))),
    ['user_unknown ID0000000ZZZ'],
  )
})

test('an audit names the user whose sum is not that of the books', async (t) => {
  const { audit, bytes } = await proven(t)
  const line = lineOf(ada, bytes)
  const position = bytes.readUInt32BE(line + lineBytes - 4)
  const findings = audit((changed) => {
    changed[nodesAt + (leaves + position) * nodeBytes + 15]! ^= 1
  })
  assert.deepEqual(findings, [`sum_differs ${ada}`, 'tree_differs nodes'])
})

test('every single changed byte of nodes, salts and places is found', async (t) => {
  const { audit, bytes } = await proven(t)
  for (let at = headBytes; at < bytes.length; at += 7) {
    const findings = audit((changed) => (changed[at]! ^= 0x10))
    assert.notDeepEqual(findings, [], `byte ${at}`)
  }
})

test('a root that says something else than its tree is found', async (t) => {
  const { audit } = await proven(t)
  const inHead = (from: string, to: string) => (bytes: Buffer) => void bytes.write(to, bytes.indexOf(from))
  assert.deepEqual(audit(inHead('"sum":"1499.98"', '"sum":"1400.98"')), ['sum_differs root'])
  const [finding, ...rest] = audit(inHead('"root":"', `"root":"${'0'.repeat(8)}`))
  assert.match(finding!, /^root_differs [0-9a-f]{12}$/)
  assert.deepEqual(rest, [])
  const [time] = audit(inHead('21:00:00Z', '21:00:09Z'))
  assert.equal(time, 'time_differs 2026-11-26T2')
})

test('a tree that is held against another moment than its own does not pass', async (t) => {
  const { audit } = await proven(t)
  // One record earlier Cy had no order yet, and as much money.
  assert.deepEqual(
    audit(() => {}, 9 as Sequence),
    [],
  )
  // Before that, Bob had not bought.
  assert.notDeepEqual(
    audit(() => {}, 8 as Sequence),
    [],
  )
})

test('a tree file that is cut, longer, or of another kind is refused as corrupt', async (t) => {
  const { open } = await proven(t)
  const corrupt = { code: 'proof_corrupt' }
  assert.throws(
    open((bytes) => bytes.subarray(0, -1)),
    corrupt,
  )
  assert.throws(
    open((bytes) => Buffer.concat([bytes, Buffer.alloc(1)])),
    corrupt,
  )
  assert.throws(
    open((bytes) => bytes.fill('x', 0, 10)),
    corrupt,
  )
  assert.throws(
    open((bytes) => Buffer.from(bytes.toString('latin1').replace('"format":1', '"format":2'), 'latin1')),
    corrupt,
  )
})
