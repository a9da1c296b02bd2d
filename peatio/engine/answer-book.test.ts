import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amount, lots, type AccountId } from '../../core/units/index.ts'
import type { Leader } from './index.ts'
import type { Submission } from './port.ts'
import { bob, cancel, deposit, newDisk, one, open, reopen, sell, trading } from './trading-leader.ts'

const available = (leader: Leader, account: AccountId, asset: string): bigint => {
  const line = leader.read({ kind: 'balances', account }).result.find((balance) => balance.asset === asset)!
  return line.posted - line.held
}

test('a repeated key gets the first answer and does nothing, also after a restart', async () => {
  const disk = newDisk()
  let leader = trading(disk)
  const before = available(leader, bob, 'btc')
  const { answers, published } = leader.run([
    deposit('d'),
    deposit('d'),
    sell('s'),
    sell('s'),
    cancel('c', 'unknown'),
  ])
  assert.equal(published.length, 3)
  const first = [answers[0]!, answers[2]!, answers[4]!].map((answer) => ({ ...answer, repeated: true }))
  assert.deepEqual(
    answers.map(({ repeated }) => repeated),
    [false, true, false, true, false],
  )

  const expectSame = () => {
    const again = leader.run([deposit('d'), sell('s'), cancel('c', 'unknown')])
    assert.deepEqual(again.answers, first)
    assert.equal(again.published.length, 0)
    assert.equal(available(leader, bob, 'btc') - before, 5n)
  }
  expectSame()
  leader = reopen(disk)
  assert.equal(leader.recovered.snapshot, 0)
  expectSame()
  await leader.close()
  leader = open(disk)
  assert.deepEqual([leader.recovered.snapshot, leader.recovered.replayed], [leader.sequence, 0])
  expectSame()
})

test('a snapshot keeps the answer to an order with a budget', async () => {
  const disk = newDisk()
  let leader = trading(disk)
  one(leader, sell('maker'))
  const { command } = sell('spender', bob)
  const special = { budget: amount(10n ** 18n) }
  const spender = {
    key: 'spender',
    command: { ...command, side: 'buy', type: 'market', limit: null, quantity: lots(0), special },
  } as Submission
  const first = one(leader, spender)
  assert.deepEqual([first.rejection, first.orders[0]?.special], [null, special])
  await leader.close()
  leader = open(disk)
  assert.equal(leader.recovered.snapshot, leader.sequence)
  assert.deepEqual(one(leader, spender), { ...first, repeated: true })
})

test('a snapshot is read line by line: as a whole it may be longer than any string', (t) => {
  const disk = newDisk()
  let leader = trading(disk)
  for (let count = 0; count < 10; count++)
    leader.run(Array.from({ length: 500 }, (_, index) => deposit(`deposit-${500 * count + index}`)))
  leader.snapshot()
  const { toString } = Buffer.prototype
  let longest = 0
  t.mock.method(Buffer.prototype, 'toString', function (this: Buffer, ...how: []) {
    const text = toString.apply(this, how)
    longest = Math.max(longest, text.length)
    return text
  })
  leader = reopen(disk)
  t.mock.reset()
  assert.equal(leader.recovered.snapshot, leader.sequence)
  const files = disk.join()
  const size = files.size(files.list().find((name) => name.startsWith('snapshot-'))!)
  assert.ok(longest * 2 < size, `${longest} of ${size}`)
  assert.equal(one(leader, deposit('deposit-4999')).repeated, true)
})

test('keys of orders are forgotten after their window, keys of money never', () => {
  const disk = newDisk()
  let leader = trading(disk, { orderKeysMax: 3 })
  leader.run([deposit('d'), sell('s1'), sell('s2'), sell('s3'), sell('s4')])
  const kept = (key: string) => one(leader, { ...cancel(key, 'nothing'), key }).repeated
  for (const round of ['live', 'recovered', 'from a snapshot']) {
    assert.equal(one(leader, deposit('d')).repeated, true, round)
    assert.deepEqual(['s4', 's3', 's2'].map(kept), [true, true, true], round)
    if (round === 'live') leader = reopen(disk, { orderKeysMax: 3 })
    else leader.snapshot()
    if (round === 'recovered') leader = reopen(disk, { orderKeysMax: 3 })
  }
  assert.equal(kept('s1'), false)
})
