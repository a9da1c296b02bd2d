import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TimeMs } from '../../core/units/index.ts'
import type { Submission } from './port.ts'
import { bob, deposit, newDisk, one, reopen, sell, trading } from './trading-leader.ts'

test('what comes due and cannot be decided halts its market only, and is tried again at the next start', (t) => {
  const disk = newDisk()
  let [now, broken] = [1_000, false]
  const options = { clock: () => now }
  let leader = trading(disk, options)
  const { command } = sell('gtd')
  const special = { timeInForce: 'gtd', expiresAt: 2_000 }
  one(leader, { key: 'gtd', command: { ...command, special } as Submission['command'] })
  one(leader, { key: 'dead', command: { kind: 'set_dead_man', account: bob, expiresAt: 3_000 as TimeMs } })
  const { has } = Set.prototype
  t.mock.method(Set.prototype, 'has', function (this: Set<unknown>, value: unknown) {
    if (broken && typeof value === 'number') throw new Error('a bug in the core')
    return has.call(this, value)
  })
  ;[now, broken] = [2_000, true]
  const kinds = (submissions: Submission[]) =>
    leader.run(submissions).published.map(({ kind, rejection }) => [kind, rejection])
  assert.deepEqual(kinds([deposit('d1')]), [
    ['expire_order', 'internal_fault'],
    ['set_market_status', null],
    ['credit_deposit', null],
  ])
  assert.equal(leader.nextTimer, 3_000)
  assert.deepEqual(kinds([deposit('d2')]), [['credit_deposit', null]])
  leader = reopen(disk, options)
  broken = false
  assert.deepEqual(kinds([]), [['expire_order', null]])
})
