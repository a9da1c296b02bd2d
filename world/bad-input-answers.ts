import assert from 'node:assert/strict'
import { documentedKeys } from './bad-input-keys.ts'
import type { Attempt } from './bad-input-requests.ts'
import type { Heard } from './bad-input-wire.ts'

const key = /^[a-z0-9_]+(\.[a-z0-9_]+)*$/

/** The keys of a refusal, whose shape is checked; none if it was none. */
export function errorsOf(heard: Heard, about: string): string[] {
  assert.ok(heard.status < 500, `${about}: ${heard.status} ${heard.text}`)
  assert.equal(heard.headers['x-content-type-options'], 'nosniff', about)
  if (heard.status < 400) {
    assert.ok(heard.status < 300, `${about}: ${heard.status}`)
    if (heard.text !== '') {
      assert.match(heard.headers['content-type'] ?? '', /^application\/json/, about)
      JSON.parse(heard.text)
    }
    return []
  }
  assert.match(heard.headers['content-type'] ?? '', /^application\/json/, `${about}: ${heard.text}`)
  const body = JSON.parse(heard.text) as { errors: string[] }
  assert.deepEqual(Object.keys(body), ['errors'], about)
  assert.ok(Array.isArray(body.errors) && body.errors.length > 0, `${about}: ${heard.text}`)
  for (const each of body.errors) assert.match(each, key, about)
  return body.errors
}

export const describe = ({ subject, param, what, sent }: Attempt): string =>
  `${subject.name}, ${param}: ${what} (${sent.method} ${sent.path.slice(0, 160)} ${String(sent.body ?? '').slice(0, 160)})`

/** Checks one answer to a generated request; gives the keys of its refusal. */
export function check(attempt: Attempt, heard: Heard): string[] {
  const about = describe(attempt)
  const errors = errorsOf(heard, about)
  const known = documentedKeys(attempt.subject.name, attempt.param)
  for (const each of errors) assert.ok(known.has(each), `${about}: ${heard.status} ${each} is not documented for it`)
  return errors
}
