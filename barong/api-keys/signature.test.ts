import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSignedBy, signatureOf } from './signature.ts'

/** The published example. */
const kid = '61d025b8573501c2'
const secret = '2d0b4979c7fe6986daa8e21d1dc0644f'
const nonce = '1584524005143'
const signature = 'bd42b945e095880e28d046846dbecf655fdf09d95a396a24fe6fe1df42f15d13'

test('the published example is signed as it says', () => {
  assert.equal(signatureOf(secret, nonce, kid), signature)
  assert.ok(isSignedBy(secret, { nonce, kid, signature }))
})

const others: [string, { nonce?: string; kid?: string; signature?: string }][] = [
  ['another nonce', { nonce: '1584524005144' }],
  ['another key', { kid: '61d025b8573501c3' }],
  ['a shorter signature', { signature: signature.slice(0, -1) }],
  ['a longer signature', { signature: `${signature}0` }],
  ['another last digit', { signature: `${signature.slice(0, -1)}4` }],
  ['no signature', { signature: '' }],
  ['a signature of other letters', { signature: 'ä'.repeat(32) }],
]
for (const [name, change] of others) {
  test(`${name} is not signed by it`, () => {
    assert.equal(isSignedBy(secret, { nonce, kid, signature, ...change }), false)
  })
}
