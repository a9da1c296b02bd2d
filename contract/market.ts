import { endpoint } from './endpoint.ts'
import type { Order, OrderWithTrades, Trade } from './entities.ts'
import { neededClientOrderId, orderName } from './market-names.ts'
import { orderTypes } from './market-place.ts'
import { integer, listOf, oneOf, param, text, type Keys } from './param.ts'

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
    ord_type: oneOf(orderTypes, { invalid: 'market.order.invalid_ord_type' }),
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

export const getClientOrder = endpoint<OrderWithTrades>()({
  method: 'GET',
  path: '/market/orders/client/:client_order_id',
  auth: 'user',
  summary: 'One order of the caller by his own name for it, with its trades',
  params: { client_order_id: neededClientOrderId },
})

export const cancelClientOrder = endpoint<Order>()({
  method: 'POST',
  path: '/market/orders/client/:client_order_id/cancel',
  auth: 'user',
  summary: 'Cancel an order, named by its client order id',
  params: { client_order_id: neededClientOrderId },
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
