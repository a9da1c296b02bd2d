import assert from 'node:assert/strict'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { hashWith, readInclusion, readRoot, sameRoot, verifyInclusion } from '../../core/proof/index.ts'
import { balanceOf, createLedger, restoreLine } from '../../core/ledger/index.ts'
import { createState } from '../../core/exchange/index.ts'
import {
  amount,
  decimalFromAmount,
  type AccountId,
  type AssetCode,
  type Sequence,
} from '../../core/units/index.ts'
import { openDirectory, readDirectory } from '../../platform/storage/index.ts'
import { buildProofs, sha256 } from './build-proofs.ts'
import { openTreeFile } from './index.ts'
import { liabilitiesOf } from './liabilities-of.ts'
import { ada, bob, btc, cy, journalOf, openScene, quiet as log, usdt, type Scene } from './scene.ts'
import { treeName } from './tree-layout.ts'

const build = (scene: Scene, sequence: Sequence | 'last' = 'last', more: object = {}) =>
  buildProofs({ journal: journalOf(scene), directory: scene.directory, sequence, log, ...more })

const treeAt = (scene: Scene, sequence: number, asset: string) =>
  openTreeFile(readDirectory(scene.directory), treeName(sequence, asset))

test('beside a running engine, every asset is proven, and every user with all that he owns in it', async (t) => {
  const scene = await openScene(t)
  const proofs = await build(scene)
  const sequence = scene.engine.sequence()
  const shown = proofs.map(({ currency, sequence, time, sum, leaves }) => [
    currency,
    sequence,
    time,
    sum,
    leaves,
  ])
  // 0.1 btc changed hands for 10 usdt; each side paid 0.2 % of what it got, to the house, which is no user.
  assert.deepEqual(shown, [
    ['btc', sequence, '2026-11-26T21:00:00Z', '2.9998', 2],
    ['usdt', sequence, '2026-11-26T21:00:00Z', '1499.98', 4],
  ])
  for (const [asset, account, owed] of [
    [btc, ada, '2.9'],
    [btc, bob, '0.0998'],
    [usdt, ada, '9.98'],
    [usdt, bob, '990.0'],
    // Nine of these are promised to his order, and are his all the same.
    [usdt, cy, '500.0'],
  ] as const) {
    const raw = treeAt(scene, sequence, asset).inclusionOf(account)
    const inclusion = readInclusion(JSON.parse(JSON.stringify(raw)))!
    assert.equal(decimalFromAmount(inclusion.balance), owed)
    assert.equal(inclusion.uid, account)
    assert.ok(hashWith(verifyInclusion(inclusion), sha256).verified)
    assert.ok(sameRoot(inclusion.proof, readRoot(proofs.find(({ currency }) => currency === asset))!))
    const { result } = await scene.engine.read({ kind: 'balances', account })
    assert.equal(decimalFromAmount(result.find((line) => line.asset === asset)!.posted), owed)
  }
})

test('who owns nothing of an asset, the house, and nobody have no place in the tree', async (t) => {
  const scene = await openScene(t)
  await build(scene)
  const tree = treeAt(scene, scene.engine.sequence(), 'btc')
  for (const uid of [cy, 'house:fee_income', 'house:custody', '', 'ID0000000ZZZ', '\0']) {
    assert.equal(tree.inclusionOf(uid), undefined, uid)
  }
})

test('a proof is of its moment: what happened later is not in it', async (t) => {
  const scene = await openScene(t)
  const before = scene.engine.sequence() as Sequence
  scene.now.at += 60_000
  await scene.credit(cy, btc, '7')
  const [then] = await build(scene, before, { asset: 'btc' })
  const [now] = await build(scene, 'last', { asset: 'btc' })
  assert.deepEqual([then!.sequence, then!.sum, then!.time], [before, '2.9998', '2026-11-26T21:00:00Z'])
  assert.deepEqual([now!.sequence, now!.sum, now!.time], [before + 1, '9.9998', '2026-11-26T21:01:00Z'])
})

test('there is one root for one moment, however often it is asked for; another moment has other salts', async (t) => {
  const scene = await openScene(t)
  const first = await build(scene)
  assert.deepEqual(await build(scene), first)
  const salt = treeAt(scene, first[0]!.sequence, 'btc').inclusionOf(ada)!.salt
  await scene.credit(cy, usdt, '1')
  const second = await build(scene)
  assert.equal(second[0]!.sum, first[0]!.sum)
  assert.notEqual(second[0]!.root, first[0]!.root)
  assert.notEqual(treeAt(scene, second[0]!.sequence, 'btc').inclusionOf(ada)!.salt, salt)
})

test('files are their owner’s alone; only old trees and those without a root are forgotten', async (t) => {
  const scene = await openScene(t)
  const [old] = await build(scene, 'last', { sequencesKept: 1 })
  // What a build leaves that is killed before its root is written.
  writeFileSync(join(scene.directory, '0000000000000007-btc.tree'), 'half a proof')
  await scene.credit(cy, usdt, '1')
  const [young] = await build(scene, 'last', { sequencesKept: 1 })
  const names = readdirSync(scene.directory).filter((name) => /^\d/.test(name))
  const of = (sequence: number, ending: string) =>
    ['btc', 'usdt'].map((asset) => `${String(sequence).padStart(16, '0')}-${asset}.${ending}`)
  const kept = [...of(old!.sequence, 'json'), ...of(young!.sequence, 'json'), ...of(young!.sequence, 'tree')]
  assert.deepEqual(names, kept.sort())
  assert.equal(statSync(scene.directory).mode & 0o777, 0o700)
  for (const name of names) assert.equal(statSync(join(scene.directory, name)).mode & 0o777, 0o600)
})

test('what cannot be proven is refused by name', async (t) => {
  const scene = await openScene(t)
  await assert.rejects(build(scene, 999 as Sequence), { code: 'journal_short' })
  await assert.rejects(build(scene, 'last', { asset: 'doge' }), { code: 'unknown_asset' })
  const other = await openDirectory(scene.directory)
  await assert.rejects(build(scene), { code: 'data_directory_in_use' })
  await other.close()
  assert.equal((await build(scene)).length, 2)
})

test('books that do not balance are never proven from', () => {
  const ledger = createLedger()
  restoreLine(balanceOf(ledger, 'ID1' as AccountId, 'btc' as AssetCode), 5n, amount(0n))
  assert.throws(() => liabilitiesOf({ ...createState(), ledger }, btc), { code: 'ledger_unbalanced' })
})

test('a build tells how far it is', async (t) => {
  const scene = await openScene(t)
  const seen: object[] = []
  await build(scene, 'last', { asset: 'usdt', onProgress: (each: object) => seen.push(each) })
  assert.deepEqual(seen, [{ stage: 'hash', asset: 'usdt', done: 8, of: 8 }])
})
