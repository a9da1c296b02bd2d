import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../ledger/index.ts'
import { adjust, cap, deposit, fund, give, hold, resolve, spend } from './accounting-scene.ts'
import { ada, bob, bookScene, btc, run, said, usdt, whole } from './books-scene.ts'
import {
  decide,
  evolveAll,
  restore,
  serialize,
  touchedBy,
  type Command,
  type Event,
  type State,
} from './index.ts'

/** Which lines of the ledger readers are told about, after a command. */
function told(state: State, command: Command): string[] {
  const decision = decide(state, command, 1 as never)
  assert.ok('events' in decision, 'rejection' in decision ? decision.rejection : '')
  evolveAll(state, decision.events, 1 as never)
  return touchedBy(state, decision.events).balances.map(({ account, asset }) => `${account} ${asset}`)
}

test('readers are told every line that an accounting command moved, and no other', () => {
  const state = bookScene()
  const [custody, adjustments, suspense] = [house.custody, house.adjustments, house.suspense]
  const usd = (...accounts: string[]) => accounts.map((account) => `${account} usdt`)
  assert.deepEqual(told(state, deposit(ada, 50n)), usd(ada, custody))
  assert.deepEqual(told(state, deposit(suspense, 9n)), usd(suspense, custody))
  assert.deepEqual(told(state, cap(10n)), [])
  assert.deepEqual(told(state, fund(20n)), usd(custody, adjustments))
  assert.deepEqual(told(state, adjust(5n)), usd(ada, adjustments))
  assert.deepEqual(told(state, spend(2n)), usd(house.expenses, custody))
  assert.deepEqual(told(state, resolve(bob, 4n)), usd(suspense, bob))
  assert.deepEqual(told(state, give(3n)), usd(ada, bob))
  assert.deepEqual(told(state, hold(9n, 2n)), usd(ada))
  const complete = { kind: 'complete_withdrawal', withdrawal: 'W', reference: 'x' } as const
  assert.deepEqual(told(state, complete), usd(ada, custody, house.feeIncome))
  assert.deepEqual(told(state, hold(9n, 2n, { withdrawal: 'V' })), usd(ada))
  assert.deepEqual(told(state, { kind: 'release_withdrawal', withdrawal: 'V', reason: 'r' }), usd(ada))
  assert.deepEqual(told(state, fund(1n, { source: 'fee_income' })), usd(house.feeIncome, adjustments))
  assert.deepEqual(told(state, { kind: 'set_withdrawals', allowed: false, reason: 'r', by: 'b' }), [])
})

test('a journal is not believed: a withdrawal ends as it was held, and is held once', () => {
  const held = { withdrawal: 'W', account: ada, asset: btc, sum: whole(5), fee: whole(1) }
  const forgeries: [change: object, refusal: RegExp][] = [
    [{ withdrawal: 'V' }, /only a held withdrawal ends/],
    [{ account: bob }, /ends as it was held/],
    [{ asset: usdt }, /ends as it was held/],
    [{ sum: whole(4) }, /ends as it was held/],
    [{ fee: 0n }, /ends as it was held/],
  ]
  for (const [change, refusal] of forgeries) {
    for (const kind of ['withdrawal_completed', 'withdrawal_released'] as const) {
      const state = bookScene()
      run(state, { kind: 'hold_withdrawal', ...held })
      const end = { kind, ...held, ...change, reference: 'x', reason: 'r' } as Event
      assert.throws(() => evolveAll(state, [end], 1 as never), refusal)
    }
  }
  const state = bookScene()
  const again = { kind: 'withdrawal_held', ...held } as Event
  evolveAll(state, [again], 1 as never)
  assert.throws(() => evolveAll(state, [again], 1 as never), /held once/)
})

test('books go through a snapshot whole, in one order', () => {
  const state = bookScene()
  for (const command of [
    cap(7n),
    cap(9n, { asset: btc }),
    deposit(ada, 90n),
    hold(3n, 1n, { withdrawal: 'W2' }),
    hold(5n, 2n, { withdrawal: 'W1' }),
    hold(4n, 2n, { withdrawal: 'W4' }),
    hold(4n, 2n, { withdrawal: 'W3' }),
    { kind: 'release_withdrawal', withdrawal: 'W4', reason: 'r' } as Command,
    { kind: 'release_withdrawal', withdrawal: 'W3', reason: 'r' } as Command,
    { kind: 'set_withdrawals', allowed: false, reason: 'r', by: 'b' } as Command,
  ])
    assert.equal(said(state, command), '-')
  const { books } = serialize(state)
  assert.deepEqual(books, {
    caps: [
      [btc, '9'],
      [usdt, '7'],
    ],
    withdrawals: [
      ['W1', ada, usdt, '5', '2'],
      ['W2', ada, usdt, '3', '1'],
    ],
    ended: ['W3', 'W4'],
    stopped: 'r',
  })
  assert.deepEqual(serialize(restore(serialize(state))).books, books)
  assert.equal(serialize(bookScene()).books, undefined, 'and empty ones are not told')
  const stopped = bookScene()
  run(stopped, { kind: 'set_withdrawals', allowed: false, reason: 'r', by: 'b' })
  assert.equal(serialize(stopped).books?.stopped, 'r')
})
