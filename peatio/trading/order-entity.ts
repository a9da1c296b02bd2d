import type { Order, OrderState } from '../../contract/index.ts'
import type { OrderStatus, OrderView, SpecialTerms } from '../../core/exchange/index.ts'
import {
  amount,
  amountFromDecimal,
  amountOf,
  assert,
  decimalFromAmount,
  type Amount,
} from '../../core/units/index.ts'
import { isPriced, termsEntity, type Market, type TermsFacts } from '../catalog/index.ts'
import type { OrderRow } from '../engine/projector/index.ts'
import { averagePrice, isoTime, rateFromPpm } from './wire.ts'

export type Scale = Pick<Market, 'pricePrecision' | 'amountPrecision'>

/** What the wire says of an order, whether the engine or SQL said it to us. */
type OrderFacts = Pick<OrderView, 'uuid' | 'side' | 'tradesCount'> &
  TermsFacts & {
    id: number
    market: string
    quantity: Amount
    filled: Amount
    filledQuote: Amount
    makerFeePpm: number
    takerFeePpm: number
    placedAt: number
    updatedAt: number
  }

/** A stop that waits for its trigger is open to cancels like any other: `wait`, with `triggered: false`. */
const states: Record<OrderStatus, OrderState> = {
  untriggered: 'wait',
  open: 'wait',
  partially_filled: 'wait',
  filled: 'done',
  canceled: 'cancel',
  expired: 'cancel',
}

export const isOpen = (status: OrderStatus): boolean => states[status] === 'wait'

/** Statuses that a word of the wire stands for. Nothing is ever `pending` or `reject`: answers are final here. */
export const statusesOf: Record<OrderState, readonly OrderStatus[]> = {
  pending: [],
  wait: ['untriggered', 'open', 'partially_filled'],
  done: ['filled'],
  cancel: ['canceled', 'expired'],
  reject: [],
}

/** An order as the engine sees it. */
export function entityOfView(order: OrderView, scale: Scale): Order {
  const { pricePrecision, amountPrecision } = scale
  const facts = {
    ...order,
    id: order.order,
    limit: order.limit === null ? null : amountOf(order.limit, pricePrecision),
    trigger: order.trigger === null ? null : amountOf(order.trigger, pricePrecision),
    quantity: amountOf(order.quantity, amountPrecision),
    filled: amountOf(order.filled, amountPrecision),
  }
  return entityOf(facts, scale)
}

/** An order as SQL keeps it. */
export function entityOfRow(row: OrderRow, scale: Scale): Order {
  const facts = {
    id: row.id,
    uuid: row.uuid,
    market: row.market,
    side: row.side,
    type: row.type,
    status: row.status,
    tradesCount: row.trades_count,
    limit: row.limit_price === null ? null : storedAmount(row.limit_price),
    trigger: row.trigger_price === null ? null : storedAmount(row.trigger_price),
    special: row.special === null ? null : storedTerms(row.special),
    partner: row.partner,
    canceledFor: row.canceled_for,
    quantity: storedAmount(row.quantity),
    filled: storedAmount(row.filled),
    filledQuote: storedAmount(row.filled_quote),
    makerFeePpm: row.maker_fee_ppm,
    takerFeePpm: row.taker_fee_ppm,
    placedAt: row.placed_at,
    updatedAt: row.updated_at,
  }
  return entityOf(facts, scale)
}

function entityOf(order: OrderFacts, scale: Scale): Order {
  const price = isPriced(order.type) ? order.limit : null
  return {
    id: order.id,
    uuid: order.uuid,
    side: order.side,
    ord_type: order.type,
    price: price === null ? null : decimalFromAmount(price),
    avg_price: decimalFromAmount(averagePrice(order.filledQuote, order.filled, scale.pricePrecision)),
    state: states[order.status],
    market: order.market,
    market_type: 'spot',
    created_at: isoTime(order.placedAt),
    updated_at: isoTime(order.updatedAt),
    origin_volume: decimalFromAmount(order.quantity),
    remaining_volume: decimalFromAmount(amount(order.quantity - order.filled)),
    executed_volume: decimalFromAmount(order.filled),
    maker_fee: rateFromPpm(order.makerFeePpm),
    taker_fee: rateFromPpm(order.takerFeePpm),
    trades_count: order.tradesCount,
    ...termsEntity(order, scale),
  }
}

/** What a special order said, from its column: sums are text there. */
function storedTerms(text: string): SpecialTerms {
  const { budget, ...terms } = JSON.parse(text) as Omit<SpecialTerms, 'budget'> & { budget?: string }
  return budget === undefined ? terms : { ...terms, budget: amount(BigInt(budget)) }
}

/** A sum from a decimal column, which has it in plain notation. */
export function storedAmount(text: string): Amount {
  const sum = amountFromDecimal(text)
  assert(sum !== undefined, 'a decimal column holds a plain decimal')
  return sum
}
