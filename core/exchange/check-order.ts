import { wouldCross } from '../matching/index.ts'
import { times, type Lots, type Ticks, type TimeMs } from '../units/index.ts'
import type { OrderType, PlaceOrder, SpecialTerms } from './command.ts'
import type { RejectReason } from './event.ts'
import type { Market } from './market.ts'
import { isPriced, noTerms, waits } from './special.ts'

/** Lots of one order. Level totals have their own cap, checked when an order would rest. */
export const quantityMax = 10 ** 15
/** Ticks of one price. */
export const priceMax = 10 ** 15
/** An iceberg has at most so many parts, so that one taker never meets it endlessly. */
export const icebergPartsMax = 100

/** Why a market does not take an order, before anybody asks for funds; null if it does. */
export function refusalOf(market: Market, order: PlaceOrder, at: TimeMs): RejectReason | null {
  const { side, type, limit, quantity } = order
  const special = order.special ?? noTerms
  const refusal =
    statusRefusal(market, type, special) ??
    (special === noTerms ? plainRefusal(type) : combinationRefusal(order, special)) ??
    (special.budget === undefined ? quantityRefusal(market, quantity) : null) ??
    (isPriced(type) || limit !== null ? priceRefusal(market, limit) : null) ??
    (special === noTerms ? null : specialRefusal(market, order, { special, at })) ??
    (type === 'limit' ? bandRefusal(market, limit!) : null) ??
    notionalRefusal(market, order)
  if (refusal) return refusal
  const mayNotTake = special.postOnly || market.status === 'post_only'
  const takes = type === 'limit' && mayNotTake && market.status !== 'auction'
  return takes && wouldCross(market.book, side, limit) ? 'would_take' : null
}

/** The same of a plain order, of which little is asked. */
export const plainRefusalOf = (market: Market, { type, limit, quantity }: PlaceOrder): RejectReason | null =>
  quantityRefusal(market, quantity) ??
  (limit !== null || type === 'limit' ? priceRefusal(market, limit) : null)

/** Limit and market orders that say nothing special, where nothing special is asked: nearly all. */
export const isPlain = ({ status, limits }: Market, { special, type }: PlaceOrder): boolean =>
  special === undefined && status === 'open' && limits.plain && !waits(type)

/** What each status takes: `post_only` and `auction` no order that would have to trade at once. */
function statusRefusal(
  { status }: Market,
  type: OrderType,
  { timeInForce }: SpecialTerms,
): RejectReason | null {
  if (status === 'open') return null
  if (status !== 'post_only' && status !== 'auction') return 'market_not_open'
  if (waits(type)) return null
  return type === 'limit' && timeInForce !== 'ioc' && timeInForce !== 'fok' ? null : 'market_not_open'
}

/** A stop without a trigger. */
const plainRefusal = (type: OrderType): RejectReason | null => (waits(type) ? 'invalid_trigger' : null)

const forces: Readonly<Record<OrderType, readonly (string | undefined)[]>> = {
  limit: [undefined, 'gtc', 'ioc', 'fok', 'gtd'],
  stop_limit: [undefined, 'gtc', 'ioc', 'fok', 'gtd'],
  market: [undefined, 'ioc'],
  stop_market: [undefined, 'ioc', 'gtd'],
  trailing_stop: [undefined, 'ioc', 'gtd'],
}

/** Terms that do not go together. */
function combinationRefusal(
  { side, type, limit, quantity }: PlaceOrder,
  special: SpecialTerms,
): RejectReason | null {
  const { timeInForce, postOnly, display, budget, trigger, trail, selfTradePrevention } = special
  const rests = timeInForce === undefined || timeInForce === 'gtc' || timeInForce === 'gtd'
  if (!forces[type].includes(timeInForce)) return 'invalid_order'
  if ((timeInForce === 'gtd') !== (special.expiresAt !== undefined)) return 'invalid_expiry'
  if (postOnly && !(isPriced(type) && rests)) return 'invalid_order'
  if (display !== undefined && !(type === 'limit' && rests)) return 'invalid_display'
  if ((trail !== undefined) !== (type === 'trailing_stop')) return 'invalid_trigger'
  if ((trigger !== undefined) !== (type === 'stop_limit' || type === 'stop_market')) return 'invalid_trigger'
  if (budget === undefined)
    return waits(type) && !isPriced(type) && side === 'buy' && limit === null ? 'invalid_order' : null
  const mayHaveBudget = type === 'market' || (waits(type) && !isPriced(type) && side === 'buy')
  return mayHaveBudget && quantity === 0 && selfTradePrevention !== 'decrement' ? null : 'invalid_order'
}

export function quantityRefusal({ definition, limits }: Market, quantity: Lots): RejectReason | null {
  const valid = Number.isSafeInteger(quantity) && quantity > 0 && quantity <= quantityMax
  return valid && quantity >= definition.quantityMin && quantity <= limits.quantityMax
    ? null
    : 'invalid_quantity'
}

export function priceRefusal({ definition }: Market, price: Ticks | null): RejectReason | null {
  const valid = price !== null && Number.isSafeInteger(price) && price > 0 && price <= priceMax
  const { priceMin, priceMax: most } = definition
  return valid && price >= priceMin && (most === 0 || price <= most) ? null : 'invalid_price'
}

/** How far a limit may be from the last trade. */
export function bandRefusal({ limits, lastPrice }: Market, limit: Ticks): RejectReason | null {
  if (limits.bandPpm === 0 || lastPrice === null) return null
  const distance = times(Math.abs(limit - lastPrice), 1_000_000)
  return distance <= times(lastPrice, limits.bandPpm) ? null : 'price_outside_band'
}

function notionalRefusal(
  market: Market,
  { limit, quantity, special, type }: PlaceOrder,
): RejectReason | null {
  const { notionalMin } = market.limits
  if (notionalMin === 0n) return null
  const { quote } = market.terms
  const notional = special?.budget ?? (isPriced(type) ? quote.amountOf(times(limit!, quantity)) : null)
  return notional !== null && notional < notionalMin ? 'notional_too_small' : null
}

type Told = { special: SpecialTerms; at: TimeMs }

function specialRefusal(
  market: Market,
  { side, quantity }: PlaceOrder,
  { special, at }: Told,
): RejectReason | null {
  const { expiresAt, display, budget, trigger, trail } = special
  if (expiresAt !== undefined && !(Number.isSafeInteger(expiresAt) && expiresAt > at)) return 'invalid_expiry'
  if (display !== undefined && !displayIsValid(market, display, quantity)) return 'invalid_display'
  if (budget !== undefined && (budget <= 0n || budget % market.terms.quote.unit !== 0n))
    return 'invalid_quantity'
  if (trigger !== undefined) {
    if (priceRefusal(market, trigger)) return 'invalid_trigger'
    const { lastPrice } = market
    const lies = lastPrice === null || (side === 'buy' ? trigger > lastPrice : trigger < lastPrice)
    if (!lies) return 'invalid_trigger'
  }
  return trail === undefined || trailIsValid(market, side, trail) ? null : 'invalid_trigger'
}

const displayIsValid = ({ definition }: Market, display: Lots, quantity: Lots): boolean =>
  Number.isSafeInteger(display) &&
  display >= definition.quantityMin &&
  display < quantity &&
  quantity <= display * icebergPartsMax

function trailIsValid({ lastPrice }: Market, side: PlaceOrder['side'], trail: Ticks): boolean {
  if (lastPrice === null || !Number.isSafeInteger(trail) || trail < 1 || trail > priceMax) return false
  return side === 'buy' || trail < lastPrice
}
