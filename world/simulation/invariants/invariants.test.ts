import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  BalanceView,
  DefineMarket,
  Event,
  HeldWithdrawal,
  OrderView,
  TradeMade,
} from '../../../core/exchange/index.ts'
import type { Operation } from '../../../peatio/engine/projector/index.ts'
import { hashOf, type JournalRecord } from '../../../peatio/engine/index.ts'
import { applyRecord, createLeaderState } from '../../../peatio/engine/leader-state.ts'
import { acknowledgedKept } from './acknowledged-kept.ts'
import { bookNotCrossed } from './book-not-crossed.ts'
import { CreditedWasReceived } from './credited-was-received.ts'
import { GivenOnce } from './given-once.ts'
import { heldAsPromised, holdsMatchPromises, type Holdings } from './holds-match-promises.ts'
import { noSecret } from './no-secret.ts'
import { noSurprise } from './no-surprise.ts'
import { nobodyOverdrawn } from './nobody-overdrawn.ts'
import { OneEffectPerKey } from './one-effect-per-key.ts'
import { OrdersAddUp } from './orders-add-up.ts'
import { PaidOutOnce } from './paid-out-once.ts'
import { postingsBalance } from './postings-balance.ts'
import { ReplaysEqual } from './replays-equal.ts'
import { SequenceGapless } from './sequence-gapless.ts'
import { sumsToZero } from './sums-to-zero.ts'
import { WithdrawalsEndOnce, type Sent } from './withdrawals-end-once.ts'

// Each check is shown what is right, and says nothing; then the same with one thing wrong, and says so.

/** Plain facts in place of branded ones: whatever the place they stand in asks for. */
const plain = (facts: unknown) => facts as never
const record = (sequence: number, events: Partial<Event>[], about: object = {}): JournalRecord =>
  plain({
    sequence,
    at: 1_000 + sequence,
    key: `k${sequence}`,
    kind: 'place_order',
    rejection: null,
    events,
    ...about,
  })
const balance = (account: string, asset: string, posted: bigint, held: bigint): BalanceView =>
  plain({ account, asset, posted, held })
const [accepted, canceled] = ['order_accepted', 'order_canceled'] as const
const order = (id: number, quantity: number): Partial<Event> =>
  plain({ kind: accepted, order: id, uuid: `u${id}`, quantity })
const trade = (maker: number, taker: number, quantity: number): Partial<TradeMade> =>
  plain({ kind: 'trade', maker, taker, quantity })
const cancel = (id: number, remaining: number): Partial<Event> =>
  plain({ kind: canceled, order: id, remaining })

test('I1: a unit that came from nowhere is seen', () => {
  const line = { asset: plain('btc'), held: 0n, promised: 0n }
  assert.deepEqual(sumsToZero([{ ...line, posted: 0n }]), [])
  assert.deepEqual(sumsToZero([{ ...line, posted: 1n }]), ['btc sums to 1'])
})

test('I2: who owns less than nothing, or promised more than he owns, is seen; the house may mirror the outside', () => {
  assert.deepEqual(
    nobodyOverdrawn([balance('IDADA', 'btc', 5n, 5n), balance('house:custody', 'btc', -5n, 0n)]),
    [],
  )
  assert.equal(nobodyOverdrawn([balance('IDADA', 'btc', 5n, 6n)]).length, 1)
  assert.equal(nobodyOverdrawn([balance('house:fee_income', 'btc', -1n, 0n)]).length, 1)
})

test('I3: a hold that nothing explains is seen, and an order or a withdrawal without its hold', () => {
  const markets: DefineMarket[] = plain([
    { market: 'btcusdt', base: 'btc', quote: 'usdt', pricePrecision: 2, amountPrecision: 6 },
  ])
  const held = 7n * 3n * 10n ** 10n
  const buys: OrderView = plain({
    order: 1,
    account: 'IDADA',
    market: 'btcusdt',
    side: 'buy',
    limit: 7,
    ...{ type: 'limit', partner: null },
    quantity: 5,
    filled: 2,
    held,
  })
  const leaves: HeldWithdrawal = plain({ withdrawal: 'W', account: 'IDADA', asset: 'usdt', sum: 4n, fee: 1n })
  const watch = (changed: Partial<Holdings>, posted = held + 4n) =>
    holdsMatchPromises({
      balances: [balance('IDADA', 'usdt', posted, posted)],
      ...{ orders: [buys], withdrawals: [leaves], markets },
      ...changed,
    })
  assert.deepEqual(watch({}), [])
  assert.deepEqual(watch({ withdrawals: [] }, held), [])
  assert.equal(watch({ orders: [] }).length, 1)
  assert.equal(watch({ withdrawals: [] }).length, 1)
  assert.equal(watch({ withdrawals: [leaves, leaves] }).length, 1)
  assert.equal(watch({ withdrawals: [{ ...leaves, account: plain('IDBOB') }] }).length, 1)
  assert.equal(watch({ balances: [balance('IDADA', 'usdt', held, 0n)] }).length, 1)
  assert.equal(watch({ orders: [{ ...buys, held: plain(held + 1n) }] }).length, 1)
  const line = { asset: plain('usdt'), posted: 0n, held: 5n }
  assert.deepEqual(heldAsPromised([{ ...line, promised: 5n }]), [])
  assert.equal(heldAsPromised([{ ...line, promised: 4n }]).length, 1)
})

test('I4: what the house has grows as what it owes; a leg that is missing is seen', () => {
  const leg = (code: number, debit: bigint, credit: bigint): Operation =>
    plain({ code, asset: 'btc', debit, credit })
  const legs = [leg(102, 0n, 9n), leg(202, 0n, 8n), leg(302, 0n, 1n)]
  assert.deepEqual(postingsBalance(legs), [])
  assert.deepEqual(postingsBalance(legs.slice(0, 2)), ['btc is off by 1'])
  assert.equal(postingsBalance([leg(202, 3n, 0n), leg(212, 0n, 3n)]).length, 0)
})

test('I5: a crossed book, an empty level and a level out of order are seen', () => {
  const level = (price: number, quantity = 1) => plain({ price, quantity })
  const market = 'btcusdt'
  assert.deepEqual(bookNotCrossed({ market, bids: [level(9), level(8)], asks: [level(10), level(11)] }), [])
  assert.equal(bookNotCrossed({ market, bids: [level(10)], asks: [level(10)] }).length, 1)
  assert.equal(bookNotCrossed({ market, bids: [level(9, 0)], asks: [] }).length, 1)
  assert.equal(bookNotCrossed({ market, bids: [level(8), level(9)], asks: [] }).length, 1)
  assert.equal(bookNotCrossed({ market, bids: [], asks: [level(11), level(10)] }).length, 1)
})

test('I7: an order that is filled too far, canceled short, or closed twice is seen', () => {
  const watch = (events: Partial<Event>[]) => new OrdersAddUp().take(record(1, events))
  const two = [order(1, 5), order(2, 3)]
  assert.deepEqual(watch([...two, trade(1, 2, 3), cancel(1, 2)]), [])
  assert.equal(watch([...two, trade(1, 2, 4)]).length, 1)
  assert.equal(watch([...two, trade(1, 2, 3), cancel(1, 1)]).length, 1)
  assert.equal(watch([...two, cancel(1, 5), cancel(1, 5)]).length, 1)
  assert.equal(watch([order(1, 5), order(1, 5)]).length, 1)
  assert.equal(watch([trade(8, 9, 1)]).length, 2)
})

test('I8: what was acknowledged and is lost, or is something else, is seen', () => {
  const placed = record(3, [order(1, 5)], { key: 'a' })
  const kept = {
    recordOf: (key: string) => (key === 'a' ? placed : undefined),
    isOpen: (id: number) => ({ 1: true, 2: false })[id],
  }
  const told = { kind: 'placed', key: 'a', order: 1, uuid: 'u1' } as const
  const answered = { kind: 'answered', key: 'a', sequence: 3, rejection: null } as const
  assert.deepEqual(
    acknowledgedKept([told, answered, { kind: 'closed', order: 2 }, { kind: 'refused', key: 'b' }], kept),
    [],
  )
  assert.match(acknowledgedKept([{ ...told, key: 'b' }], kept)[0]!, /is lost/)
  assert.equal(acknowledgedKept([{ ...told, order: 2 }], kept).length, 1)
  assert.equal(acknowledgedKept([{ kind: 'refused', key: 'a' }], kept).length, 1)
  assert.equal(acknowledgedKept([{ kind: 'closed', order: 1 }], kept).length, 1)
  assert.equal(acknowledgedKept([{ kind: 'closed', order: 7 }], kept).length, 1)
  assert.equal(acknowledgedKept([{ ...answered, sequence: 4 }], kept).length, 1)
  assert.equal(acknowledgedKept([{ ...answered, rejection: 'invalid_sum' }], kept).length, 1)
})

test('I9: a key that is decided twice is seen', () => {
  const keys = new OneEffectPerKey()
  assert.deepEqual([keys.take(record(1, [])), keys.take(record(2, []))], [[], []])
  assert.equal(keys.take(record(3, [], { key: 'k1' })).length, 1)
})

test('I10: a state that is not what its records add up to is seen', () => {
  const defined = record(1, [plain({ kind: 'asset_defined', asset: 'btc', type: 'coin', precision: 8 })], {
    kind: 'define_asset',
  })
  const credited = record(
    2,
    [plain({ kind: 'deposit_credited', account: 'IDADA', asset: 'btc', sum: 5n, reference: 't' })],
    {
      kind: 'credit_deposit',
    },
  )
  const state = createLeaderState(1)
  const replay = new ReplaysEqual()
  for (const each of [defined, credited]) {
    applyRecord(state, each)
    replay.take(each)
  }
  const hash = hashOf(state.exchange)
  assert.deepEqual(replay.compare({ sequence: 2, hash }), [])
  applyRecord(state, { ...credited, sequence: plain(3), key: 'again' })
  assert.equal(replay.compare({ sequence: 2, hash: hashOf(state.exchange) }).length, 1)
  assert.equal(replay.compare({ sequence: 3, hash }).length, 1)
})

test('I11: a gap, a repetition and a time that runs backwards are seen', () => {
  const watch = (...records: JournalRecord[]) => {
    const gapless = new SequenceGapless()
    return records.flatMap((each) => gapless.take(each))
  }
  assert.deepEqual(watch(record(1, []), record(2, [])), [])
  assert.equal(watch(record(1, []), record(3, [])).length, 1)
  assert.equal(watch(record(1, []), record(1, [])).length, 1)
  assert.equal(watch(record(1, []), record(2, [], { at: 1_000 })).length, 1)
})

test('I12: what was never approved, is paid twice or is another sum is seen', () => {
  const paid = (reason: string, sum: bigint): Event[] =>
    plain([{ kind: 'balance_adjusted', account: 'IDADA', asset: 'btc', sum, reason, approvedBy: ['a', 'b'] }])
  const watch = new PaidOutOnce()
  watch.approve('r1', { account: 'IDADA', asset: 'btc', sum: -5n })
  watch.approve('r2', { account: 'IDADA', asset: 'btc', sum: -5n })
  assert.deepEqual(watch.take(paid('r1', -5n)), [])
  assert.equal(watch.take(paid('r1', -5n)).length, 1)
  assert.equal(watch.take(paid('r2', -6n)).length, 1)
  assert.equal(watch.take(paid('r3', -5n)).length, 1)
})

test('I12: a withdrawal that is held or ended twice, is sent short or to nobody, or never ends is seen', () => {
  const asked: HeldWithdrawal = plain({ withdrawal: 'W', account: 'IDADA', asset: 'btc', sum: 9n, fee: 2n })
  const held = { kind: 'withdrawal_held', ...asked } as const
  const completed = { kind: 'withdrawal_completed', ...asked, reference: 't' } as const
  const released = { kind: 'withdrawal_released', ...asked, reason: 'refused' } as const
  const sent: Sent = { withdrawal: 'W', asset: 'btc', sum: 7n }
  const watch = (events: Event[], of = sent, left: Sent[] = []) => {
    const withdrawals = new WithdrawalsEndOnce((txid) => (txid === 't' ? of : undefined))
    withdrawals.ask(asked)
    return [...withdrawals.take(events), ...withdrawals.unsettled(left)]
  }
  assert.deepEqual(watch([held, completed], sent, [sent]), [])
  assert.deepEqual(watch([held, released]), [])
  assert.equal(watch([held]).length, 1)
  assert.equal(watch([held, released], sent, [sent]).length, 1)
  assert.equal(watch([], sent, [sent]).length, 1)
  assert.equal(watch([held, completed, completed]).length, 1)
  assert.equal(watch([held, released, completed]).length, 1)
  assert.equal(watch([completed]).length, 1)
  assert.equal(watch([held, released, held, released]).length, 1)
  assert.equal(watch([held, { ...completed, reference: 'other' }]).length, 1)
  assert.equal(watch([held, completed], { ...sent, sum: 6n }).length, 1)
  assert.equal(watch([held, completed], { ...sent, withdrawal: 'V' }).length, 1)
  assert.equal(watch([{ ...held, sum: plain(8n) }, released]).length, 1)
  assert.equal(
    watch([
      { ...held, withdrawal: 'V' },
      { ...released, withdrawal: 'V' },
    ]).length,
    1,
  )
})

test('I12: what is given twice, or was not asked for, is seen, and what was told and never given', () => {
  const gift = { from: 'IDADA', to: 'IDBOB', asset: 'btc', sum: 5n }
  const given = (changed: Partial<typeof gift> = {}): Event[] =>
    plain([{ kind: 'funds_transferred', ...gift, ...changed, category: 'internal_transfer', reference: 'r' }])
  const gifts = new GivenOnce()
  gifts.ask(gift)
  gifts.told(gift)
  assert.equal(gifts.lost().length, 1)
  assert.deepEqual([gifts.take(given()), gifts.lost()], [[], []])
  assert.equal(gifts.take(given()).length, 1)
  assert.equal(gifts.take(given({ sum: 6n })).length, 1)
  assert.equal(gifts.take(given({ to: 'IDCY' })).length, 1)
})

test('I13: what is not final, is credited twice, to another or in another sum is seen', () => {
  const credit = (reference: string, account: string, sum: bigint): Event[] =>
    plain([{ kind: 'deposit_credited', account, asset: 'btc', sum, reference }])
  const received = { account: 'IDADA', asset: 'btc', sum: 5n }
  const watch = new CreditedWasReceived((txid) => (txid === 'late' ? undefined : received))
  assert.deepEqual(watch.take(credit('t1', 'IDADA', 5n)), [])
  assert.equal(watch.take(credit('t1', 'IDADA', 5n)).length, 1)
  assert.equal(watch.take(credit('t2', 'IDBOB', 5n)).length, 1)
  assert.equal(watch.take(credit('t3', 'IDADA', 6n)).length, 1)
  assert.equal(watch.take(credit('late', 'IDADA', 5n)).length, 1)
})

test('I14: a secret in a line is seen', () => {
  assert.deepEqual(noSecret('{"authorization":"[redacted]"}', 's3cret'), [])
  assert.equal(noSecret('{"authorization":"Bearer s3cret"}', 's3cret').length, 1)
})

test('an error that no fault explains is seen', () => {
  const line = (level: number, message: string) =>
    JSON.stringify({ level, err: { message }, msg: 'it failed' })
  assert.deepEqual(noSurprise(line(50, 'storage_failed: the power is gone')), [])
  assert.deepEqual(noSurprise(line(40, 'Do not know how to serialize a BigInt')), [])
  assert.deepEqual(noSurprise(line(50, 'Do not know how to serialize a BigInt')), [
    'it failed: Do not know how to serialize a BigInt',
  ])
  assert.deepEqual(noSurprise(JSON.stringify({ level: 60, msg: 'it failed' })), ['it failed: '])
})
