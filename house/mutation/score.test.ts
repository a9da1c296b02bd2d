import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draw } from './sample.ts'
import { summarize, wilson } from './score.ts'

type Outcome = Parameters<typeof summarize>[0][number]

const outcomes = (fileName: string, status: Outcome['status'], count: number): Outcome[] =>
  Array.from({ length: count }, (_, index) => ({
    fileName,
    status,
    mutatorName: 'EqualityOperator',
    replacement: 'a <= b',
    location: { start: { line: index + 1, column: 4 }, end: { line: index + 1, column: 9 } },
  }))

test('what hangs is noticed, what no test reaches is not, and what cannot run does not count', () => {
  const { score, interval, folders, total, survivors } = summarize([
    ...outcomes('core/ledger/post.ts', 'Killed', 6),
    ...outcomes('core/ledger/post.ts', 'Timeout', 1),
    ...outcomes('core/matching/match.ts', 'Survived', 2),
    ...outcomes('core/matching/match.ts', 'NoCoverage', 1),
    ...outcomes('core/matching/match.ts', 'RuntimeError', 5),
  ])
  assert.deepEqual([score, interval], [70, null])
  assert.deepEqual(total, { killed: 6, timeout: 1, survived: 2, noCoverage: 1, score: 70 })
  assert.deepEqual([folders['core/ledger']?.score, folders['core/matching']?.score], [100, 0])
  assert.deepEqual(survivors, [
    'core/matching/match.ts:1:5 EqualityOperator → a <= b',
    'core/matching/match.ts:1:5 EqualityOperator → a <= b (no test reaches it)',
    'core/matching/match.ts:2:5 EqualityOperator → a <= b',
  ])
})

test('a sample speaks for what was not drawn, but not for what no test reaches', () => {
  const { score, interval, mutants, tried } = summarize([
    ...outcomes('core/ledger/post.ts', 'Killed', 90),
    ...outcomes('core/ledger/post.ts', 'Survived', 10),
    ...outcomes('core/ledger/post.ts', 'CompileError', 700),
    ...outcomes('core/ledger/post.ts', 'NoCoverage', 200),
  ])
  assert.deepEqual([mutants, tried, score], [1_000, 100, 72], '90 % of the 800 that are reached')
  assert.deepEqual(interval, [66.05, 75.58])
})

test("the interval of a share is Wilson's", () => {
  const rounded = (interval: number[]) => interval.map((share) => share.toFixed(3))
  assert.deepEqual(rounded(wilson(10, 20)), ['0.299', '0.701'])
  assert.deepEqual(rounded(wilson(0, 20)), ['0.000', '0.161'])
  assert.deepEqual(rounded(wilson(20, 20)), ['0.839', '1.000'])
  assert.deepEqual(wilson(0, 0), [0, 1])
})

test('a seed draws the same mutants again, another seed others, and no mutant is drawn twice', () => {
  const ids = Array.from({ length: 1_000 }, (_, index) => String(index))
  const drawn = draw(ids, 600, '7')
  assert.equal(drawn.size, 600)
  assert.deepEqual(draw(ids, 600, '7'), drawn)
  assert.notDeepEqual(draw(ids, 600, '8'), drawn)
  assert.deepEqual(draw(ids, 5_000, '7'), new Set(ids))
  const early = ids.slice(0, 500).filter((id) => drawn.has(id)).length
  assert.ok(early > 250 && early < 350, `${early} of the first half: the draw does not favour a place`)
})
