import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newSecret, stepOf, totpUrl } from './totp.ts'

/** RFC 6238, appendix B (SHA-1); the last six of its eight digits. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const published: [number, string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
]
for (const [seconds, code] of published) {
  test(`at ${seconds} s the code is ${code}, and good one step early or late but not two`, () => {
    const step = Math.floor(seconds / 30)
    for (const off of [-1, 0, 1]) assert.equal(stepOf(secret, code, (seconds + off * 30) * 1000), step)
    for (const off of [-2, 2]) assert.equal(stepOf(secret, code, (seconds + off * 30) * 1000), undefined)
  })
}

for (const text of ['', '28708', '2870822', ' 287082', '287 082', '２８７０８２', '0x2870']) {
  test(`${JSON.stringify(text)} is no code`, () => assert.equal(stepOf(secret, text, 59_000), undefined))
}

test('a secret has 160 bits and its link names issuer and owner', () => {
  const made = newSecret()
  assert.match(made, /^[A-Z2-7]{32}$/)
  const url = new URL(totpUrl(made, { issuer: 'OPEX', label: 'a@b.cd' }))
  assert.equal(url.protocol, 'otpauth:')
  assert.equal(url.searchParams.get('secret'), made)
  assert.equal(url.searchParams.get('issuer'), 'OPEX')
})
