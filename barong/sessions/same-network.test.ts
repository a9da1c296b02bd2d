import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sameNetwork } from './same-network.ts'

const cases: [string, string, boolean][] = [
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.3', '10.1.250.1', true],
  ['10.1.2.3', '10.2.2.3', false],
  ['10.1.2.3', '::ffff:10.1.9.9', true],
  ['::FFFF:10.1.2.3', '10.2.9.9', false],
  ['2001:db8::1', '2001:db8::ffff:1', true],
  ['2001:db8::1', '2001:db8::2:0:1', false],
  ['2001:db8:0:0:0:0:0:1', '2001:db8::2', true],
  ['2001:db8::1', '10.1.2.3', false],
  ['fe80::1%eth0', 'fe80::1', true],
  ['', '', false],
  ['nonsense', '10.1.2.3', false],
]
for (const [login, now, same] of cases) {
  test(`${login || 'nothing'} and ${now || 'nothing'}: ${same ? 'one network' : 'different networks'}`, () => {
    assert.equal(sameNetwork(login, now), same)
    assert.equal(sameNetwork(now, login), same)
  })
}
