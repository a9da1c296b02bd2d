import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readInclusion, readRoot } from './index.ts'

const proof = {
  version: 1,
  currency: 'btc',
  sequence: 77,
  time: '2026-11-26T21:00:00Z',
  sum: '66.0',
  leaves: 16,
  root: 'ab'.repeat(32),
}
const sound = {
  proof,
  uid: 'ID0000000001',
  salt: 'cd'.repeat(32),
  balance: '1.5',
  path: [{ sibling: 'left', sum: '2.0', hash: 'ef'.repeat(32) }],
}

test('a root is read to the edges of what its fields may be, and no further', () => {
  const taken: object[] = [
    { currency: '1' },
    { currency: `a${'.-_9z'.repeat(6)}x` },
    { sequence: 1 },
    { sequence: Number.MAX_SAFE_INTEGER },
    { leaves: 1 },
    { leaves: 2 ** 40 },
    { sum: '0.0' },
    { sum: '99999999999999999999.999999999999999999' },
    { root: '0'.repeat(64) },
  ]
  for (const change of taken) assert.ok(readRoot({ ...proof, ...change }), JSON.stringify(change))
  const unsound: object[] = [
    ...['', '.a', '-a', '_a', 'BTC', 'a\n', ' a', 'a '.trimStart(), `a${'b'.repeat(32)}`].map((currency) => ({
      currency,
    })),
    ...[0, -1, 1.5, 2 ** 53, '77', null, NaN].map((sequence) => ({ sequence })),
    ...[0, 0.5, 3, -2, 2 ** 41, '4', null].map((leaves) => ({ leaves })),
    ...['-1.0', '1e3', '', '100000000000000000000.0', 5, null].map((sum) => ({ sum })),
    ...['0'.repeat(63), '0'.repeat(66), 'A'.repeat(64), 'g'.repeat(64), `${'0'.repeat(62)}-1`, null].map(
      (root) => ({ root }),
    ),
    ...[
      ' 2026-11-26T21:00:00Z',
      '2026-11-26T21:00:00Z ',
      '2026-11-26T21:00:00.000Z',
      '2026-11-26 21:00:00Z',
      '2026-11-26T21:00:00',
      '12026-11-26T21:00:00Z',
      20261126,
    ].map((time) => ({ time })),
    ...['1', 0, 2, null].map((version) => ({ version })),
  ]
  for (const change of unsound)
    assert.equal(readRoot({ ...proof, ...change }), undefined, JSON.stringify(change))
  for (const name of Object.keys(proof)) {
    const { [name as keyof typeof proof]: _, ...others } = proof
    assert.equal(readRoot(others), undefined, `without ${name}`)
  }
  for (const raw of [undefined, null, 'root', 7, Object.assign([], proof)])
    assert.equal(readRoot(raw), undefined)
})

test('a proof is read to the edges of what its fields may be, and no further', () => {
  const [step] = sound.path
  const read = (change: object) => readInclusion({ ...sound, ...change }) !== undefined
  for (const uid of ['!', '~'.repeat(32)]) assert.ok(read({ uid }), uid)
  for (const uid of ['', 'a b', 'a\n', ' a', 'é', '\u007f', 'a'.repeat(33), 7, null])
    assert.ok(!read({ uid }), `${uid}`)
  assert.ok(read({ path: [] }))
  assert.ok(read({ path: Array.from({ length: 40 }, () => step) }))
  assert.ok(
    read({
      path: [
        { ...step, sibling: 'left' },
        { ...step, sibling: 'right' },
      ],
    }),
  )
  for (const change of [
    { sibling: 'LEFT' },
    { sibling: undefined },
    { sum: 1 },
    { sum: undefined },
    { hash: '00' },
    { hash: undefined },
  ]) {
    assert.ok(!read({ path: [step, { ...step, ...change }] }), JSON.stringify(change))
  }
  for (const path of [{}, 'path', undefined, [null], [7], [[]], [Object.assign([], step)], { length: 0 }])
    assert.ok(!read({ path }), JSON.stringify(path))
  for (const name of Object.keys(sound)) {
    const { [name as keyof typeof sound]: _, ...others } = sound
    assert.equal(readInclusion(others), undefined, `without ${name}`)
  }
  assert.equal(readInclusion(Object.assign([], sound)), undefined)
})
