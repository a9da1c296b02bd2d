import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId, Amount, AssetCode } from '../units/index.ts'
import {
  available,
  balanceOf,
  covers,
  createLedger,
  hold,
  house,
  linesOf,
  peekBalance,
  post,
  postHeld,
  postHeldLess,
  postLess,
  release,
  restoreLine,
  Step,
} from './index.ts'

const btc = 'btc' as AssetCode
const usdt = 'usdt' as AssetCode
const ada = 'IDADA' as AccountId
const bob = 'IDBOB' as AccountId
const sum = (count: number) => BigInt(count) as Amount

test('funds that are held are not available, and cannot be posted', () => {
  const ledger = createLedger()
  const adas = balanceOf(ledger, ada, btc)
  post(balanceOf(ledger, house.custody, btc), adas, sum(10))
  hold(adas, sum(7))
  assert.equal(available(adas), 3n)
  assert.throws(() => post(adas, balanceOf(ledger, bob, btc), sum(4)), /only available funds are posted/)
  assert.throws(() => hold(adas, sum(4)), /a hold never exceeds/)
  assert.throws(() => release(adas, sum(8)), /a release never exceeds/)
  assert.throws(() => postHeld(adas, balanceOf(ledger, bob, btc), sum(8)), /never exceeds the hold/)
  assert.deepEqual([adas.posted, adas.held], [10n, 7n], 'and what was refused changed nothing')
})

test('a transfer stays within one asset, and so does its fee', () => {
  const ledger = createLedger()
  const [adas, bobs] = [balanceOf(ledger, ada, btc), balanceOf(ledger, bob, btc)]
  const [bobsTether, income] = [balanceOf(ledger, bob, usdt), balanceOf(ledger, house.feeIncome, btc)]
  restoreLine(adas, 10n, sum(5))
  assert.throws(() => post(adas, bobsTether, sum(1)), /within one asset/)
  assert.throws(() => postHeld(adas, bobsTether, sum(1)), /within one asset/)
  const step = new Step(6)
  assert.throws(() => postHeldLess(adas, bobsTether, income, 2, step, 1), /within one asset/)
  const incomeTether = balanceOf(ledger, house.feeIncome, usdt)
  assert.throws(() => postHeldLess(adas, bobs, incomeTether, 2, step, 1), /within one asset/)
  assert.throws(() => postLess(adas, bobsTether, incomeTether, 2, step, 1), /within one asset/)
  assert.deepEqual([adas.posted, adas.held, bobs.posted, bobsTether.posted], [10n, 5n, 0n, 0n])
})

test('a line is restored once, as the snapshot has it, and below zero only where that is allowed', () => {
  const ledger = createLedger()
  const adas = balanceOf(ledger, ada, btc)
  restoreLine(adas, 7n, sum(7))
  assert.deepEqual([adas.posted, adas.held, adas.available], [7n, 7n, 0n])
  assert.throws(() => restoreLine(adas, 7n, sum(7)), /restored once/)
  const custody = balanceOf(ledger, house.custody, btc)
  restoreLine(custody, -(10n ** 31n) - 5n, sum(0))
  assert.throws(() => restoreLine(custody, 1n, sum(0)), /restored once/)
  post(adas, custody, sum(0))
  assert.deepEqual([custody.posted, custody.held], [-(10n ** 31n) - 5n, 0n])
  assert.equal(covers(custody, sum(0)), false)
  assert.throws(() => restoreLine(balanceOf(ledger, bob, btc), -1n, sum(0)), /with an overdraft are negative/)
  assert.throws(() => restoreLine(balanceOf(ledger, bob, usdt), 1n, sum(2)), /with an overdraft are negative/)
})

test('every account has pots of its own, however many there are', () => {
  const ledger = createLedger()
  const accounts = Array.from({ length: 3_000 }, (_, index) => `ID${index}` as AccountId)
  for (const [index, account] of accounts.entries())
    restoreLine(balanceOf(ledger, account, btc), 3n, sum(index % 3))
  const found = accounts.map((account) => balanceOf(ledger, account, btc))
  assert.deepEqual(new Set(found.map(({ posted }) => posted)), new Set([3n]))
  assert.ok(found.every(({ held }, index) => held === BigInt(index % 3)))
})

test('only the accounts that mirror the outside world may be negative', () => {
  const ledger = createLedger()
  post(balanceOf(ledger, house.custody, btc), balanceOf(ledger, ada, btc), sum(5))
  assert.equal(peekBalance(ledger, house.custody, btc)?.posted, -5n)
  assert.throws(() => post(balanceOf(ledger, house.feeIncome, btc), balanceOf(ledger, ada, btc), sum(1)))
  assert.throws(() => post(balanceOf(ledger, bob, btc), balanceOf(ledger, ada, btc), sum(1)))
})

test('a reader opens no line', () => {
  const ledger = createLedger()
  assert.equal(peekBalance(ledger, ada, btc), undefined)
  assert.equal(available(peekBalance(ledger, ada, btc)), 0n)
  assert.deepEqual(linesOf(ledger.accounts.get(ada)), [])
})

/** The ledger's naive twin: a list of moves, added up whenever somebody asks. */
test('random promises and moves agree with a list that is added up each time (seed 3)', () => {
  let seed = 3
  const random = (below: number) =>
    Math.floor(((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)
  const ledger = createLedger()
  const moves: { account: string; posted: bigint; held: bigint }[] = []
  const people = [ada, bob, 'IDCY' as AccountId]
  const known = (account: string, field: 'posted' | 'held') =>
    moves.filter((move) => move.account === account).reduce((total, move) => total + move[field], 0n)
  for (const account of people) {
    post(balanceOf(ledger, house.custody, btc), balanceOf(ledger, account, btc), sum(1_000))
    moves.push({ account, posted: 1_000n, held: 0n })
  }
  let refused = 0
  for (let step = 0; step < 3_000; step++) {
    const [from, to] = [people[random(3)]!, people[random(3)]!]
    const count = BigInt(random(400))
    const [posted, held] = [known(from, 'posted'), known(from, 'held')]
    const verb = random(4)
    const act = () => {
      const [theirs, others] = [balanceOf(ledger, from, btc), balanceOf(ledger, to, btc)]
      if (verb === 0) hold(theirs, count as Amount)
      else if (verb === 1) release(theirs, count as Amount)
      else if (verb === 2) post(theirs, others, count as Amount)
      else postHeld(theirs, others, count as Amount)
    }
    const allowed = verb === 0 || verb === 2 ? posted - held >= count : held >= count
    if (!allowed) {
      assert.throws(act)
      refused += 1
      continue
    }
    act()
    const heldBy = verb === 0 ? count : verb === 2 ? 0n : -count
    moves.push({ account: from, posted: verb < 2 ? 0n : -count, held: heldBy })
    if (verb >= 2) moves.push({ account: to, posted: count, held: 0n })
    for (const account of people) {
      const balance = balanceOf(ledger, account, btc)
      assert.deepEqual([balance.posted, balance.held], [known(account, 'posted'), known(account, 'held')])
    }
  }
  assert.ok(refused > 300 && refused < 2_700, `both answers occur (${refused} refused)`)
})
