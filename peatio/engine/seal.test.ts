import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSeal, sealBytes, sealOf } from './seal.ts'

const link = Buffer.from('0102030405060708', 'hex')
const other = Buffer.from('0102030505060708', 'hex')
const endsInZero = Buffer.from('0102030005060708', 'hex')

test('a seal fits its frame and no other', () => {
  assert.equal(sealOf(link).length, sealBytes)
  assert.equal(readSeal(sealOf(link), link), 'whole')
  assert.equal(readSeal(sealOf(other), link), 'wrong')
})

test('of a seal a power cut may leave nothing, a beginning or an end; never another byte', () => {
  const seal = sealOf(link)
  assert.equal(readSeal(Buffer.alloc(sealBytes), link), 'none')
  assert.equal(readSeal(Buffer.alloc(0), link), 'none')
  for (let cut = 1; cut < sealBytes; cut++) {
    assert.equal(readSeal(seal.subarray(0, cut), link), 'part')
    assert.equal(readSeal(Buffer.concat([Buffer.alloc(cut), seal.subarray(cut)]), link), 'part')
    const wrong = Buffer.from(seal)
    wrong[cut]! ^= 0x10
    assert.equal(readSeal(wrong, link), 'wrong')
  }
})

test('a file that ends within a seal that ends in zero holds no whole seal', () => {
  assert.equal(readSeal(sealOf(endsInZero).subarray(0, 7), endsInZero), 'part')
  assert.equal(readSeal(sealOf(endsInZero), endsInZero), 'whole')
})
