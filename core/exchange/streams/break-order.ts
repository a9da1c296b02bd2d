import type { Amount, Lots, MarketCode, Ticks, TimeMs } from '../../units/index.ts'
import type { PlaceOrder, SpecialTerms } from '../command.ts'
import { happens, oneOf, type Random } from './random.ts'

const numbers = [0, -1, 1.5, NaN, Infinity, 2 ** 52, 10 ** 15 + 1]

type Break = (order: PlaceOrder, random: Random) => PlaceOrder

const withTerms = (order: PlaceOrder, terms: SpecialTerms): PlaceOrder => ({
  ...order,
  special: { ...order.special, ...terms },
})

function without(order: PlaceOrder, ...names: (keyof SpecialTerms)[]): PlaceOrder {
  const special = { ...order.special }
  for (const name of names) delete special[name]
  return { ...order, special }
}

/** Terms that a careless client might send; some of them break nothing on some orders. */
const breaks: Break[] = [
  (order, random) => ({ ...order, quantity: oneOf(random, numbers) as Lots }),
  (order, random) => ({ ...order, limit: oneOf(random, numbers) as Ticks }),
  (order) => ({ ...order, limit: null }),
  (order) => ({ ...order, limit: 40 as Ticks }),
  (order) => ({ ...order, market: 'btceur' as MarketCode }),
  (order, random) => withTerms(order, { trigger: (35 + random(10)) as Ticks }),
  (order, random) => withTerms(order, { trigger: oneOf(random, numbers) as Ticks }),
  (order) => without(order, 'trigger', 'trail'),
  (order, random) => withTerms(order, { trail: oneOf(random, [...numbers, 1, 45, 500]) as Ticks }),
  (order, random) => withTerms(order, { display: oneOf(random, [...numbers, 1, 2]) as Lots }),
  (order, random) => withTerms(order, { display: 2 as Lots, timeInForce: oneOf(random, ['ioc', 'fok']) }),
  (order, random) => withTerms(order, { timeInForce: oneOf(random, ['gtc', 'ioc', 'fok', 'gtd']) }),
  (order, random) => withTerms(order, { expiresAt: oneOf(random, [...numbers, 10 ** 9]) as TimeMs }),
  (order, random) =>
    withTerms(order, { timeInForce: 'gtd', expiresAt: oneOf(random, [...numbers, 10 ** 9]) as TimeMs }),
  (order) => without(order, 'expiresAt'),
  (order) => withTerms(order, { postOnly: true }),
  (order) => withTerms(order, { postOnly: true, timeInForce: 'ioc' }),
  (order, random) => withTerms(order, { budget: oneOf(random, [0n, -1n, 1n, 10n ** 16n]) as Amount }),
  (order) => withTerms({ ...order, quantity: 0 as Lots }, { budget: (10n ** 14n) as Amount }),
  (order) => without(order, 'budget'),
  (order) => withTerms(order, { selfTradePrevention: 'decrement' }),
  (order, random) => withTerms({ ...order, quantity: (96 + random(9)) as Lots }, { display: 1 as Lots }),
]

/** The order with one term wrong, now and then with two. */
export function breakOrder(order: PlaceOrder, random: Random): PlaceOrder {
  const broken = oneOf(random, breaks)(order, random)
  return happens(random, 20) ? oneOf(random, breaks)(broken, random) : broken
}
