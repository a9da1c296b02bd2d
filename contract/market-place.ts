import type { Amount } from '../core/units/index.ts'
import { endpoint } from './endpoint.ts'
import type { BatchAnswer, DeadMan, Order } from './entities.ts'
import { neededClientOrderId, optionalClientOrderId, orderName } from './market-names.ts'
import { decimal, flag, integer, oneOf, param, readerOf, text, type Param, type Params } from './param.ts'

// Placing and changing orders. Everything beyond market, side, volume, ord_type and price is an extension.

const key = (word: string) => `market.order.${word}`

/** A sum in a request: readable, and more than nothing. */
const sum = (name: string) =>
  decimal({ invalid: key(`non_decimal_${name}`), nonPositive: key(`non_positive_${name}`) })
const neededSum = (name: string) =>
  decimal({
    required: key(`missing_${name}`),
    invalid: key(`non_decimal_${name}`),
    nonPositive: key(`non_positive_${name}`),
  })
/** Says nothing for an order of this type: whoever sends it meant another order than he would get. */
const redundant = (said: string): Param<undefined> => param<undefined, {}>({}, () => ({ errors: [said] }))

const market = text({
  required: key('missing_market'),
  invalid: 'market.spot_market.doesnt_exist_or_not_enabled',
  max: 64,
})
const side = oneOf(['buy', 'sell'], { required: key('missing_side'), invalid: key('invalid_side') })
/** Seconds since the epoch, up to the year 5138. */
const moment = {
  invalid: key('non_integer_expires_at'),
  range: key('invalid_expires_at'),
  min: 1,
  max: 99_999_999_999,
} as const
const expiresAt = integer(moment)
const neededExpiry = integer({ ...moment, required: key('missing_expires_at') })

export const orderTypes = ['limit', 'market', 'stop_limit', 'stop_market', 'trailing_stop'] as const
export type WireOrderType = (typeof orderTypes)[number]

const ordType = oneOf(orderTypes, { default: 'limit', invalid: key('invalid_type') })

/** What any order may say. */
const fields = {
  market,
  side,
  volume: sum('volume'),
  ord_type: ordType,
  price: sum('price'),
  client_order_id: optionalClientOrderId,
  time_in_force: oneOf(['gtc', 'ioc', 'fok', 'gtd'], { invalid: key('invalid_time_in_force') }),
  expires_at: expiresAt,
  post_only: flag({ invalid: key('invalid_post_only') }),
  stop_price: sum('stop_price'),
  trailing_offset: sum('trailing_offset'),
  display_volume: sum('display_volume'),
  quote_volume: sum('quote_volume'),
  protection_price: sum('protection_price'),
  self_trade_prevention: oneOf(['cancel_taker', 'cancel_maker', 'cancel_both', 'decrement'], {
    invalid: key('invalid_self_trade_prevention'),
  }),
}

const no = (name: string) => redundant(key(`redundant_${name}`))
const priced = {
  volume: neededSum('volume'),
  price: neededSum('price'),
  quote_volume: no('quote_volume'),
  protection_price: no('protection_price'),
}
const unpriced = {
  price: redundant(key('market_order_price')),
  post_only: no('post_only'),
  display_volume: no('display_volume'),
}
const atOnce = { stop_price: no('stop_price'), trailing_offset: no('trailing_offset') }
const atPrice = { stop_price: neededSum('stop_price'), trailing_offset: no('trailing_offset') }
const trailing = { stop_price: no('stop_price'), trailing_offset: neededSum('trailing_offset') }

/** What an order of a type has to say, and what would say nothing. */
const fieldsOf: Record<WireOrderType, Partial<Params>> = {
  limit: { ...priced, ...atOnce },
  market: { ...unpriced, ...atOnce },
  stop_limit: { ...priced, ...atPrice },
  stop_market: { ...unpriced, ...atPrice },
  trailing_stop: { ...unpriced, ...trailing },
}

const placing = endpoint<Order>()({
  method: 'POST',
  path: '/market/orders',
  auth: 'user',
  summary: 'Place an order; answered when it is durable, with its state after matching',
  params: fields,
})

/** Reads an order by the rules of its type, and of the fields that ask for each other. */
export const placeOrder: typeof placing = {
  ...placing,
  read(raw) {
    const given = (name: string) => (Object.hasOwn(raw, name) ? (raw[name] ?? undefined) : undefined)
    const type = orderTypes.find((each) => each === (given('ord_type') ?? 'limit')) ?? 'limit'
    const expires = given('time_in_force') === 'gtd'
    const [byQuote, byVolume] = [given('quote_volume') !== undefined, given('volume') !== undefined]
    return readerFor({ type, expires, byQuote, byVolume })(raw)
  },
}

type Said = { type: WireOrderType; expires: boolean; byQuote: boolean; byVolume: boolean }

const readers = new Map<string, ReturnType<typeof readerOf<typeof fields>>>()

/** There are few kinds of orders and many orders, so each kind's reader is made once. */
function readerFor(said: Said) {
  const kind = `${said.type} ${said.expires} ${said.byQuote} ${said.byVolume}`
  let reader = readers.get(kind)
  if (!reader)
    readers.set(kind, (reader = readerOf({ ...fields, ...fieldsOf[said.type], ...fieldsTogether(said) })))
  return reader
}

/** Fields of which each asks for another, or rules it out. */
function fieldsTogether({ type, expires, byQuote, byVolume }: Said): Partial<Params> {
  const expiry = { expires_at: expires ? neededExpiry : no('expires_at') }
  if (type === 'limit' || type === 'stop_limit') return expiry
  if (!byQuote) return { ...expiry, volume: neededSum('volume') }
  return byVolume ? { ...expiry, quote_volume: no('quote_volume') } : expiry
}

export const placeOco = endpoint<[Order, Order]>()({
  method: 'POST',
  path: '/market/orders/oco',
  auth: 'user',
  summary:
    'Place a limit order and a stop of which one cancels the other; answered with both, the limit leg first',
  params: {
    market,
    side,
    volume: neededSum('volume'),
    price: neededSum('price'),
    stop_price: neededSum('stop_price'),
    /** Of a stop-limit leg; without it the stop leg is a market order. */
    stop_limit_price: sum('stop_limit_price'),
    /** Of a stop-market leg. */
    protection_price: sum('protection_price'),
    expires_at: expiresAt,
    client_order_id: optionalClientOrderId,
    stop_client_order_id: optionalClientOrderId,
  },
})

export const ordersAtOnceMax = 50

/** The entries as they came: each is read by itself, so that a bad one harms no other. */
const entries = param<Record<string, unknown>[], { required: string }>(
  { required: key('missing_orders') },
  (raw) => {
    if (!Array.isArray(raw) || raw.length === 0) return { errors: [key('invalid_orders')] }
    if (raw.length > ordersAtOnceMax) return { errors: [key('too_many_orders')] }
    const isEntry = (entry: unknown) => typeof entry === 'object' && entry !== null && !Array.isArray(entry)
    return raw.every(isEntry)
      ? { value: raw as Record<string, unknown>[] }
      : { errors: [key('invalid_orders')] }
  },
)

export const placeOrders = endpoint<BatchAnswer[]>()({
  method: 'POST',
  path: '/market/orders/batch',
  auth: 'user',
  summary: 'Place up to 50 orders, each answered in its place with its order or its errors',
  params: { orders: entries },
})

const change = { volume: sum('volume'), price: sum('price') }
const unchanged = ({ volume, price }: { volume: Amount | undefined; price: Amount | undefined }) =>
  volume === undefined && price === undefined

const amending = endpoint<Order>()({
  method: 'POST',
  path: '/market/orders/:id/amend',
  auth: 'user',
  summary: 'Change the total volume, the price or both of a resting limit order',
  params: { id: orderName, ...change },
})

export const amendOrder: typeof amending = {
  ...amending,
  read(raw) {
    const read = amending.read(raw)
    return 'values' in read && unchanged(read.values) ? { errors: [key('missing_volume_or_price')] } : read
  },
}

const amendingNamed = endpoint<Order>()({
  method: 'POST',
  path: '/market/orders/client/:client_order_id/amend',
  auth: 'user',
  summary: 'Change a resting limit order, named by its client order id',
  params: { client_order_id: neededClientOrderId, ...change },
})

export const amendClientOrder: typeof amendingNamed = {
  ...amendingNamed,
  read(raw) {
    const read = amendingNamed.read(raw)
    return 'values' in read && unchanged(read.values) ? { errors: [key('missing_volume_or_price')] } : read
  },
}

/** A day: whoever wants to be away longer has no use for it. */
export const cancelAfterMaxS = 86_400

export const cancelAfter = endpoint<DeadMan>()({
  method: 'POST',
  path: '/market/orders/cancel_after',
  auth: 'user',
  summary:
    "Cancel all the caller's orders unless this is called again within `timeout` seconds; 0 switches it off",
  params: {
    timeout: integer({
      required: key('missing_timeout'),
      invalid: key('non_integer_timeout'),
      range: key('invalid_timeout'),
      min: 0,
      max: cancelAfterMaxS,
    }),
  },
})
