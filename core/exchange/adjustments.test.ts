import assert from 'node:assert/strict'
import { test } from 'node:test'
import { balanceOf, house, post } from '../ledger/index.ts'
import type { AccountId, AssetCode } from '../units/index.ts'
import type { AdjustBalance, FundHouse, RecordExpense } from './index.ts'
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
import { ownFunds, restore, serialize, trialBalance, type State } from './index.ts'

const adjust = (sum: number, more: Partial<AdjustBalance> = {}): AdjustBalance => ({
  kind: 'adjust_balance',
  account: ada,
  asset: btc,
  sum: whole(1) * BigInt(sum),
  reason: 'compensation for an outage',
  approvedBy,
  ...more,
})
const fund = (sum: number, more: Partial<FundHouse> = {}): FundHouse => ({
  kind: 'fund_house',
  source: 'custody',
  asset: btc,
  sum: whole(1) * BigInt(sum),
  category: 'investment',
  reason: 'capital',
  reference: 'C1',
  approvedBy,
  ...more,
})
const spend = (sum: number, more: Partial<RecordExpense> = {}): RecordExpense => ({
  kind: 'record_expense',
  asset: btc,
  sum: whole(sum),
  category: 'bank_fees',
  reason: 'account',
  reference: 'B1',
  approvedBy,
  ...more,
})
const cap = (sum: number, by = approvedBy) =>
  ({ kind: 'set_adjustment_cap', asset: btc, sum: whole(sum), approvedBy: by }) as const

/** A house with 50 btc set aside and corrections of at most 10. */
function ready(): State {
  const state = bookScene()
  assert.deepEqual([said(state, cap(10)), said(state, fund(50))], ['-', '-'])
  return state
}

test('a correction is paid from what the house has set aside, and taken back into it', () => {
  const state = ready()
  assert.equal(said(state, adjust(10, { category: 'compensation', reference: 'A1' })), '-')
  assert.deepEqual(holdings(state, ada), [110, 0])
  assert.equal(said(state, adjust(-4)), '-')
  assert.deepEqual(houseHoldings(state), {
    custody: -150,
    adjustments: 44,
    feeIncome: 0,
    expenses: 0,
    suspense: 0,
  })
  assert.ok(trialBalance(state).every(({ posted }) => posted === 0n))
})

const fatFingers: [string, (state: State) => void, AdjustBalance, string][] = [
  ['more than the cap', () => {}, adjust(11), 'cap_exceeded'],
  ['more than the cap, taken away', () => {}, adjust(-11), 'cap_exceeded'],
  [
    'more than the house has set aside',
    (state) => void run(state, cap(1_000)),
    adjust(51),
    'house_funds_insufficient',
  ],
  ['620,000 coins', (state) => void run(state, cap(1_000_000)), adjust(620_000), 'house_funds_insufficient'],
  [
    'approved twice by one person',
    () => {},
    adjust(1, { approvedBy: ['IDGRACE', 'IDGRACE'] }),
    'too_few_approvers',
  ],
  [
    'approved by one person in two spellings',
    () => {},
    adjust(1, { approvedBy: ['IDGRACE', ' idgrace '] }),
    'too_few_approvers',
  ],
  [
    'approved by the one who gains',
    () => {},
    adjust(1, { approvedBy: ['IDGRACE', 'IDADA'] }),
    'too_few_approvers',
  ],
  ['approved by nobody', () => {}, adjust(1, { approvedBy: ['', ''] }), 'too_few_approvers'],
  ['after the cap was taken back', (state) => void run(state, cap(0)), adjust(1), 'cap_exceeded'],
  ['of an asset without a cap', () => {}, adjust(1, { asset: 'usdt' as AssetCode }), 'cap_exceeded'],
  ['of nothing', () => {}, adjust(0), 'invalid_sum'],
  ['for the house itself', () => {}, adjust(1, { account: house.feeIncome }), 'invalid_sum'],
  ['of an unknown asset', () => {}, adjust(1, { asset: 'doge' as AssetCode }), 'unknown_asset'],
  ['in no category of ours', () => {}, adjust(1, { category: 'gift' as never }), 'invalid_definition'],
  ['beyond what the user has', () => {}, adjust(-1, { account: bob }), 'insufficient_funds'],
]
for (const [what, prepare, command, reason] of fatFingers) {
  test(`a correction ${what} never succeeds`, () => {
    const state = ready()
    prepare(state)
    const before = JSON.stringify(serialize(state))
    assert.equal(said(state, command), reason)
    assert.equal(JSON.stringify(serialize(state)), before, 'and changes nothing')
  })
}

test('corrections in small steps stop where the funds that were set aside stop', () => {
  const state = ready()
  const answers = Array.from({ length: 8 }, () => said(state, adjust(10)))
  assert.deepEqual(answers, ['-', '-', '-', '-', '-', ...Array<string>(3).fill('house_funds_insufficient')])
  assert.equal(holdings(state, ada)[0], 150)
})

test('a house that has spent what it set aside owes more than it has, and gives nothing any more', () => {
  const state = ready()
  assert.equal(said(state, spend(45, { category: 'network_fees', approvedBy: null })), '-')
  assert.equal(ownFunds(state, btc), whole(5))
  assert.equal(said(state, adjust(6)), 'house_funds_insufficient')
  assert.equal(said(state, adjust(5)), '-')
})

test('what fees have earned gives nothing before it is set aside', () => {
  const state = bookScene()
  run(state, cap(10))
  post(balanceOf(state.ledger, ada, btc), balanceOf(state.ledger, house.feeIncome, btc), whole(20))
  assert.equal(said(state, adjust(5)), 'house_funds_insufficient')
  assert.equal(said(state, fund(5, { source: 'fee_income' })), '-')
  assert.equal(said(state, adjust(5)), '-')
})

test('books of an earlier version, in which corrections came from nowhere, give nothing before they are funded', () => {
  const state = bookScene()
  post(balanceOf(state.ledger, house.adjustments, btc), balanceOf(state.ledger, bob, btc), whole(30))
  run(state, cap(10))
  assert.equal(said(state, adjust(1)), 'house_funds_insufficient')
  assert.equal(said(state, fund(30)), '-')
  assert.equal(said(state, adjust(1)), 'house_funds_insufficient')
  assert.equal(said(state, fund(1)), '-')
  assert.equal(said(state, adjust(1)), '-')
})

test('a cap is set by two', () => {
  const state = bookScene()
  assert.equal(said(state, cap(10, ['IDGRACE', 'idgrace'])), 'too_few_approvers')
  assert.equal(said(state, { ...cap(10), asset: 'doge' as AssetCode }), 'unknown_asset')
})

test('own funds come from outside or from fees, go back, and never out of what users own', () => {
  const state = ready()
  assert.equal(said(state, fund(1, { approvedBy: ['IDGRACE', 'IDGRACE'] })), 'too_few_approvers')
  assert.equal(said(state, fund(1, { source: 'fee_income' })), 'house_funds_insufficient')
  post(balanceOf(state.ledger, ada, btc), balanceOf(state.ledger, house.feeIncome, btc), whole(3))
  assert.equal(said(state, fund(3, { source: 'fee_income' })), '-')
  assert.equal(said(state, fund(-54)), 'house_funds_insufficient')
  assert.equal(said(state, fund(-53)), '-')
  assert.deepEqual(houseHoldings(state), {
    custody: -97,
    adjustments: 0,
    feeIncome: 0,
    expenses: 0,
    suspense: 0,
  })
  assert.equal(said(state, fund(0)), 'invalid_sum')
})

test('what the house pays is an expense: capped and approved, unless the chain has taken it already', () => {
  const state = ready()
  assert.equal(said(state, spend(10)), '-')
  assert.equal(said(state, spend(11)), 'cap_exceeded')
  assert.equal(said(state, spend(1, { approvedBy: null })), 'too_few_approvers')
  assert.equal(said(state, spend(45, { category: 'network_fees', approvedBy: null })), '-')
  assert.equal(said(state, spend(1)), 'house_funds_insufficient', 'the miners took more than was left')
  assert.deepEqual(houseHoldings(state), {
    custody: -95,
    adjustments: 50,
    feeIncome: 0,
    expenses: -55,
    suspense: 0,
  })
})

test('unexplained money waits in suspense until two people know whose it is', () => {
  const state = ready()
  const lost = {
    kind: 'credit_deposit',
    account: house.suspense,
    asset: btc,
    sum: whole(7),
    reference: 'T',
  } as const
  assert.equal(said(state, lost), '-')
  assert.equal(said(state, { ...lost, account: house.feeIncome }), 'invalid_sum')
  const resolve = (to: AccountId, sum: number, by = approvedBy) =>
    said(state, {
      kind: 'resolve_suspense',
      to,
      asset: btc,
      sum: whole(sum),
      reason: 'r',
      reference: 'T',
      approvedBy: by,
    })
  assert.equal(resolve(bob, 8), 'house_funds_insufficient')
  assert.equal(resolve(bob, 5, ['IDGRACE', 'IDBOB']), 'too_few_approvers')
  assert.equal(resolve(house.feeIncome, 5), 'invalid_sum')
  assert.equal(resolve(bob, 5), '-')
  assert.equal(resolve(house.custody, 2), '-')
  assert.deepEqual(
    [holdings(state, bob), houseHoldings(state).suspense, houseHoldings(state).custody],
    [[5, 0], 0, -155],
  )
})

test('caps survive a snapshot', () => {
  const state = ready()
  const again = restore(JSON.parse(JSON.stringify(serialize(state))))
  assert.equal(said(again, adjust(11)), 'cap_exceeded')
  assert.equal(said(again, adjust(10)), '-')
})
