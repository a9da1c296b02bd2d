import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultRules, standingOf } from './level.ts'

const email = { key: 'email', value: 'verified', scope: 'private' } as const
const phone = { key: 'phone', value: 'verified', scope: 'private' } as const
const document = { key: 'document', value: 'verified', scope: 'private' } as const
const label = (key: string, value = 'x', scope: 'public' | 'private' = 'private') => ({ key, value, scope })

const cases: [string, Parameters<typeof standingOf>[0], number, string][] = [
  ['nothing is known', [], 0, 'pending'],
  ['the address is verified', [email], 1, 'active'],
  ['a phone as well', [phone, email], 2, 'active'],
  ['and a document', [document, phone, email], 3, 'active'],
  ['a gap stops the climb', [email, document], 1, 'active'],
  ['without an address nothing counts', [phone, document], 0, 'pending'],
  ['another value is not verified', [{ ...email, value: 'pending' }], 0, 'pending'],
  ['what a user says of himself does not count', [{ ...email, scope: 'public' }], 0, 'pending'],
  ['a ban', [email, label('ban')], 1, 'banned'],
  ['fraud of any value', [email, label('fraud', 'maybe')], 1, 'banned'],
  ['a user cannot ban himself by a public label', [email, label('ban', 'x', 'public')], 1, 'active'],
  ['deletion', [email, label('delete', 'by_user')], 1, 'deleted'],
  ['a lock', [email, label('suspicious')], 1, 'locked'],
  ['the last trigger wins', [label('lock'), email, label('ban'), label('delete')], 1, 'locked'],
  ['keys match whole', [email, label('banana')], 1, 'active'],
]

for (const [name, labels, level, state] of cases) {
  test(`${name}: level ${level}, ${state}`, () => {
    assert.deepEqual(standingOf(labels, defaultRules), { level, state })
  })
}
