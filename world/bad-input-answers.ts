import assert from 'node:assert/strict'
import { documentedKeys, noSuchRoute } from './bad-input-keys.ts'
import { isWrong } from './bad-input-oracle.ts'
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
  const body = JSON.parse(heard.text) as { error?: string; errors: string[] }
  if (heard.status === 404 && body.error === noSuchRoute) return [noSuchRoute]
  assert.deepEqual(Object.keys(body), ['errors'], about)
  assert.ok(Array.isArray(body.errors) && body.errors.length > 0, `${about}: ${heard.text}`)
  for (const each of body.errors) assert.match(each, key, about)
  return body.errors
}

export function describe({ subject, param, what, sent }: Attempt): string {
  const request = `${sent.method} ${sent.path.slice(0, 160)} ${String(sent.body ?? '').slice(0, 160)}`
  return `${subject.name}, ${param}: ${what} (${request})`
}

/** Checks one answer to a generated request; gives the keys of its refusal. */
export function check(attempt: Attempt, heard: Heard): string[] {
  const about = describe(attempt)
  const errors = errorsOf(heard, about)
  assert.ok(errors.length > 0 || !isWrong(attempt), `${about}: accepted: ${heard.text.slice(0, 200)}`)
  const known = documentedKeys(attempt.subject.name, attempt.param)
  for (const each of errors)
    assert.ok(known.has(each), `${about}: ${heard.status} ${each} is not documented for it`)
  return errors
}
