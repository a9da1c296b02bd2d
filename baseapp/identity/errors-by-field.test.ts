import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError } from '../api/api-error.ts'
import { errorsByField } from './errors-by-field.ts'

const patterns = {
  email: ['email.', 'identity.user.missing_email', 'identity.user.empty_email'],
  password: ['password.'],
}

test('each key goes to the field that it is about, the rest to the form', () => {
  const error = new ApiError(422, [
    'email.taken',
    'password.requirements',
    'password.weak',
    'identity.captcha.required',
  ])
  assert.deepEqual(errorsByField(error, patterns), {
    email: 'An account with this e-mail already exists.',
    password:
      'Use at least 8 characters, with upper and lower case letters and a digit. ' +
      'This password is easy to guess. Choose a longer one.',
    form: 'Please solve the captcha.',
  })
})

test('two keys with one sentence say it once', () => {
  const error = new ApiError(422, ['identity.user.missing_email', 'identity.user.empty_email'])
  assert.deepEqual(errorsByField(error, patterns), { email: 'Enter your e-mail.' })
})

test('a failure that is no refusal concerns the whole form; no failure, no errors', () => {
  assert.deepEqual(errorsByField(new TypeError('x'), patterns), {
    form: 'Something went wrong on this page. Reload it and try again.',
  })
  assert.deepEqual(errorsByField(null, patterns), {})
})
