import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWords } from './command-line.ts'

test('options are read in every spelling, and the rest are words in their order', () => {
  const { words, options } = readWords(['verify', '--directory', 'here', 'now', '--at=17', '--quiet'])
  assert.deepEqual(words, ['verify', 'now'])
  assert.deepEqual(
    [...options],
    [
      ['directory', 'here'],
      ['at', '17'],
      ['quiet', 'true'],
    ],
  )
})

test('a value may hold an equals sign, and a flag before another option stays a flag', () => {
  const { options } = readWords(['--where=a=b', '--dry-run', '--sequence', '5'])
  assert.deepEqual(
    [...options],
    [
      ['where', 'a=b'],
      ['dry-run', 'true'],
      ['sequence', '5'],
    ],
  )
})
