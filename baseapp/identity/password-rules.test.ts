import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPasswordAllowed, passwordRules, strengthOf } from './password-rules.ts'

const unmet = (password: string) =>
  passwordRules(password)
    .filter((rule) => !rule.met)
    .map((rule) => rule.id)

test('a password needs eight characters, both cases and a digit', () => {
  assert.deepEqual(unmet(''), ['length', 'lower', 'upper', 'digit'])
  assert.deepEqual(unmet('abcdefgh'), ['upper', 'digit'])
  assert.deepEqual(unmet('Abcdef1'), ['length'])
  assert.deepEqual(unmet(`Aa1${'x'.repeat(77)}`), [])
  assert.deepEqual(unmet(`Aa1${'x'.repeat(78)}`), ['length'])
  assert.equal(isPasswordAllowed('Abcdefg1'), true)
})

test('characters are counted as people count them', () => {
  assert.deepEqual(unmet(`Aa1${'😀'.repeat(4)}`), ['length'])
  assert.deepEqual(unmet(`Aa1${'😀'.repeat(77)}`), [])
})

test('letters of other alphabets count', () => {
  assert.deepEqual(unmet('Пароль12'), [])
})

test('below the minimum it is refused; above it gets better words', () => {
  assert.deepEqual(strengthOf(13.9, 14), { steps: 1, word: 'Too easy to guess', enough: false })
  assert.equal(strengthOf(14, 14).word, 'Fair')
  assert.equal(strengthOf(18, 14).word, 'Good')
  assert.equal(strengthOf(22, 14).word, 'Strong')
})
