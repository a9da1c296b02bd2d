import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimal, flag, integer, listOf, oneOf, readerOf, text } from './param.ts'

const read = readerOf({
  name: text({ required: 'name.missing', empty: 'name.empty', invalid: 'name.invalid', max: 5 }),
  limit: integer({ default: 10, invalid: 'limit.no_integer', range: 'limit.range', min: 1, max: 20 }),
  sum: decimal({ invalid: 'sum.no_decimal', nonPositive: 'sum.non_positive' }),
  side: oneOf(['buy', 'sell'], { invalid: 'side.invalid' }),
  dry: flag({ invalid: 'dry.invalid' }),
  states: listOf(oneOf(['wait', 'done'], { invalid: 'state.invalid' }), {
    invalid: 'state.invalid',
    max: 3,
  }),
})
const errorsOf = (raw: Record<string, unknown>) => {
  const found = read({ name: 'a', ...raw })
  return 'errors' in found ? found.errors : []
}

test('all failures are told together, in the order of declaration', () => {
  assert.deepEqual(read({ side: 'up', limit: 'x' }), {
    errors: ['name.missing', 'limit.no_integer', 'side.invalid'],
  })
})

test('declared values are read, everything else is as if it was not there', () => {
  const raw = { name: 'ada', role: 'superadmin', sum: '1.50', dry: '1', states: 'wait' }
  assert.deepEqual(read(raw), {
    values: {
      name: 'ada',
      limit: 10,
      sum: 1_500_000_000_000_000_000n,
      side: undefined,
      dry: true,
      states: ['wait'],
    },
  })
  const inherited = Object.create({ side: 'buy' }) as Record<string, unknown>
  inherited['name'] = 'ada'
  const found = read(inherited)
  assert.ok('values' in found && found.values.side === undefined, 'only own properties count')
})

test('text is bounded and holds no NUL; blank is empty', () => {
  assert.deepEqual(errorsOf({ name: ' \t' }), ['name.empty'])
  for (const name of ['a\0', '\0', 'abcdef', {}, [], true])
    assert.deepEqual(errorsOf({ name }), ['name.invalid'])
})

test('integers and sums are plain digits within bounds', () => {
  for (const limit of ['1e1', '0x1', 'NaN', '1.0', '', ' 1', 1.5, 1e21, [1], '9'.repeat(16)]) {
    assert.deepEqual(errorsOf({ limit }), ['limit.no_integer'], String(limit))
  }
  for (const limit of [0, '21', -1]) assert.deepEqual(errorsOf({ limit }), ['limit.range'])
  for (const sum of ['1e5', 'NaN', Infinity, '', '1.', '.5', '0.0000000000000000001', '9'.repeat(21), {}]) {
    assert.deepEqual(errorsOf({ sum }), ['sum.no_decimal'], JSON.stringify(sum))
  }
  for (const sum of ['-1', '0', '0.000', -2]) assert.deepEqual(errorsOf({ sum }), ['sum.non_positive'])
})

test('a word is one of its list, also under the names that every object has', () => {
  for (const side of ['constructor', '__proto__', 'BUY', ['buy'], 0]) {
    assert.deepEqual(errorsOf({ side }), ['side.invalid'])
  }
  assert.deepEqual(errorsOf({ dry: 'yes' }), ['dry.invalid'])
  for (const states of [
    ['wait', null],
    ['wait', ['done']],
    ['up'],
    Array.from({ length: 4 }, () => 'wait'),
  ]) {
    assert.deepEqual(errorsOf({ states }), ['state.invalid'])
  }
})
