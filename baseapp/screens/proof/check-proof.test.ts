import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { buildTree, hexOf, pathOf, rootPreimage, saltBytes } from '../../../core/proof/index.ts'
import { decimalFromAmount } from '../../../core/units/index.ts'
import { canHash, checkProof, parsedProof } from './check-proof.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const owed = [1n, 20n, 300n].map((sum, index) => ({ uid: `ID${index}`, sum: sum * 10n ** 18n }))

/** What a server with Node's SHA-256 publishes, and its proof for the user who is owed 20. */
function made() {
  const salts = randomBytes(4 * saltBytes)
  const { tree, positions } = buildTree(owed, { salts, sha256 })
  const facts = { asset: 'btc', sequence: 9, time: '2026-11-26T21:00:00Z', leaves: 4 }
  const { asset, ...rest } = facts
  const published = {
    version: 1,
    currency: asset,
    ...rest,
    sum: '321.0',
    root: hexOf(sha256(rootPreimage(tree.top, facts))),
  }
  const path = pathOf(tree, positions[1]!).map(({ sibling, sum, hash }) => ({
    sibling,
    sum: decimalFromAmount(sum),
    hash: hexOf(hash),
  }))
  const salt = hexOf(salts.subarray(saltBytes, 2 * saltBytes))
  return { published, proof: { proof: published, uid: 'ID1', salt, balance: '20.0', path } }
}

test("the browser's SHA-256 verifies what the server's has built, and shows every step", async () => {
  assert.ok(canHash())
  const { published, proof } = made()
  const asked: unknown[] = []
  const outcome = await checkProof(parsedProof(JSON.stringify(proof)), async (...about) => {
    asked.push(about)
    return published
  })
  assert.equal(outcome.kind, 'verified')
  assert.deepEqual(asked, [['btc', 9]])
  assert.deepEqual('steps' in outcome && outcome.steps.map(({ kind }) => kind), [
    'leaf',
    'node',
    'node',
    'root',
  ])
})

test('a proof of a root that is not published proves nothing, however right it is in itself', async () => {
  const { proof } = made()
  const other = made().published
  assert.equal((await checkProof(proof, async () => undefined)).kind, 'unpublished')
  assert.equal((await checkProof(proof, async () => other)).kind, 'unpublished')
})

test('a smaller balance than the one in the tree fails, with what was wrong', async () => {
  const { proof, published } = made()
  const outcome = await checkProof({ ...proof, balance: '19.0' }, async () => published)
  assert.deepEqual([outcome.kind, 'failure' in outcome && outcome.failure], ['failed', 'sum_differs'])
})

test('what is no proof is said to be none, and nothing is asked', async () => {
  for (const text of ['', 'hello', '{}', '[]', '{"uid":1}']) {
    const outcome = await checkProof(parsedProof(text), () => assert.fail('nothing to look up'))
    assert.equal(outcome.kind, 'unreadable', text)
  }
})
