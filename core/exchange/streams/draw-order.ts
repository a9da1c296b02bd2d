import type { Side } from '../../matching/index.ts'
import type { AccountId, Amount, Lots, Ticks, TimeMs } from '../../units/index.ts'
import type {
  DefineMarket,
  OrderType,
  PlaceOco,
  PlaceOrder,
  SelfTradePrevention,
  SpecialTerms,
  TimeInForce,
} from '../command.ts'
import { happens, oneOf, weighted, type Random } from './random.ts'

export type Asking = {
  random: Random
  account: AccountId
  market: DefineMarket
  last: number | undefined
  at: TimeMs
}

const types: [number, OrderType][] = [
  [60, 'limit'],
  [14, 'market'],
  [10, 'stop_limit'],
  [9, 'stop_market'],
  [7, 'trailing_stop'],
]
const times: [number, TimeInForce | undefined][] = [
  [58, undefined],
  [4, 'gtc'],
  [10, 'ioc'],
  [12, 'fok'],
  [16, 'gtd'],
]
const modes: SelfTradePrevention[] = ['cancel_taker', 'cancel_maker', 'cancel_both', 'decrement', 'decrement']

/** Prices so near to each other that everything meets. */
const middle = 40
const near = (random: Random, from: number, width: number) => (from - width + random(2 * width + 1)) as Ticks
const uuidOf = (random: Random) => `order-${random(2 ** 30)}`
const quantityOf = (random: Random) => (1 + random(happens(random, 15) ? 60 : 12)) as Lots

/** An order that makes sense, of any type, though it may be too dear, too early or in vain. */
export function drawOrder(asking: Asking): PlaceOrder {
  const { random, account, market } = asking
  const side = oneOf<Side>(random, ['buy', 'sell'])
  const type = weighted(random, types)
  const terms = termsOf(asking, type, side)
  const priced = type === 'limit' || type === 'stop_limit'
  const from = terms.trigger ?? asking.last ?? middle
  const limit = priced || terms.limit ? near(random, type === 'limit' ? middle : from, 6) : null
  const { limit: _, ...special } = terms
  return {
    kind: 'place_order',
    account,
    uuid: uuidOf(random),
    market: market.market,
    side,
    type,
    limit,
    quantity: special.budget === undefined ? quantityOf(random) : (0 as Lots),
    ...(Object.keys(special).length > 0 && { special }),
  }
}

type Drawn = SpecialTerms & { limit?: true }

function termsOf(asking: Asking, type: OrderType, side: Side): Drawn {
  const { random } = asking
  const mode = happens(random, 40) ? { selfTradePrevention: oneOf(random, modes) } : {}
  const named = happens(random, 5) ? { clientOrderId: `mine-${random(1_000)}` } : {}
  const shared = { ...mode, ...named }
  if (type === 'limit') return { ...shared, ...restingTerms(asking) }
  if (type === 'stop_limit') return { ...shared, ...restingTerms(asking), trigger: triggerFor(asking, side) }
  const price = priceOf(asking, type, side)
  if (price.budget !== undefined && mode.selfTradePrevention === 'decrement')
    delete shared.selfTradePrevention
  if (type === 'market') return { ...shared, ...price, ...(happens(random, 10) && { timeInForce: 'ioc' }) }
  const life = happens(random, 20)
    ? dated(asking)
    : happens(random, 10)
      ? { timeInForce: 'ioc' as const }
      : {}
  const wake =
    type === 'stop_market' ? { trigger: triggerFor(asking, side) } : { trail: (1 + random(6)) as Ticks }
  return { ...shared, ...price, ...life, ...wake }
}

const dated = ({ random, at }: Asking): SpecialTerms => ({
  timeInForce: 'gtd',
  expiresAt: (at + 1 + random(80)) as TimeMs,
})

function restingTerms(asking: Asking): SpecialTerms {
  const { random } = asking
  const timeInForce = weighted(random, times)
  const time = timeInForce === 'gtd' ? dated(asking) : timeInForce ? { timeInForce } : {}
  if (timeInForce === 'ioc' || timeInForce === 'fok') return time
  return {
    ...time,
    ...(happens(random, 10) && { postOnly: true }),
    ...(happens(random, 20) && { display: (1 + random(4)) as Lots }),
  }
}

/** What bounds an order that takes any price: a budget, a protection price, both, or neither. */
function priceOf({ random, market }: Asking, type: OrderType, side: Side): Drawn {
  const step = 10n ** BigInt(18 - market.amountPrecision - market.pricePrecision)
  const budget = { budget: (BigInt(10 + random(600)) * step) as Amount }
  const choices: [number, Drawn][] = [
    [type === 'market' || side === 'sell' ? 50 : 3, {}],
    [20, { limit: true }],
    [type === 'market' || side === 'buy' ? 35 : 1, budget],
    [type === 'market' || side === 'buy' ? 8 : 1, { ...budget, limit: true }],
  ]
  return weighted(random, choices)
}

/** Mostly on the side of the last price where it has to lie. */
function triggerFor({ random, last = middle }: Asking, side: Side): Ticks {
  const away = happens(random, 95) ? 1 + random(6) : -random(3)
  return (side === 'buy' ? last + away : last - away) as Ticks
}

/** A pair around the last price: the profit on one side of it, the stop on the other. */
export function drawOco(asking: Asking): PlaceOco {
  const { random, account, market, last = middle, at } = asking
  const side = oneOf<Side>(random, ['buy', 'sell'])
  const [away, far] = side === 'sell' ? [1, -1] : [-1, 1]
  const trigger = triggerFor(asking, side)
  const type = oneOf(random, ['stop_limit', 'stop_market'] as const)
  const limit =
    type === 'stop_limit' || side === 'buy' || happens(random, 20) ? trigger + far * (random(4) - 1) : null
  return {
    kind: 'place_oco',
    account,
    market: market.market,
    side,
    quantity: quantityOf(random),
    ...(happens(random, 25) && { expiresAt: (at + 1 + random(80)) as TimeMs }),
    limitLeg: {
      uuid: uuidOf(random),
      limit: (last + away * (random(8) - 1)) as Ticks,
      ...(happens(random, 10) && { clientOrderId: `profit-${random(1_000)}` }),
    },
    stopLeg: {
      uuid: uuidOf(random),
      trigger,
      type,
      limit: limit as Ticks | null,
      ...(happens(random, 10) && { clientOrderId: `stop-${random(1_000)}` }),
    },
  }
}
