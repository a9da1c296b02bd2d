import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonWords } from './common-words.ts'
import { entropyOf } from './entropy.ts'
import { entropyMin, passwordFault } from './password-rules.ts'

/** Published values of the reference, computed without its dictionary. */
const bits: Record<string, number> = {
  Password1: 17,
  Password1123: 21.125,
  password: 15.5,
  Qq123123: 12.5,
  QqQq123123: 15.21875,
  Tecohvi0: 16,
  Gol4aid2: 16,
  ZahSh8ei: 15.5,
  eeC2BiCucxWEQ: 21.1875,
  Kal31ewwqXrew: 21.625,
  'Am8icnzEI3d!': 21.625,
  'Qwerty123!': 7.5,
  'Changeme123!': 21.5,
}
for (const [password, expected] of Object.entries(bits)) {
  test(`${password} has ${expected} bits`, () =>
    assert.equal(entropyOf(password, { words: false }), expected))
}

/** Published values with a dictionary; ours is another, so weak ones need only be weak. */
const withWords: Record<string, number> = {
  Password1: 2,
  Password1123: 6,
  password: 2,
  Qq123123: 5.5,
  QqQq123123: 10.5,
  X2qL32: 11.5,
  Tecohvi0: 15.5,
  Gol4aid2: 15.5,
  ZahSh8ei: 15.5,
  eeC2BiCucxWEQ: 21.1875,
  Iequ4geiEWQw: 19.59375,
  Kal31ewwqXrew: 20.59375,
  '0lDHd9ufs9t@': 21.125,
  'Am8icnzEI3d!': 20.34375,
  'Qwerty123!': 4,
  'Changeme123!': 8,
}
for (const [password, expected] of Object.entries(withWords)) {
  test(`${password} is ${expected < entropyMin ? 'weak' : 'strong'} beside common words`, () => {
    const found = entropyOf(password)
    if (expected < entropyMin) assert.ok(found < entropyMin, `${found} bits`)
    else assert.ok(found >= entropyMin && Math.abs(found - expected) <= 1.5, `${found} bits`)
  })
}

const cases: [string, string, string | undefined][] = [
  ['is strong', 'Tecohvi0', undefined],
  ['may be 80 long', `Tecohvi0 Zx7${'kQ4wLm2p'.repeat(9).slice(0, 68)}`, undefined],
  ['has no upper case letter', 'tecohvi0x', 'password.requirements'],
  ['has no lower case letter', 'TECOHVI0X', 'password.requirements'],
  ['has no digit', 'Tecohvixx', 'password.requirements'],
  ['is too short', 'Teco0vi', 'password.requirements'],
  ['is too long', `Tecohvi0${'x'.repeat(73)}`, 'password.requirements'],
  ['hides a second line', 'Tecohvi0\nx', 'password.requirements'],
  ['hides a second line before', 'x\nTecohvi0', 'password.requirements'],
  ['is a word with a digit', 'Password1', 'password.weak'],
  ['is a word in leet', 'P4ssw0rd1', 'password.weak'],
  ['is a slide', 'Asdfghj1', 'password.weak'],
]
for (const [name, password, fault] of cases) {
  test(`a password that ${name}: ${fault ?? 'accepted'}`, () => assert.equal(passwordFault(password), fault))
}

test('in a long text of many common words slides are not looked for again for every word', (t) => {
  let text = 'Aa1'
  for (const word of [...commonWords].sort((one, other) => one.length - other.length)) {
    if (word.length >= 4 && text.length + word.length <= 255) text += word
  }
  const replaced = t.mock.method(String.prototype, 'replaceAll')
  entropyOf(text)
  assert.ok(replaced.mock.callCount() < 10_000, `${replaced.mock.callCount()} passes over the text`)
})
