import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyBalances, balancesAsked, balancesListed, noBalances } from './own-balances.ts'

const listed = (currency: string, balance: string) => ({ currency, balance, locked: '0.0' })

test('the stream changes the balances it names and no others', () => {
  const before = balancesListed(noBalances, [listed('btc', '1.0'), listed('usdt', '100.0')])
  const after = applyBalances(before, { usdt: ['90.0', '10.0'] })
  assert.deepEqual(after.byAsset, {
    btc: { available: '1.0', held: '0.0' },
    usdt: { available: '90.0', held: '10.0' },
  })
})

test('a list that is older than a message does not undo it', () => {
  const asked = balancesAsked(balancesListed(noBalances, [listed('usdt', '100.0')]))
  const heard = applyBalances(asked, { usdt: ['90.0', '10.0'] })
  assert.equal(balancesListed(heard, [listed('usdt', '100.0')]).byAsset['usdt']?.available, '90.0')
})

test('a message that is none changes nothing', () => {
  assert.equal(applyBalances(noBalances, null), noBalances)
  assert.deepEqual(applyBalances(noBalances, { btc: 'x' }).byAsset, {})
})

test('an answer that a later question has overtaken brings no old balance back', () => {
  const first = balancesAsked(noBalances)
  const second = balancesAsked(first)
  const known = balancesListed(second, [listed('usdt', '90.0')], second.asked)
  assert.equal(balancesListed(known, [listed('usdt', '100.0')], first.asked), known)
})
