import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLookup } from './index.ts'

test('a value is loaded once, and again after it was forgotten', async () => {
  let loads = 0
  const lookup = createLookup((key) => Promise.resolve(`${key}${++loads}`), { max: 10 })
  assert.deepEqual(await Promise.all([lookup.get('a'), lookup.get('a')]), ['a1', 'a1'])
  assert.equal(await lookup.get('a'), 'a1')
  lookup.forget('a')
  assert.equal(await lookup.get('a'), 'a2')
})

test('a slow load that began before a forget is not remembered after it', async () => {
  for (const forget of ['forget', 'forgetWhere'] as const) {
    const answers: ((value: string) => void)[] = []
    const lookup = createLookup(() => new Promise<string>((resolve) => answers.push(resolve)), { max: 10 })
    const early = lookup.get('a')
    if (forget === 'forget') lookup.forget('a')
    else lookup.forgetWhere(() => true)
    answers[0]!('revoked')
    assert.equal(await early, 'revoked')
    const late = lookup.get('a')
    assert.equal(answers.length, 2, `${forget}: read again`)
    answers[1]!('fresh')
    assert.equal(await late, 'fresh')
  }
})

test('nothing that was not found is remembered, and the oldest value leaves first', async () => {
  const asked: string[] = []
  const lookup = createLookup(
    (key) => {
      asked.push(key)
      return Promise.resolve(key === 'none' ? undefined : key)
    },
    { max: 2 },
  )
  for (const key of ['none', 'none', 'a', 'b', 'c', 'c', 'a']) await lookup.get(key)
  assert.deepEqual(asked, ['none', 'none', 'a', 'b', 'c', 'a'])
})

test('a load that fails is tried again', async () => {
  let fail = true
  const lookup = createLookup(() => (fail ? Promise.reject(new Error('down')) : Promise.resolve('up')), {
    max: 2,
  })
  await assert.rejects(lookup.get('a'))
  fail = false
  assert.equal(await lookup.get('a'), 'up')
})
