import {
  adminOrder,
  adminPage,
  code,
  dates,
  email,
  marketType,
  positiveSum,
  reason,
  side,
  uid,
} from './admin-params.ts'
import { endpoint } from './endpoint.ts'
import type { Order } from './entities.ts'
import { orderTypes } from './market-place.ts'
import { integer, listOf, oneOf, text } from './param.ts'

/** An order with its owner. */
export type AdminOrder = Order & { uid: string; email: string | null }

type Party = 'maker' | 'taker'
type PartyFields<Who extends Party> = {
  [Field in `${Who}_order_email`]: string | null
} & {
  [Field in `${Who}_uid` | `${Who}_fee` | `${Who}_fee_amount` | `${Who}_fee_currency`]: string
}

/** A trade with both its parties; `*_fee` are rates, `*_fee_amount` what they came to. */
export type AdminTrade = {
  id: number
  price: string
  amount: string
  total: string
  market: string
  market_type: 'spot'
  created_at: string
  taker_type: 'buy' | 'sell'
  maker_order_id: number
  taker_order_id: number
} & PartyFields<'maker'> &
  PartyFields<'taker'>

const unknownMarket = 'admin.market.doesnt_exist'

export const listAdminOrders = endpoint<AdminOrder[]>()({
  method: 'GET',
  path: '/admin/orders',
  auth: 'user',
  summary: 'Orders of all users',
  params: {
    market: code(unknownMarket),
    market_type: marketType,
    state: listOf(
      oneOf(['pending', 'wait', 'done', 'cancel', 'reject'], { invalid: 'admin.order.invalid_state' }),
      { invalid: 'admin.order.invalid_state' },
    ),
    ord_type: oneOf(orderTypes, { invalid: 'admin.order.invalid_ord_type' }),
    price: positiveSum('order', 'price'),
    origin_volume: positiveSum('order', 'origin_volume'),
    type: side('admin.order.invalid_type'),
    uid,
    email,
    ...dates,
    ...adminPage,
    ...adminOrder(['id', 'created_at', 'updated_at']),
  },
})

export const adminCancelOrder = endpoint<AdminOrder>()({
  method: 'POST',
  path: '/admin/orders/:id/cancel',
  auth: 'user',
  summary: 'Cancel an order of a user; answered when it is made',
  params: {
    id: integer({
      required: 'admin.order.missing_id',
      invalid: 'admin.order.non_integer_id',
      range: 'admin.order.non_integer_id',
      min: 1,
    }),
    reason,
  },
})

export const adminCancelOrders = endpoint<AdminOrder[]>()({
  method: 'POST',
  path: '/admin/orders/cancel',
  auth: 'user',
  summary: 'Cancel all open orders of a market, or of one side of it',
  params: {
    market: text({ required: 'admin.order.missing_market', invalid: unknownMarket, max: 64 }),
    market_type: marketType,
    side: side('admin.order.invalid_side'),
    reason,
  },
})

export const listAdminTrades = endpoint<AdminTrade[]>()({
  method: 'GET',
  path: '/admin/trades',
  auth: 'user',
  summary: 'Trades of all users',
  params: {
    market: code(unknownMarket),
    market_type: marketType,
    order_id: integer({
      invalid: 'admin.trade.non_integer_order_id',
      range: 'admin.trade.non_integer_order_id',
      min: 1,
    }),
    uid,
    from: dates.from,
    to: dates.to,
    ...adminPage,
    ...adminOrder(['id', 'created_at']),
  },
})
