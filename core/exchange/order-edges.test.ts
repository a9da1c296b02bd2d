import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId, MarketCode, OrderId, TimeMs } from '../units/index.ts'
import { ada, bob, bookScene, btcusdt, usdt, whole } from './books-scene.ts'
import { decide, evolveAll, type Command, type DueCommand, type State } from './index.ts'

// Orders at the edges of what a market takes. An order that is taken but not paid for is `insufficient_funds`: that is
// a market's yes.

const most = 10 ** 15
const yes = 'insufficient_funds'

type Change = object

/** The reason of a no; a dash for a yes, which has happened then. */
function said(state: State, command: Command | DueCommand): string {
  const decision = decide(state, command, 1 as TimeMs)
  if ('rejection' in decision) return decision.rejection
  evolveAll(state, decision.events, 1 as TimeMs)
  return '-'
}

const order = (change: Change = {}): Command =>
  ({
    kind: 'place_order',
    account: 'IDPOOR' as AccountId,
    uuid: 'order',
    market: btcusdt,
    side: 'sell',
    type: 'limit',
    limit: 1_000,
    quantity: 10,
    ...change,
  }) as Command

/** A market with a last price of 1,000 (or none), and Bob's bid of 10 @ 900 in it. */
function scene({ traded = true, definition = {} }: { traded?: boolean; definition?: Change } = {}): State {
  const state = bookScene()
  const funds = {
    kind: 'credit_deposit',
    account: bob,
    asset: usdt,
    sum: whole(10_000),
    reference: 'T',
  } as const
  assert.equal(said(state, funds), '-')
  if (traded) {
    assert.equal(said(state, order({ account: ada, quantity: 1 })), '-')
    assert.equal(said(state, order({ account: bob, side: 'buy', quantity: 1 })), '-')
  }
  assert.equal(said(state, order({ account: bob, side: 'buy', limit: 900 })), '-')
  const market = { ...state.markets.get(btcusdt)!.definition, ...definition }
  assert.equal(said(state, market as Command), '-')
  return state
}

const limits: [what: string, definition: Change, change: Change, answer: string][] = [
  ['the largest quantity', {}, { quantity: most }, yes],
  ['a larger one', {}, { quantity: most + 1 }, 'invalid_quantity'],
  ['the highest price', {}, { limit: most }, yes],
  ['a higher one', {}, { limit: most + 1 }, 'invalid_price'],
  ["the market's least quantity", { quantityMin: 5 }, { quantity: 5 }, yes],
  ['less', { quantityMin: 5 }, { quantity: 4 }, 'invalid_quantity'],
  ["the market's largest quantity", { quantityMax: 20 }, { quantity: 20 }, yes],
  ['more', { quantityMax: 20 }, { quantity: 21 }, 'invalid_quantity'],
  ["the market's least price", { priceMin: 50 }, { limit: 50 }, yes],
  ['a lower price', { priceMin: 50 }, { limit: 49 }, 'invalid_price'],
  ["the market's highest price", { priceMax: 2_000 }, { limit: 2_000 }, yes],
  ['a higher price', { priceMax: 2_000 }, { limit: 2_001 }, 'invalid_price'],
  ['a price at the band', { bandPpm: 100_000 }, { limit: 1_100 }, yes],
  ['a price beyond the band', { bandPpm: 100_000 }, { limit: 1_101 }, 'price_outside_band'],
  ['a price at the lower band', { bandPpm: 100_000 }, { limit: 900 }, yes],
  ['a price below the band', { bandPpm: 100_000 }, { limit: 899 }, 'price_outside_band'],
  ['the least notional', { notionalMin: 10n ** 14n }, {}, yes],
  ['less notional', { notionalMin: 10n ** 14n + 1n }, {}, 'notional_too_small'],
  [
    'a promise that the ledger can hold',
    {},
    { side: 'buy', limit: 10 ** 14 - 1, quantity: 10 ** 14 + 1 },
    yes,
  ],
  [
    'a promise that it cannot',
    {},
    { side: 'buy', limit: 10 ** 14, quantity: 10 ** 14 + 1 },
    'invalid_quantity',
  ],
  ['no quantity', {}, { quantity: 0 }, 'invalid_quantity'],
  ['half a lot', {}, { quantity: 1.5 }, 'invalid_quantity'],
  ['a market order with a good protection price', {}, { type: 'market', limit: 900 }, yes],
  ['a market order with a bad protection price', {}, { type: 'market', limit: 0 }, 'invalid_price'],
  ['a market order that is out of reach', {}, { type: 'market', limit: 901 }, 'insufficient_liquidity'],
  ['a limit order without a limit', {}, { limit: null }, 'invalid_price'],
]

const special = (terms: Change, change: Change = {}): Change => ({ special: terms, ...change })
const stop = (terms: Change, change: Change = {}) => special(terms, { type: 'stop_limit', ...change })
const trailing = (trail: unknown, change: Change = {}) =>
  special({ trail }, { type: 'trailing_stop', limit: null, ...change })
const budget = (sum: unknown, change: Change = {}) =>
  special({ budget: sum }, { type: 'market', limit: null, quantity: 0, ...change })

const terms: [what: string, change: Change, answer: string][] = [
  ['a stop without a trigger', { type: 'stop_limit' }, 'invalid_trigger'],
  ['a trailing stop without a trail', { type: 'trailing_stop', limit: null }, 'invalid_trigger'],
  ['a trigger on a limit order', special({ trigger: 900 }), 'invalid_trigger'],
  ['a trail on a stop', stop({ trigger: 900, trail: 5 }), 'invalid_trigger'],
  ['a sell that waits below the last trade', stop({ trigger: 999 }), yes],
  ['a sell that waits at the last trade', stop({ trigger: 1_000 }), 'invalid_trigger'],
  ['a buy that waits above the last trade', stop({ trigger: 1_001 }, { side: 'buy' }), yes],
  ['a buy that waits at the last trade', stop({ trigger: 1_000 }, { side: 'buy' }), 'invalid_trigger'],
  ['a trigger of nothing', stop({ trigger: 0 }), 'invalid_trigger'],
  ['half a trigger', stop({ trigger: 1.5 }), 'invalid_trigger'],
  ['a trail of one tick', trailing(1), yes],
  ['no trail', trailing(0), 'invalid_trigger'],
  ['half a trail', trailing(1.5), 'invalid_trigger'],
  ['a sell that trails by less than the price', trailing(999), yes],
  ['a sell that trails by the whole price', trailing(1_000), 'invalid_trigger'],
  ['a buy that trails by anything, with protection', trailing(most, { side: 'buy', limit: 2_000 }), yes],
  ['a buy that trails by more', trailing(most + 1, { side: 'buy', limit: 2_000 }), 'invalid_trigger'],
  [
    'a stop-market buy without protection',
    stop({ trigger: 2_000 }, { type: 'stop_market', side: 'buy', limit: null }),
    'invalid_order',
  ],
  [
    'a stop-market buy with protection',
    stop({ trigger: 2_000 }, { type: 'stop_market', side: 'buy', limit: 3_000 }),
    yes,
  ],
  [
    'a stop-market buy with a budget',
    stop(
      { trigger: 2_000, budget: whole(1) },
      { type: 'stop_market', side: 'buy', limit: null, quantity: 0 },
    ),
    yes,
  ],
  [
    'a stop-market sell with a budget',
    stop({ trigger: 900, budget: whole(1) }, { type: 'stop_market', limit: null, quantity: 0 }),
    'invalid_order',
  ],
  [
    'a stop-limit buy with a budget',
    stop({ trigger: 2_000, budget: whole(1) }, { side: 'buy', quantity: 0 }),
    'invalid_order',
  ],
  ['a limit order with a budget', budget(whole(1), { type: 'limit', limit: 1_000 }), 'invalid_order'],
  ['a budget and a quantity', budget(whole(1), { quantity: 1 }), 'invalid_order'],
  [
    'a budget that prevention would shrink',
    special(
      { budget: whole(1), selfTradePrevention: 'decrement' },
      { type: 'market', limit: null, quantity: 0 },
    ),
    'invalid_order',
  ],
  ['a budget of one quote step', budget(10n ** 10n), yes],
  ['a budget of half a quote step', budget(5n * 10n ** 9n), 'invalid_quantity'],
  ['a budget of nothing', budget(0n), 'invalid_quantity'],
  ['a budget below nothing', budget(-(10n ** 18n)), 'invalid_quantity'],
  ['an end that lies ahead', special({ timeInForce: 'gtd', expiresAt: 2 }), yes],
  ['an end that is now', special({ timeInForce: 'gtd', expiresAt: 1 }), 'invalid_expiry'],
  ['half an end', special({ timeInForce: 'gtd', expiresAt: 2.5 }), 'invalid_expiry'],
  ['good till a moment that is not told', special({ timeInForce: 'gtd' }), 'invalid_expiry'],
  ['an end of an order that has none', special({ timeInForce: 'ioc', expiresAt: 2 }), 'invalid_expiry'],
  ['an iceberg of a hundred parts', special({ display: 1 }, { quantity: 100 }), yes],
  ['an iceberg of more', special({ display: 1 }, { quantity: 101 }), 'invalid_display'],
  ['an iceberg that shows all', special({ display: 10 }), 'invalid_display'],
  ['an iceberg that shows nothing', special({ display: 0 }), 'invalid_display'],
  ['an iceberg of half a lot', special({ display: 1.5 }), 'invalid_display'],
  ['an iceberg that does not rest', special({ display: 5, timeInForce: 'ioc' }), 'invalid_display'],
  ['an iceberg that waits', stop({ display: 5, trigger: 900 }), 'invalid_display'],
  ['post-only that does not rest', special({ postOnly: true, timeInForce: 'fok' }), 'invalid_order'],
  ['post-only at market', special({ postOnly: true }, { type: 'market', limit: null }), 'invalid_order'],
  ['post-only that would take', special({ postOnly: true }, { limit: 900 }), 'would_take'],
  ['post-only that would not', special({ postOnly: true }, { limit: 901 }), yes],
  [
    'a market order that stays',
    special({ timeInForce: 'gtc' }, { type: 'market', limit: null }),
    'invalid_order',
  ],
]

for (const [what, definition, change, answer] of limits) {
  test(`an order with ${what}: ${answer === yes ? 'taken' : answer}`, () => {
    assert.equal(said(scene({ definition }), order(change)), answer)
  })
}

for (const [what, change, answer] of terms) {
  test(`${what}: ${answer === yes ? 'taken' : answer}`, () =>
    assert.equal(said(scene(), order(change)), answer))
}

test('where nothing was ever traded a stop may wait anywhere, and nothing can trail', () => {
  const state = scene({ traded: false })
  assert.equal(said(state, order(stop({ trigger: 5_000 }))), yes)
  assert.equal(said(state, order(stop({ trigger: 5 }, { side: 'buy' }))), yes)
  assert.equal(said(state, order(trailing(5))), 'invalid_trigger')
})

const amend = (change: Change): Command =>
  ({
    kind: 'amend_order',
    account: bob,
    order: 3,
    quantity: null,
    limit: null,
    ...change,
  }) as Command

const amendments: [what: string, definition: Change, change: Change, answer: string][] = [
  ['to the least notional', { notionalMin: 10n ** 14n }, { limit: 1_000 }, '-'],
  ['to less notional', { notionalMin: 10n ** 14n }, { limit: 999 }, 'notional_too_small'],
  ['to the highest price that is paid for', {}, { limit: 99_999_999_900 }, '-'],
  ['to a price that is not paid for', {}, { limit: 99_999_999_901 }, 'insufficient_funds'],
  [
    'to a promise that the ledger cannot hold',
    {},
    { limit: 10 ** 14, quantity: 10 ** 14 },
    'invalid_quantity',
  ],
  [
    'to a promise that it could hold',
    {},
    { limit: 10 ** 14 - 1, quantity: 10 ** 14 + 1 },
    'insufficient_funds',
  ],
  ['to nothing', {}, { quantity: 0 }, 'invalid_quantity'],
  ['to half a lot', {}, { quantity: 4.5 }, 'invalid_quantity'],
  ['to what it is', {}, { quantity: 10, limit: 900 }, '-'],
  ['to less', { status: 'halted' }, { quantity: 9 }, '-'],
  ['to more', { status: 'halted' }, { quantity: 11 }, 'market_not_open'],
  ['to more than the band allows', { bandPpm: 100_000 }, { limit: 1_101 }, 'price_outside_band'],
]
for (const [what, definition, change, answer] of amendments) {
  test(`an order is amended ${what}: ${answer === '-' ? 'done' : answer}`, () => {
    assert.equal(said(scene({ definition }), amend(change)), answer)
  })
}

test('an iceberg is amended to as many parts as one may have', () => {
  const state = scene()
  assert.equal(said(state, order({ account: ada, limit: 2_000, ...special({ display: 2 }) })), '-')
  const change = (quantity: number) => said(state, amend({ account: ada, order: 4, quantity }))
  assert.deepEqual([change(201), change(200)], ['invalid_display', '-'])
})

const unknown: [what: string, command: Command | DueCommand, answer: string][] = [
  ['an order on a market that is not there', order({ market: 'ethusdt' }), 'unknown_market'],
  [
    'a pair on a market that is not there',
    { kind: 'place_oco', account: ada, market: 'ethusdt' } as Command,
    'unknown_market',
  ],
  [
    'a status of a market that is not there',
    { kind: 'set_market_status', market: 'ethusdt' as MarketCode, status: 'open', reason: '' },
    'unknown_market',
  ],
  ['waking an order that is not there', { kind: 'trigger_order', order: 99 as OrderId }, 'unknown_order'],
  ['waking an order that does not wait', { kind: 'trigger_order', order: 3 as OrderId }, 'unknown_order'],
  ['the end of an order that is not there', { kind: 'expire_order', order: 99 as OrderId }, 'unknown_order'],
  ['the amendment of an order that is not there', amend({ order: 99 }), 'unknown_order'],
  ["the amendment of another's order", amend({ account: ada }), 'unknown_order'],
  ['a dead man of now', { kind: 'set_dead_man', account: ada, expiresAt: 1 } as Command, 'invalid_expiry'],
  [
    'a dead man of half a moment',
    { kind: 'set_dead_man', account: ada, expiresAt: 2.5 } as Command,
    'invalid_expiry',
  ],
  [
    'an auction that ends now',
    { kind: 'set_market_status', market: btcusdt, status: 'auction', reason: '', endsAt: 1 } as Command,
    'invalid_expiry',
  ],
  [
    'an auction that ends in half a moment',
    { kind: 'set_market_status', market: btcusdt, status: 'auction', reason: '', endsAt: 2.5 } as Command,
    'invalid_expiry',
  ],
  [
    'an end of what is no auction',
    { kind: 'set_market_status', market: btcusdt, status: 'open', reason: '', endsAt: 9 } as Command,
    'invalid_expiry',
  ],
]
for (const [what, command, answer] of unknown) {
  test(`${what}: ${answer}`, () => assert.equal(said(scene(), command), answer))
}

test('a stop that is asleep cannot be woken by anybody but a trade', () => {
  const state = scene()
  assert.equal(said(state, order({ account: ada, ...stop({ trigger: 950 }) })), '-')
  assert.equal(said(state, { kind: 'trigger_order', order: 4 as OrderId }), 'unknown_order')
})
