import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSigner, createVerifier, generateKeyPair } from './index.ts'

const { privatePem, publicPem } = generateKeyPair()

test('a token of ours is read, at first and when it is known; any other text is nobody', async () => {
  const sign = await createSigner(privatePem)
  const verify = await createVerifier(publicPem)
  const token = await sign({ uid: 'IDALICE' })
  assert.equal((await verify(token))?.['uid'], 'IDALICE')
  assert.equal((await verify(token))?.['uid'], 'IDALICE')
  for (const text of ['', 'x', `${token}=`, `${token} `, ` ${token}`, `${token}.x`, token.slice(0, -2)])
    assert.equal(await verify(text), undefined, text)
})

test('a token of another subject, of another key or past its time is nobody', async () => {
  const sign = await createSigner(privatePem)
  const verify = await createVerifier(publicPem)
  assert.equal(await verify(await sign({ uid: 'IDALICE' }, { sub: 'other' })), undefined)
  const other = await createSigner(generateKeyPair().privatePem)
  assert.equal(await verify(await other({ uid: 'IDALICE' })), undefined)
  assert.equal(await verify(await sign({ uid: 'IDALICE' }, { ttlS: -3600 })), undefined)
})
