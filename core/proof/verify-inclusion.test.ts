import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { decimalFromAmount } from '../units/index.ts'
import {
  buildTree,
  hashWith,
  hexOf,
  leavesFor,
  pathOf,
  readInclusion,
  readRoot,
  rootPreimage,
  saltBytes,
  sameRoot,
  SumTree,
  verifyInclusion,
  type Inclusion,
  type Owed,
  type SumNode,
} from './index.ts'
import { leafPreimage, nodePreimage, userPreimage } from './preimage.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const users: Owed[] = Array.from({ length: 11 }, (_, index) => ({
  uid: `ID000000000${index}`,
  sum: BigInt(index + 1) * 10n ** 18n,
}))
const salt = (index: number) => sha256(Buffer.from(`salt ${index}`))
const facts = { asset: 'btc', sequence: 77, time: '2026-11-26T21:00:00Z' }

/** An exchange that shows `tree`, and a proof of it for whoever stands at `position`. */
function shown(tree: SumTree, top: SumNode = tree.top) {
  const root = sha256(rootPreimage(top, { ...facts, leaves: tree.leaves }))
  return { ...facts, leaves: tree.leaves, sum: top.sum, root }
}

function honest(owed: readonly Owed[] = users) {
  const leaves = leavesFor(owed.length)
  const salts = Buffer.concat(Array.from({ length: leaves }, (_, index) => salt(index)))
  const { tree, positions } = buildTree(owed, { salts, sha256 })
  const proof = shown(tree)
  const inclusionOf = (index: number): Inclusion => ({
    proof,
    uid: owed[index]!.uid,
    salt: salts.subarray(index * saltBytes, (index + 1) * saltBytes),
    balance: owed[index]!.sum,
    path: pathOf(tree, positions[index]!),
  })
  return { tree, positions, proof, inclusionOf }
}

const failureOf = (inclusion: Inclusion) => {
  const verdict = hashWith(verifyInclusion(inclusion), sha256)
  return verdict.verified ? 'verified' : verdict.failure
}

test('every user of an honest tree is included, with every step of his way shown', () => {
  for (const owed of [users, users.slice(0, 1), users.slice(0, 2), users.slice(0, 8)]) {
    const { inclusionOf, proof } = honest(owed)
    for (const index of owed.keys()) {
      const verdict = hashWith(verifyInclusion(inclusionOf(index)), sha256)
      assert.ok(verdict.verified)
      assert.equal(verdict.steps.length, Math.log2(proof.leaves) + 2)
      assert.equal(verdict.steps[0]!.sum, owed[index]!.sum)
      assert.equal(verdict.steps.at(-1)!.sum, proof.sum)
      assert.deepEqual(Buffer.from(verdict.steps.at(-1)!.hash), proof.root)
    }
  }
})

test('a user who was left out has no proof: neither with his own leaf nor in the place of another', () => {
  const [left, ...others] = users
  const { inclusionOf } = honest(others)
  for (const index of others.keys()) {
    const { proof, path, salt } = inclusionOf(index)
    assert.equal(failureOf({ proof, path, salt, uid: left!.uid, balance: left!.sum }), 'sum_differs')
    // Even one who is owed the same.
    assert.equal(failureOf({ ...inclusionOf(index), uid: left!.uid }), 'root_differs')
  }
})

test('a leaf that is shown to two users convinces one of them', () => {
  const { inclusionOf } = honest()
  assert.equal(failureOf(inclusionOf(3)), 'verified')
  assert.equal(failureOf({ ...inclusionOf(3), uid: users[4]!.uid }), 'root_differs')
})

/** A tree of two leaves whose maker writes any sum beside the user's own, and hashes it as he likes. */
function forgedPair(beside: bigint, total: bigint): Inclusion {
  const own: SumNode = { sum: 100n, hash: sha256(leafPreimage(sha256(userPreimage(salt(0), 'ID1')), 100n)) }
  const other: SumNode = { sum: beside, hash: salt(1) }
  // What his own code would write: the lower 128 bits.
  const wrapped = { ...other, sum: BigInt.asUintN(128, beside) }
  const top = { sum: total, hash: sha256(nodePreimage(own, wrapped)) }
  const root = sha256(rootPreimage({ ...top, sum: BigInt.asUintN(128, total) }, { ...facts, leaves: 2 }))
  const proof = { ...facts, leaves: 2, sum: total, root }
  return { proof, uid: 'ID1', salt: salt(0), balance: 100n, path: [{ ...other, sibling: 'right' }] }
}

test('nothing below zero lowers what is owed', () => {
  assert.equal(failureOf(forgedPair(-60n, 40n)), 'sum_out_of_range')
  assert.equal(failureOf(forgedPair(2n ** 128n - 60n, 40n)), 'sum_out_of_range')
  assert.equal(failureOf({ ...forgedPair(0n, 100n), balance: -100n }), 'sum_out_of_range')
  assert.equal(failureOf(forgedPair(0n, 100n)), 'verified')
})

test('no sum wraps around', () => {
  assert.equal(failureOf(forgedPair(2n ** 127n - 100n, 0n)), 'sum_out_of_range')
  assert.equal(failureOf(forgedPair(2n ** 127n, 100n)), 'sum_out_of_range')
  assert.equal(failureOf(forgedPair(2n ** 127n - 101n, 2n ** 127n - 1n)), 'verified')
})

test('children that changed places are found out on every level', () => {
  const { inclusionOf } = honest()
  for (const level of [0, 1, 2, 3]) {
    const inclusion = inclusionOf(5)
    const path = inclusion.path.map((node, at) =>
      at === level
        ? { ...node, sibling: node.sibling === 'left' ? ('right' as const) : ('left' as const) }
        : node,
    )
    assert.equal(failureOf({ ...inclusion, path }), 'root_differs', `level ${level}`)
  }
})

test('a total cannot be split anew between a user and the branch beside him', () => {
  const inclusion = honest().inclusionOf(5)
  const [first, ...rest] = inclusion.path
  const path = [{ ...first!, sum: first!.sum + 1n }, ...rest]
  assert.equal(failureOf({ ...inclusion, path, balance: inclusion.balance - 1n }), 'root_differs')
})

test('a node is no leaf, and a leaf is no node: the way has as many levels as was published', () => {
  const { inclusionOf, proof } = honest()
  const inclusion = inclusionOf(5)
  assert.equal(failureOf({ ...inclusion, path: inclusion.path.slice(1) }), 'levels_differ')
  assert.equal(failureOf({ ...inclusion, path: [...inclusion.path, inclusion.path[0]!] }), 'levels_differ')
  // The number of leaves is bound by the root, so a shorter tree cannot be claimed either.
  const shorter = { ...inclusion, proof: { ...proof, leaves: 8 }, path: inclusion.path.slice(1) }
  assert.notEqual(failureOf(shorter), 'verified')
})

test('a user whose id and salt spell a node is still not that node', () => {
  const { tree } = honest()
  const [left, right] = [tree.node(4), tree.node(5)]
  const spelt = nodePreimage(left, right).subarray(16)
  const asLeaf = sha256(leafPreimage(spelt.subarray(0, 32), tree.node(2).sum))
  assert.notDeepEqual(asLeaf, Buffer.from(tree.node(2).hash))
})

test('each fact of the root is bound: another asset, sequence, time, size, sum or hash is another root', () => {
  const { inclusionOf, proof } = honest()
  const inclusion = inclusionOf(2)
  const others = [
    { asset: 'eth' },
    { sequence: 78 },
    { time: '2026-11-26T21:00:01Z' },
    { root: salt(9) },
    { sum: proof.sum - 1n },
  ]
  for (const other of others) {
    const forged = { ...proof, ...other }
    assert.equal(sameRoot(proof, forged), false)
    const failure = failureOf({ ...inclusion, proof: forged })
    assert.equal(failure, 'sum' in other ? 'sum_differs' : 'root_differs', JSON.stringify(Object.keys(other)))
  }
  assert.equal(sameRoot(proof, { ...proof, root: Uint8Array.from(proof.root) }), true)
})

const asJson = ({ proof, uid, salt, balance, path }: Inclusion) => ({
  proof: {
    version: 1,
    currency: proof.asset,
    sequence: proof.sequence,
    time: proof.time,
    sum: decimalFromAmount(proof.sum),
    leaves: proof.leaves,
    root: hexOf(proof.root),
  },
  uid,
  salt: hexOf(salt),
  balance: decimalFromAmount(balance),
  path: path.map(({ sibling, sum, hash }) => ({ sibling, sum: decimalFromAmount(sum), hash: hexOf(hash) })),
})

test('of the text of a proof no single character can be another and the proof still hold', () => {
  const text = JSON.stringify(asJson(honest().inclusionOf(6)))
  assert.equal(failureOf(readInclusion(JSON.parse(text))!), 'verified')
  const tried = { changed: 0, unread: 0 }
  for (let at = 0; at < text.length; at++) {
    for (const other of ['0', '1', 'a', '-', ' ', '"']) {
      const changed = text.slice(0, at) + other + text.slice(at + 1)
      const read = parsed(changed)
      if (read === undefined) tried.unread += 1
      else if (JSON.stringify(asJson(read)) !== text) {
        tried.changed += 1
        assert.notEqual(failureOf(read), 'verified', changed)
      }
    }
  }
  assert.ok(tried.changed > 1_000 && tried.unread > 1_000, JSON.stringify(tried))
})

function parsed(text: string): Inclusion | undefined {
  try {
    return readInclusion(JSON.parse(text))
  } catch (error) {
    assert.ok(error instanceof SyntaxError)
    return undefined
  }
}

test('what is no proof is not read as one', () => {
  const sound = asJson(honest().inclusionOf(1))
  const { proof } = sound
  const wrong: unknown[] = [
    null,
    [],
    'proof',
    {},
    { ...sound, uid: '' },
    { ...sound, uid: 'ID 1' },
    { ...sound, salt: sound.salt.toUpperCase() },
    { ...sound, salt: sound.salt.slice(2) },
    { ...sound, balance: '-1' },
    { ...sound, balance: 1 },
    { ...sound, balance: '1e3' },
    { ...sound, balance: '1'.repeat(21) },
    { ...sound, path: null },
    { ...sound, path: [{ ...sound.path[0]!, sibling: 'up' }] },
    { ...sound, path: [{ ...sound.path[0]!, sum: '-1.0' }] },
    { ...sound, path: Array.from({ length: 41 }, () => sound.path[0]) },
    { ...sound, proof: { ...proof, version: 2 } },
    { ...sound, proof: { ...proof, currency: 'b tc' } },
    { ...sound, proof: { ...proof, sequence: 1.5 } },
    { ...sound, proof: { ...proof, leaves: 12 } },
    { ...sound, proof: { ...proof, time: 'today' } },
  ]
  for (const raw of wrong) assert.equal(readInclusion(raw), undefined, JSON.stringify(raw))
  assert.ok(readRoot(proof))
})

test('two roots of which any fact differs are not the same', () => {
  const { proof } = honest()
  const others = [
    { asset: 'eth' },
    { sequence: 78 },
    { time: 'x' },
    { leaves: 32 },
    { sum: 1n },
    { root: salt(1) },
  ]
  for (const other of others)
    assert.equal(sameRoot(proof, { ...proof, ...other }), false, Object.keys(other)[0])
  assert.equal(sameRoot(proof, { ...proof, root: proof.root.subarray(0, 31) }), false)
  assert.equal(sameRoot({ ...proof, root: proof.root.subarray(0, 31) }, proof), false)
  assert.equal(sameRoot(proof, { ...proof }), true)
})

test('the way up is told step by step: the leaf, each node, the root', () => {
  const { inclusionOf } = honest()
  const verdict = hashWith(verifyInclusion(inclusionOf(5)), sha256)
  assert.deepEqual(
    verdict.steps.map(({ kind }) => kind),
    ['leaf', 'node', 'node', 'node', 'node', 'root'],
  )
  const differs = hashWith(verifyInclusion({ ...inclusionOf(5), balance: 1n }), sha256)
  assert.equal(differs.steps.length, 6, 'also of one that does not hold')
})
