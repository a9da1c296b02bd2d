import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../ledger/index.ts'
import { amountMax, type AccountId, type AssetCode } from '../units/index.ts'
import { adjust, cap, deposit, fund, give, hold, resolve, spend } from './accounting-scene.ts'
import { ada, bob, bookScene, btc, holdings, run, said, whole } from './books-scene.ts'
import {
  adjustmentCategories,
  expenseCategories,
  fundingCategories,
  serialize,
  transferCategories,
  trialBalance,
  type Command,
} from './index.ts'

// The accounting commands at the edges of what they take: the smallest and the largest sum, every category, and each
// approver in turn.

/** The most that one balance may come to: room in the ledger's columns for the sum of all. */
const most = amountMax / 1_000n
const doge = 'doge' as AssetCode

/** Each command on a scene of its own, after those that prepare it; `-` is a yes. */
const answers = (prepare: Command[], commands: readonly Command[]) =>
  commands.map((command) => {
    const state = bookScene()
    for (const each of prepare) assert.equal(said(state, each), '-', each.kind)
    const before = JSON.stringify(serialize(state))
    const answer = said(state, command)
    if (answer !== '-') assert.equal(JSON.stringify(serialize(state)), before, 'a no changes nothing')
    assert.ok(trialBalance(state).every(({ posted, held, promised }) => posted === 0n && held === promised))
    return answer
  })

test('a deposit is of something, to somebody, and a balance stays within what the books can hold', () => {
  const said = (...commands: Command[]) => answers([], commands)
  assert.deepEqual(said(deposit(bob, 1n), deposit(bob, most), deposit(house.suspense, most)), ['-', '-', '-'])
  assert.deepEqual(
    said(deposit(bob, 0n), deposit(bob, -1n), deposit(bob, most + 1n)),
    Array(3).fill('invalid_sum'),
  )
  assert.deepEqual(answers([deposit(bob, most - 1n)], [deposit(bob, 1n), deposit(bob, 2n)]), [
    '-',
    'invalid_sum',
  ])
  const nobody = ['', house.custody, house.adjustments, house.expenses, house.feeIncome] as AccountId[]
  assert.deepEqual(said(...nobody.map((each) => deposit(each, 1n))), Array(5).fill('invalid_sum'))
  assert.deepEqual(said(deposit(bob, 1n, doge)), ['unknown_asset'])
})

test('a correction goes to the cap, in both directions, and never beyond what a balance can be', () => {
  const ready = [cap(10n), fund(30n), deposit(ada, 25n)]
  assert.deepEqual(
    answers(ready, [
      adjust(10n),
      adjust(11n),
      adjust(-10n),
      adjust(-11n),
      adjust(1n),
      adjust(-1n),
      adjust(0n),
    ]),
    ['-', 'cap_exceeded', '-', 'cap_exceeded', '-', '-', 'invalid_sum'],
  )
  assert.deepEqual(answers([cap(10n), fund(10n), deposit(ada, 3n)], [adjust(-3n), adjust(-4n)]), [
    '-',
    'insufficient_funds',
  ])
  assert.deepEqual(answers([cap(10n), fund(5n)], [adjust(5n), adjust(6n)]), ['-', 'house_funds_insufficient'])
  const full = [cap(10n), fund(10n), deposit(ada, most - 4n)]
  assert.deepEqual(answers(full, [adjust(4n), adjust(5n)]), ['-', 'invalid_sum'])
  const held = [cap(10n), fund(10n), deposit(ada, 10n), hold(6n, 1n)]
  assert.deepEqual(answers(held, [adjust(-4n), adjust(-5n)]), ['-', 'insufficient_funds'])
})

test('a cap is set by two, from nothing on', () => {
  assert.deepEqual(answers([], [cap(0n), cap(1n), cap(-1n)]), ['-', '-', 'invalid_sum'])
  assert.deepEqual(answers([], [cap(1n, { asset: doge })]), ['unknown_asset'])
})

test('whatever two must approve, two different people do, and none of them gains', () => {
  const ready = [cap(10n), fund(10n), deposit(house.suspense, 5n)]
  const both = (...pairs: [string, string][]) =>
    pairs.map((approvedBy) =>
      answers(ready, [
        adjust(1n, { approvedBy }),
        cap(1n, { approvedBy }),
        fund(1n, { approvedBy }),
        spend(1n, { approvedBy }),
        resolve(ada, 1n, { approvedBy }),
      ]),
    )
  const no = Array<string>(5).fill('too_few_approvers')
  const alone: [string, string][] = [
    ['IDGRACE', 'IDGRACE'],
    ['IDGRACE', 'idgrace'],
    [' IDGRACE', 'IDGRACE '],
    ['', 'IDALAN'],
    ['IDGRACE', ''],
    ['IDGRACE', ' '],
    [' ', 'IDALAN'],
  ]
  assert.deepEqual(
    both(...alone),
    alone.map(() => no),
  )
  const gains = ['too_few_approvers', '-', '-', '-', 'too_few_approvers']
  assert.deepEqual(both(['IDADA', 'IDALAN'], ['IDGRACE', 'idada'], ['IDGRACE', ' IDADA ']), [
    gains,
    gains,
    gains,
  ])
})

test('every category of ours is taken, and no other', () => {
  const ready = [cap(10n), fund(10n), deposit(ada, 5n)]
  const kinds: [categories: readonly string[], command: (more: object) => Command][] = [
    [adjustmentCategories, (more) => adjust(1n, more)],
    [fundingCategories, (more) => fund(1n, more)],
    [expenseCategories, (more) => spend(1n, more)],
    [transferCategories, (more) => give(1n, more)],
  ]
  for (const [categories, command] of kinds) {
    const commands = [...categories, 'gift', ''].map((category) => command({ category }))
    const expected = [...categories.map(() => '-'), 'invalid_definition', 'invalid_definition']
    assert.deepEqual(answers(ready, commands), expected)
  }
  assert.deepEqual(
    [adjustmentCategories, fundingCategories, expenseCategories, transferCategories].map((each) =>
      each.join(' '),
    ),
    [
      'balance_anomaly misc refund compensation incentive minor',
      'asset_registration investment minting_token bank_interest misc',
      'bank_fees network_fees misc',
      'internal_transfer wire refund purchases commission airdrop',
    ],
    'they are in journals, and stay',
  )
})

test('the house sets aside what it has, and takes back what it has set aside', () => {
  assert.deepEqual(
    answers([], [fund(most), fund(most + 1n), fund(0n), fund(-1n), fund(1n, { asset: doge })]),
    ['-', 'invalid_sum', 'invalid_sum', 'house_funds_insufficient', 'unknown_asset'],
  )
  assert.deepEqual(answers([fund(most - 1n)], [fund(1n), fund(2n)]), ['-', 'invalid_sum'])
  assert.deepEqual(answers([fund(5n)], [fund(-5n), fund(-6n)]), ['-', 'house_funds_insufficient'])
  const earned = [
    deposit(ada, 9n),
    hold(9n, 4n),
    { kind: 'complete_withdrawal', withdrawal: 'W', reference: 'x' } as Command,
  ]
  const fees = { source: 'fee_income' }
  assert.deepEqual(answers(earned, [fund(4n, fees), fund(5n, fees), fund(-1n, fees)]), [
    '-',
    'house_funds_insufficient',
    'house_funds_insufficient',
  ])
  const spent = [cap(10n), fund(5n), spend(3n)]
  assert.deepEqual(answers(spent, [fund(-2n), fund(-3n)]), ['-', 'house_funds_insufficient'])
})

test('an expense is of something, and what nobody has to approve has been paid already', () => {
  const ready = [cap(10n), fund(8n)]
  assert.deepEqual(answers(ready, [spend(8n), spend(9n), spend(11n), spend(0n), spend(-1n)]), [
    '-',
    'house_funds_insufficient',
    'cap_exceeded',
    'invalid_sum',
    'invalid_sum',
  ])
  assert.deepEqual(answers(ready, [spend(1n, { approvedBy: null }), spend(1n, { asset: doge })]), [
    'too_few_approvers',
    'unknown_asset',
  ])
  assert.deepEqual(answers([fund(8n)], [spend(1n)]), ['cap_exceeded'], 'without a cap, nothing')
  const miners = { category: 'network_fees', approvedBy: null }
  assert.deepEqual(answers([], [spend(most, miners), spend(most + 1n, miners)]), ['-', 'invalid_sum'])
})

test('what waits in suspense goes to a user or back, as much as waits there', () => {
  const ready = [deposit(house.suspense, 5n), deposit(ada, most - 3n)]
  assert.deepEqual(
    answers(ready, [resolve(bob, 5n), resolve(bob, 6n), resolve(bob, 0n), resolve(bob, -1n)]),
    ['-', 'house_funds_insufficient', 'invalid_sum', 'invalid_sum'],
  )
  assert.deepEqual(answers(ready, [resolve(ada, 3n), resolve(ada, 4n), resolve(house.custody, 5n)]), [
    '-',
    'invalid_sum',
    '-',
  ])
  const others = [house.feeIncome, house.suspense, house.expenses, ''] as AccountId[]
  assert.deepEqual(
    answers(
      ready,
      others.map((to) => resolve(to, 1n)),
    ),
    Array(4).fill('invalid_sum'),
  )
  assert.deepEqual(answers(ready, [resolve(bob, 1n, { asset: doge })]), ['unknown_asset'])
})

test('a transfer moves what there is, to whom it fits', () => {
  const ready = [deposit(ada, 9n), deposit(bob, most - 5n)]
  assert.deepEqual(
    answers(ready, [give(5n), give(6n), give(10n), give(0n), give(-1n), give(1n, { asset: doge })]),
    ['-', 'invalid_sum', 'insufficient_funds', 'invalid_sum', 'invalid_sum', 'unknown_asset'],
  )
  const wrong = [{ from: house.custody }, { to: house.feeIncome }, { to: '' }, { from: '' }]
  assert.deepEqual(
    answers(
      ready,
      wrong.map((more) => give(1n, more)),
    ),
    Array(4).fill('invalid_sum'),
  )
})

test('a withdrawal leaves something after its fee, and has a name that a journal can say', () => {
  const ready = [deposit(ada, 9n)]
  assert.deepEqual(
    answers(ready, [hold(9n, 8n), hold(1n, 0n), hold(10n, 1n), hold(1n, 1n), hold(0n, 0n), hold(2n, -1n)]),
    ['-', '-', 'insufficient_funds', 'invalid_sum', 'invalid_sum', 'invalid_sum'],
  )
  const names = ['!', '~', 'w'.repeat(64)]
  assert.deepEqual(
    answers(
      ready,
      names.map((withdrawal) => hold(2n, 1n, { withdrawal })),
    ),
    ['-', '-', '-'],
  )
  const noNames = ['', ' ', 'a b', 'a\n', ' a', 'é', 'w'.repeat(65)]
  assert.deepEqual(
    answers(
      ready,
      noNames.map((withdrawal) => hold(2n, 1n, { withdrawal })),
    ),
    noNames.map(() => 'invalid_sum'),
  )
  assert.deepEqual(
    answers(ready, [hold(2n, 1n, { account: '' }), hold(2n, 1n, { account: house.custody })]),
    ['invalid_sum', 'invalid_sum'],
  )
})

test('a withdrawal without a fee pays the house nothing', () => {
  const state = bookScene()
  for (const command of [
    hold(whole(7), 0n, { asset: btc }),
    { kind: 'complete_withdrawal', withdrawal: 'W', reference: 'x' } as Command,
  ])
    assert.equal(said(state, command), '-')
  assert.deepEqual(
    [holdings(state, ada), holdings(state, house.feeIncome)],
    [
      [93, 0],
      [0, 0],
    ],
  )
})

test('to stop what is stopped, or to allow what is allowed, is nothing that happened', () => {
  const state = bookScene()
  const set = (allowed: boolean, reason = 'r', by = 'IDGRACE') =>
    run(state, { kind: 'set_withdrawals', allowed, reason, by })
  const happened = { kind: 'withdrawals_set', allowed: false, reason: 'r', by: 'IDGRACE' }
  assert.deepEqual(set(true), { events: [] })
  assert.deepEqual(set(false), { events: [happened] })
  assert.deepEqual(set(false, 'another'), { events: [] })
  assert.deepEqual(
    set(true, ''),
    { events: [{ ...happened, allowed: true, reason: '' }] },
    'no reason is needed to go on',
  )
  assert.deepEqual(
    [set(false, ''), set(true, 'r', ''), set(false, 'r', '')].map(
      (answer) => 'rejection' in answer && answer.rejection,
    ),
    Array(3).fill('invalid_definition'),
  )
})
