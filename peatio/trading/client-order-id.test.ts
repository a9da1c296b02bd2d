import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId } from '../../core/units/index.ts'
import { uuidOfClientId, uuidV5 } from './client-order-id.ts'

const [ada, bob] = ['IDADA', 'IDBOB'] as AccountId[] as [AccountId, AccountId]

test('names are hashed as RFC 9562 says', () => {
  const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
  assert.equal(uuidV5(dns, 'www.example.com'), '2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

test("a uuid is the order's own; any other name is the trader's alone, and always the same", () => {
  const given = '0F5C16D2-6C1B-4C8E-9C3F-2A0F6F0B7A11'
  assert.equal(uuidOfClientId(ada, given), given.toLowerCase())
  assert.equal(uuidOfClientId(ada, 'grid-1'), uuidOfClientId(ada, 'grid-1'))
  assert.notEqual(uuidOfClientId(ada, 'grid-1'), uuidOfClientId(bob, 'grid-1'))
  assert.notEqual(uuidOfClientId(ada, 'grid-1'), uuidOfClientId(ada, 'GRID-1'))
})
