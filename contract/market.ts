import { endpoint } from './endpoint.ts'
import type { Order, OrderWithTrades, Trade } from './entities.ts'
import { decimal, integer, listOf, oneOf, param, text, type Keys } from './param.ts'

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A market's or an asset's code; whether it exists is the server's to know. */
const code = (key: string) => text({ invalid: key, empty: key, max: 64 })

/** Seconds since the epoch. */
const seconds = (noun: 'order' | 'trade', name: 'time_from' | 'time_to') =>
  param<number, {}>({}, (raw) => {
    if (raw === '') return { errors: [`market.${noun}.empty_${name}`] }
    const read = integer({ invalid: `market.${noun}.non_integer_${name}`, min: 0 }).read(raw)
    return 'errors' in read ? read : { value: read.value! }
  })

const unknownMarket = 'market.market.doesnt_exist'
const markets = listOf(code(unknownMarket), { invalid: unknownMarket })
const marketType = oneOf(['spot', 'qe'], { default: 'spot', invalid: 'market.market.invalid_market_type' })
const side = (key: Keys) => oneOf(['buy', 'sell'], { invalid: key })

const page = (noun: 'order' | 'trade') =>
  integer({
    default: 1,
    invalid: `market.${noun}.non_integer_page`,
    range: `market.${noun}.non_positive_page`,
    min: 1,
    max: 1_000_000,
  })
const limit = (noun: 'order' | 'trade', min: 0 | 1) =>
  integer({
    default: 100,
    invalid: `market.${noun}.non_integer_limit`,
    range: `market.${noun}.invalid_limit`,
    min,
    max: 1000,
  })
const direction = (noun: 'order' | 'trade') =>
  oneOf(['asc', 'desc'], { default: 'desc', invalid: `market.${noun}.invalid_order_by` })

export type OrderName = { id: number } | { uuid: string }

/** An order is named by its number or its uuid. The misspelling is the wire's. */
const orderName = param<OrderName, { required: string }>(
  { required: 'market.order.invaild_id_or_uuid' },
  (raw) => {
    const name = String(raw)
    if (/^[1-9]\d{0,14}$/.test(name)) return { value: { id: Number(name) } }
    if (uuidPattern.test(name)) return { value: { uuid: name.toLowerCase() } }
    return { errors: ['market.order.invaild_id_or_uuid'] }
  },
)

const placing = endpoint<Order>()({
  method: 'POST',
  path: '/market/orders',
  auth: 'user',
  summary: 'Place an order; answered when it is durable, with its state after matching',
  params: {
    market: text({
      required: 'market.order.missing_market',
      invalid: 'market.spot_market.doesnt_exist_or_not_enabled',
      max: 64,
    }),
    side: oneOf(['buy', 'sell'], {
      required: 'market.order.missing_side',
      invalid: 'market.order.invalid_side',
    }),
    volume: decimal({
      required: 'market.order.missing_volume',
      invalid: 'market.order.non_decimal_volume',
      nonPositive: 'market.order.non_positive_volume',
    }),
    ord_type: oneOf(['limit', 'market'], { default: 'limit', invalid: 'market.order.invalid_type' }),
    price: decimal({
      invalid: 'market.order.non_decimal_price',
      nonPositive: 'market.order.non_positive_price',
    }),
    /** An extension: becomes the order's uuid, and makes a retry with it get the same order again. */
    client_order_id: text({ invalid: 'market.order.invalid_client_order_id', pattern: uuidPattern }),
  },
})

/** A limit order names its price, a market order none; said together with what else is wrong. */
export const placeOrder: typeof placing = {
  ...placing,
  read(raw) {
    const read = placing.read(raw)
    const type = Object.hasOwn(raw, 'ord_type') ? (raw['ord_type'] ?? 'limit') : 'limit'
    const price = Object.hasOwn(raw, 'price') ? (raw['price'] ?? undefined) : undefined
    const errors = 'errors' in read ? read.errors : []
    if (type === 'limit' && price === undefined) return { errors: [...errors, 'market.order.missing_price'] }
    if (type === 'market' && price !== undefined)
      return { errors: [...errors, 'market.order.market_order_price'] }
    return read
  },
}

export const listOrders = endpoint<Order[]>()({
  method: 'GET',
  path: '/market/orders',
  auth: 'user',
  summary: "The caller's orders by their last change",
  params: {
    market: markets,
    market_type: marketType,
    base_unit: code(unknownMarket),
    quote_unit: code(unknownMarket),
    state: listOf(
      oneOf(['pending', 'wait', 'done', 'cancel', 'reject'], { invalid: 'market.order.invalid_state' }),
      { invalid: 'market.order.invalid_state' },
    ),
    limit: limit('order', 0),
    page: page('order'),
    order_by: direction('order'),
    ord_type: oneOf(['limit', 'market'], { invalid: 'market.order.invalid_ord_type' }),
    type: side('market.order.invalid_type'),
    time_from: seconds('order', 'time_from'),
    time_to: seconds('order', 'time_to'),
  },
})

export const getOrder = endpoint<OrderWithTrades>()({
  method: 'GET',
  path: '/market/orders/:id',
  auth: 'user',
  summary: 'One order of the caller by number or uuid, with its trades',
  params: { id: orderName },
})

export const cancelOrder = endpoint<Order>()({
  method: 'POST',
  path: '/market/orders/:id/cancel',
  auth: 'user',
  summary: 'Cancel an order; answered when it is made. One that is closed already is answered as it is',
  params: { id: orderName },
})

export const cancelOrders = endpoint<Order[]>()({
  method: 'POST',
  path: '/market/orders/cancel',
  auth: 'user',
  summary: "Cancel all the caller's open orders, or those of a market or side",
  params: { market: code(unknownMarket), market_type: marketType, side: side('market.order.invalid_side') },
})

export const listTrades = endpoint<Trade[]>()({
  method: 'GET',
  path: '/market/trades',
  auth: 'user',
  summary: "The caller's trades",
  params: {
    market: markets,
    market_type: marketType,
    limit: limit('trade', 1),
    page: page('trade'),
    type: side('market.trade.invalid_type'),
    time_from: seconds('trade', 'time_from'),
    time_to: seconds('trade', 'time_to'),
    order_by: direction('trade'),
  },
})
