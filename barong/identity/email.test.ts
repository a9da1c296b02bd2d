import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalEmail } from './email.ts'

test('an address is compared in lower case', () => {
  assert.equal(canonicalEmail(' Alice.B+x@Example.COM '), 'alice.b+x@example.com')
})

for (const good of [
  'admin@opex.local',
  "o'hara@x-y.co.uk",
  'a@b.cd',
  '1@2.example',
  'a@xn--d1acufc.xn--p1ai',
]) {
  test(`${good} is an address`, () => assert.equal(canonicalEmail(good), good))
}

const bad = [
  '',
  'a',
  'a@b',
  '@b.cd',
  'a@',
  'a b@c.de',
  'a@b..cd',
  '.a@b.cd',
  'a.@b.cd',
  'a..b@c.de',
  'a@-b.cd',
  'a@b.c',
  'a@b.12',
  'a@b@c.de',
  'a@b.cd\nbcc: x@y.zz',
  'a,b@c.de',
  '"a"@b.cd',
  'a@[127.0.0.1]',
  'ä@b.cd',
  '\u212A@b.cd',
  'a@b\u0000.cd',
  `${'a'.repeat(65)}@b.cd`,
  `a@${'b.'.repeat(130)}cd`,
]
for (const text of bad) {
  test(`${JSON.stringify(text.slice(0, 30))} is none`, () => assert.equal(canonicalEmail(text), undefined))
}
