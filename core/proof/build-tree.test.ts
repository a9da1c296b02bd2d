import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { amountMax } from '../units/index.ts'
import { buildTree, hexOf, leavesFor, pathOf, rootPreimage, saltBytes, SumTree, type Owed } from './index.ts'
import { naiveLeaf, naiveRoot, naiveTop, type NaiveLeaf } from './naive-tree.ts'

const seed = 7_311
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const byHash = <Leaf extends { hash: string }>(row: Leaf[]) => row.sort((a, b) => (a.hash < b.hash ? -1 : 1))
/** Salts that are the same for the same name, so that a failure can be looked at twice. */
const saltsOf = (name: string, leaves: number) =>
  Buffer.concat(Array.from({ length: leaves }, (_, index) => sha256(Buffer.from(`${name} ${index}`))))

const owedBy = (users: number): Owed[] =>
  Array.from({ length: users }, (_, index) => ({
    uid: `ID${String(index).padStart(10, '0')}`,
    sum: BigInt(`0x${sha256(Buffer.from(`${seed} ${index}`)).toString('hex', 0, 1 + (index % 12))}`),
  }))

function built(users: number) {
  const owed = owedBy(users)
  const salts = saltsOf(`${seed}`, leavesFor(users))
  return { owed, salts, ...buildTree(owed, { salts, sha256 }) }
}

test(`a tree of any number of users is the naive twin's (seed ${seed})`, () => {
  for (const users of [0, 1, 2, 3, 5, 8, 13, 64, 100]) {
    const { owed, salts, tree } = built(users)
    const leaves = Array.from({ length: leavesFor(users) }, (_, index): NaiveLeaf => ({
      uid: owed[index]?.uid ?? null,
      salt: salts.toString('hex', index * saltBytes, (index + 1) * saltBytes),
      sum: owed[index]?.sum ?? 0n,
    }))
    const top = naiveTop(byHash(leaves.map(naiveLeaf)))
    assert.deepEqual({ sum: tree.top.sum, hash: hexOf(tree.top.hash) }, top, `${users} users`)
    const facts = { asset: 'btc', sequence: 12, time: '2026-11-26T21:00:00Z', leaves: tree.leaves }
    const line = `1 btc 12 2026-11-26T21:00:00Z ${tree.leaves}`
    assert.equal(sha256(rootPreimage(tree.top, facts)).toString('hex'), naiveRoot(top, line))
  }
})

test('a tree has room for a power of two, and an empty one has a leaf of nobody', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 1_000_000].map(leavesFor), [1, 1, 2, 4, 4, 8, 1_048_576])
  assert.equal(built(0).tree.top.sum, 0n)
})

test('every user stands where his position says, with what he is owed', () => {
  const { owed, tree, positions } = built(100)
  assert.equal(new Set(positions).size, tree.leaves)
  for (const [index, { sum }] of owed.entries()) {
    assert.equal(tree.node(tree.leaves + positions[index]!).sum, sum)
    assert.equal(pathOf(tree, positions[index]!).length, 7)
  }
})

test('leaves stand in the order of their hashes, so other salts put everyone elsewhere', () => {
  const { owed, tree, positions } = built(64)
  const hashes = Array.from({ length: 64 }, (_, place) => hexOf(tree.node(64 + place).hash))
  assert.deepEqual(hashes, [...hashes].sort())
  const other = buildTree(owed, { salts: saltsOf('other', 64), sha256 })
  const still = [...positions].filter((position, index) => other.positions[index] === position)
  assert.ok(still.length < 16, `${still.length} of 64 stayed where they were`)
  assert.notDeepEqual(other.tree.top.hash, tree.top.hash)
  assert.equal(other.tree.top.sum, tree.top.sum)
})

test('the largest sum of the ledger fits, and what goes beyond the range is a bug', () => {
  const salts = saltsOf('large', 2)
  const all = (...sums: bigint[]) =>
    buildTree(
      sums.map((sum, index) => ({ uid: `ID${index}`, sum })),
      { salts, sha256 },
    )
  assert.equal(all(amountMax, 0n).tree.top.sum, amountMax)
  assert.equal(all(2n ** 127n - 2n, 1n).tree.top.sum, 2n ** 127n - 1n)
  assert.throws(() => all(2n ** 127n - 1n, 1n), /in range/)
  assert.throws(() => all(2n ** 127n, 0n), /in range/)
  assert.throws(() => all(-1n, 2n), /in range/)
})

test('a user who is listed twice with one salt is one leaf twice, and refused', () => {
  const twice = [
    { uid: 'ID1', sum: 5n },
    { uid: 'ID1', sum: 5n },
  ]
  const salt = saltsOf('one', 1)
  assert.throws(
    () => buildTree(twice, { salts: Buffer.concat([salt, salt]), sha256 }),
    /no leaf is there twice/,
  )
})

test('a long work tells how far it is', () => {
  const seen: [number, number][] = []
  buildTree(owedBy(20_000), {
    salts: saltsOf('long', 32_768),
    sha256,
    onHashed: (done, of) => seen.push([done, of]),
  })
  assert.deepEqual(seen[0], [32_768, 65_536])
  assert.deepEqual(seen.at(-1), [65_536, 65_536])
})

test('a tree has the salts that it needs, and the bytes that its nodes need', () => {
  const owed = owedBy(2)
  for (const leaves of [1, 3]) {
    assert.throws(() => buildTree(owed, { salts: saltsOf('few', leaves), sha256 }), /every leaf has its salt/)
  }
  const { tree } = buildTree(owed, { salts: saltsOf('right', 2), sha256 })
  assert.deepEqual(new SumTree(2, tree.bytes).top, tree.top)
  assert.throws(() => new SumTree(3), /a power of two of leaves/)
  assert.throws(() => new SumTree(4, tree.bytes), /every node has its place/)
})
