import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId, MarketCode, OrderId, TimeMs } from '../units/index.ts'
import { ada, bob, btc, btcusdt, usdt, whole } from './books-scene.ts'
import { createState, evolveAll, openOrdersOf, serialize, touchedBy } from './index.ts'
import type { Command, DueCommand, Event, PlaceOrder, State } from './index.ts'
import { answerNaively } from './naive/answer.ts'
import { nextDueNaively } from './naive/due.ts'
import { createNaive } from './naive/twin.ts'

// A journal says more than it must: ids, prices and sums that follow from what it said before. Who replays it believes
// none of them. The twin writes the journals here, because its events are plain, as a journal's are.

const at = 5 as TimeMs

const opening: Command[] = [
  { kind: 'define_asset', asset: btc, type: 'coin', precision: 8 },
  { kind: 'define_asset', asset: usdt, type: 'coin', precision: 8 },
  {
    kind: 'define_market',
    market: btcusdt,
    base: btc,
    quote: usdt,
    pricePrecision: 2,
    amountPrecision: 6,
    priceMin: 1,
    priceMax: 0,
    quantityMin: 1,
    status: 'open',
  } as Command,
  { kind: 'set_trading_fee', group: 'any', market: 'any', makerFee: -500, takerFee: 2_000 } as Command,
  ...[ada, bob].flatMap((account): Command[] =>
    [btc, usdt].map((asset) => ({
      kind: 'credit_deposit',
      account,
      asset,
      sum: whole(100),
      reference: 'funds',
    })),
  ),
]

const place = (account: AccountId, side: 'buy' | 'sell', more: object): PlaceOrder =>
  ({
    kind: 'place_order',
    account,
    uuid: 'order',
    market: btcusdt,
    side,
    type: 'limit',
    limit: 1_000,
    quantity: 10,
    ...more,
  }) as PlaceOrder

/** All events of these commands, and of what they made due. */
function journalOf(commands: readonly Command[]): Event[] {
  const naive = createNaive()
  const events: Event[] = []
  const run = (command: Command | DueCommand) => {
    const answer = answerNaively(naive, command, at)
    assert.ok('events' in answer, 'rejection' in answer ? `${command.kind}: ${answer.rejection}` : '')
    events.push(...answer.events)
  }
  for (const command of [...opening, ...commands]) {
    run(command)
    for (let due = nextDueNaively(naive, at); due; due = nextDueNaively(naive, at)) run(due)
  }
  return events
}

const replayed = (events: readonly Event[]): State => {
  const state = createState()
  evolveAll(state, [...events], at)
  return state
}

const bought = [place(ada, 'sell', {}), place(bob, 'buy', { limit: 1_100, quantity: 25 })]
const rested = [place(ada, 'sell', {})]
const decrement = { selfTradePrevention: 'decrement' }
const met = [place(ada, 'sell', { quantity: 4 }), place(ada, 'buy', { special: decrement })]
const amended: Command[] = [
  ...bought,
  { kind: 'amend_order', account: bob, order: 2 as OrderId, quantity: null, limit: 900 as never },
]
/** Who sells when the price has come down to 900, and it has not. */
const asleep: Command[] = [
  place(ada, 'sell', { limit: 900, type: 'stop_limit', special: { trigger: 900 } }),
  place(ada, 'sell', { quantity: 1 }),
  place(bob, 'buy', { quantity: 1 }),
]

type Forgery = [
  what: string,
  journal: readonly Command[],
  kind: Event['kind'],
  change: object,
  refusal: RegExp,
]

const forgeries: Forgery[] = [
  ['an id that was left out', rested, 'order_accepted', { order: 2 }, /order ids count up by one/],
  ['an id that is taken', bought, 'order_accepted', { order: 0 }, /order ids count up by one/],
  ['a market that is not there', rested, 'order_accepted', { market: 'ethusdt' }, /on a known market/],
  ['a promise of half a lot', rested, 'order_accepted', { held: 10n ** 13n + 1n }, /whole number of steps/],
  [
    'a promise beyond all funds',
    rested,
    'order_accepted',
    { held: whole(101) },
    /never exceeds the posted funds/,
  ],
  ['a trade that was left out', bought, 'trade', { trade: 2 }, /trade ids count up by one/],
  ['a better price than the maker asked', bought, 'trade', { price: 1_001 }, /the price of its maker/],
  ['a worse price than the maker asked', bought, 'trade', { price: 999 }, /the price of its maker/],
  ['more than the taker wanted', bought, 'trade', { quantity: 26 }, /never exceeds what its taker has left/],
  ['a maker that is not there', bought, 'trade', { maker: 9 }, /every open order is known/],
  ['a taker that is not there', bought, 'trade', { taker: 9 }, /every open order is known/],
  ...(['base', 'quote', 'buyerFee', 'sellerFee', 'released', 'makerRebate'] as const).map(
    (field): Forgery => [
      `another ${field}`,
      bought,
      'trade',
      { [field]: 1n },
      new RegExp(`a trade's ${field} follows from its price`),
    ],
  ),
  ['an order that is not there', rested, 'order_rested', { order: 9 }, /every open order is known/],
  ['an end that is not there', met, 'order_canceled', { order: 9 }, /every open order is known/],
  ['an end of less than remains', met, 'order_canceled', { remaining: 3 }, /a cancel ends what remains/],
  ['an end that releases less', met, 'order_canceled', { released: 1n }, /releases all that is held/],
  ['a reduction by more than it takes', met, 'order_reduced', { by: 5 }, /a reduction leaves something/],
  ['a reduction that leaves more', met, 'order_reduced', { remaining: 7 }, /a reduction leaves something/],
  ['a reduction to nothing', met, 'order_reduced', { by: 10, remaining: 0 }, /a reduction leaves something/],
  ['a reduction that releases less', met, 'order_reduced', { released: 1n }, /releases what was promised/],
  ['a reduction of nobody', met, 'order_reduced', { order: 9 }, /every open order is known/],
  ['an amendment that fills', amended, 'order_amended', { remaining: 14 }, /changes nothing that was filled/],
  ['an amendment of another price', amended, 'order_amended', { previousLimit: 900 }, /knows the price/],
  [
    'an amendment that holds too much',
    amended,
    'order_amended',
    { held: whole(101) },
    /a hold never exceeds/,
  ],
  [
    'an amendment that releases too much',
    amended,
    'order_amended',
    { released: whole(1) },
    /never exceeds the hold/,
  ],
  [
    'a status of no market',
    [{ kind: 'set_market_status', market: btcusdt, status: 'halted', reason: '' }],
    'market_status_changed',
    { market: 'ethusdt' as MarketCode },
    /belongs to a known market/,
  ],
]

for (const [what, commands, kind, change, refusal] of forgeries) {
  test(`a journal is not believed: ${kind} with ${what}`, () => {
    const events = journalOf(commands)
    const place = events.findIndex((event) => event.kind === kind)
    assert.ok(place >= 0, `the journal has one of ${kind}`)
    const forged = { ...events[place], ...change } as Event
    const state = replayed(events.slice(0, place))
    assert.throws(() => evolveAll(state, [forged], at), refusal)
    assert.doesNotThrow(() => replayed(events), 'and is, as it was written')
  })
}

test('a journal is not believed: an order that wakes before a trade has woken it', () => {
  const triggered = (order: number) =>
    ({
      kind: 'order_triggered',
      order,
      account: ada,
      market: btcusdt,
      quantity: 10,
      asset: btc,
      held: 0n,
      released: 0n,
    }) as Event
  const state = replayed(journalOf(asleep))
  assert.throws(() => evolveAll(state, [triggered(1)], at), /after a trade has woken it/)
  assert.throws(() => evolveAll(state, [triggered(2)], at), /every open order is known/)
  const resting = replayed(journalOf(rested))
  assert.throws(() => evolveAll(resting, [triggered(1)], at), /after a trade has woken it/)
})

test('journals of earlier versions say less, and are believed', () => {
  for (const commands of [bought, met]) {
    const events = journalOf(commands)
    const older = events.map((event): Event => {
      const {
        released: _,
        makerRebate: __,
        ...less
      } = event as Event & { released?: bigint; makerRebate?: bigint }
      if (event.kind === 'order_canceled') return { ...less, reason: null } as Event
      return event.kind === 'trade' ? ({ ...less, released: event.released } as Event) : event
    })
    assert.notDeepEqual(older, events)
    assert.equal(JSON.stringify(serialize(replayed(older))), JSON.stringify(serialize(replayed(events))))
  }
})

test('an end without a reason was asked for', () => {
  const events = journalOf(met)
  const place = events.findIndex(({ kind }) => kind === 'order_canceled')
  const canceled = { ...events[place], reason: null } as Event
  const state = replayed(events.slice(0, place))
  evolveAll(state, [canceled], at)
  const [view] = touchedBy(state, [canceled]).orders
  assert.deepEqual([view?.status, view?.canceledFor, view?.held], ['canceled', 'requested', 0n])
  assert.deepEqual(
    openOrdersOf(state, ada).map(({ order }) => order),
    [2],
  )
})
