import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../ledger/index.ts'
import type { AccountId, Amount, AssetCode } from '../units/index.ts'
import {
  ada,
  approvedBy,
  bob,
  bookScene,
  btc,
  holdings,
  houseHoldings,
  run,
  said,
  whole,
} from './books-scene.ts'
import {
  restore,
  serialize,
  touchedBy,
  trialBalance,
  type HoldWithdrawal,
  type TransferFunds,
} from './index.ts'

const hold = (withdrawal: string, sum: number, fee = 1, account = ada): HoldWithdrawal => ({
  kind: 'hold_withdrawal',
  withdrawal,
  account,
  asset: btc,
  sum: whole(sum),
  fee: whole(fee),
})
const complete = (withdrawal: string) =>
  ({ kind: 'complete_withdrawal', withdrawal, reference: '0xfeed' }) as const
const release = (withdrawal: string) =>
  ({ kind: 'release_withdrawal', withdrawal, reason: 'refused' }) as const
const stop = { kind: 'set_withdrawals', allowed: false, reason: 'books differ', by: 'reconciler' } as const
const resume = { kind: 'set_withdrawals', allowed: true, reason: 'explained', by: 'IDGRACE' } as const

test('a withdrawal is held, then completed: the sum leaves, and the fee of it is income', () => {
  const state = bookScene()
  assert.equal(said(state, hold('W1', 40)), '-')
  assert.deepEqual(holdings(state, ada), [100, 40])
  for (const { held, promised } of trialBalance(state))
    assert.equal(held, promised, 'a held withdrawal is a promise')
  assert.equal(said(state, complete('W1')), '-')
  assert.deepEqual(holdings(state, ada), [60, 0])
  assert.deepEqual(houseHoldings(state), {
    custody: -61,
    adjustments: 0,
    feeIncome: 1,
    expenses: 0,
    suspense: 0,
  })
})

test('a withdrawal that is released gives everything back', () => {
  const state = bookScene()
  run(state, hold('W1', 40))
  assert.equal(said(state, release('W1')), '-')
  assert.deepEqual([holdings(state, ada), houseHoldings(state).feeIncome], [[100, 0], 0])
})

test('a withdrawal ends once, and its name is never used again: nothing is paid twice', () => {
  const state = bookScene()
  run(state, hold('W1', 10))
  assert.equal(said(state, hold('W1', 10)), 'withdrawal_known')
  run(state, complete('W1'))
  const before = JSON.stringify(serialize(state))
  assert.equal(said(state, complete('W1')), 'unknown_withdrawal')
  assert.equal(said(state, release('W1')), 'unknown_withdrawal')
  assert.equal(said(state, hold('W1', 10)), 'withdrawal_known')
  assert.equal(
    said(restore(JSON.parse(before)), hold('W1', 10)),
    'withdrawal_known',
    'not after a snapshot either',
  )
  assert.equal(JSON.stringify(serialize(state)), before)
})

test('a hold is refused for funds that are not available, and for sums that leave nothing', () => {
  const state = bookScene()
  assert.equal(said(state, hold('W1', 101)), 'insufficient_funds')
  assert.equal(said(state, hold('W1', 60)), '-')
  assert.equal(said(state, hold('W2', 41)), 'insufficient_funds')
  assert.equal(said(state, hold('W2', 5, 5)), 'invalid_sum')
  assert.equal(said(state, { ...hold('W2', 5), fee: -1n as Amount }), 'invalid_sum')
  assert.equal(said(state, hold('', 5)), 'invalid_sum')
  assert.equal(said(state, hold('W2', 5, 1, house.feeIncome)), 'invalid_sum')
  assert.equal(said(state, { ...hold('W2', 5), asset: 'doge' as AssetCode }), 'unknown_asset')
})

test('while withdrawals are stopped none is held, and those that are held may end', () => {
  let state = bookScene()
  run(state, hold('W1', 10))
  run(state, hold('W2', 10))
  assert.equal(said(state, stop), '-')
  state = restore(JSON.parse(JSON.stringify(serialize(state))))
  assert.equal(said(state, hold('W3', 10)), 'withdrawals_stopped')
  assert.equal(said(state, complete('W1')), '-')
  assert.equal(said(state, release('W2')), '-')
  assert.equal(said(state, { ...resume, by: '' }), 'invalid_definition')
  assert.equal(said(state, { ...stop, reason: '' }), 'invalid_definition')
  run(state, { ...stop, reason: 'another' })
  assert.equal(state.books.stopped, 'books differ', 'the first reason is the one to explain')
  assert.equal(said(state, resume), '-')
  assert.equal(said(state, hold('W3', 10)), '-')
})

const give = (to: AccountId, sum: number): TransferFunds => ({
  kind: 'transfer_funds',
  from: ada,
  to,
  asset: btc,
  sum: whole(sum),
  category: 'internal_transfer',
  reference: 'R1',
})

test('a transfer moves what is available, and nothing that is promised', () => {
  const state = bookScene()
  run(state, hold('W1', 60))
  assert.equal(said(state, give(bob, 41)), 'insufficient_funds')
  assert.equal(said(state, give(bob, 40)), '-')
  assert.deepEqual(
    [holdings(state, ada), holdings(state, bob)],
    [
      [60, 60],
      [40, 0],
    ],
  )
})

test('a transfer to oneself, to the house, of nothing or for no reason of ours is refused', () => {
  const state = bookScene()
  assert.equal(said(state, give(ada, 1)), 'same_account')
  assert.equal(said(state, give(house.adjustments, 1)), 'invalid_sum')
  assert.equal(said(state, give('' as AccountId, 1)), 'invalid_sum')
  assert.equal(said(state, give(bob, 0)), 'invalid_sum')
  assert.equal(said(state, { ...give(bob, 1), category: 'bribe' as never }), 'invalid_definition')
})

test('readers are told every line that an accounting command moved', () => {
  const state = bookScene()
  run(state, { kind: 'set_adjustment_cap', asset: btc, sum: whole(10), approvedBy })
  run(state, hold('W1', 10))
  const decision = run(state, complete('W1'))
  assert.ok('events' in decision)
  const touched = touchedBy(state, decision.events).balances.map(({ account }) => account)
  assert.deepEqual(touched.sort(), [ada, house.custody, house.feeIncome].sort())
})
