import type { Order, OrderState } from '../../contract/index.ts'
import type { OrderStatus, OrderView, SpecialTerms } from '../../core/exchange/index.ts'
import {
  amount,
  amountFromDecimal,
  amountOf,
  assert,
  decimalFromAmount,
  decimalFromCount,
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
    /** Sums as decimals. */
    quantity: string
    remaining: string
    filled: string
    averagePrice: string
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
  // Field by field: copying a view's fields and then adding to them is what the runtime is slowest at.
  const facts = {
    id: order.order,
    uuid: order.uuid,
    market: order.market,
    side: order.side,
    type: order.type,
    status: order.status,
    tradesCount: order.tradesCount,
    limit: order.limit === null ? null : decimalFromCount(order.limit, pricePrecision),
    trigger: order.trigger === null ? null : decimalFromCount(order.trigger, pricePrecision),
    special: order.special,
    partner: order.partner,
    canceledFor: order.canceledFor,
    quantity: decimalFromCount(order.quantity, amountPrecision),
    remaining: decimalFromCount(order.quantity - order.filled, amountPrecision),
    filled: decimalFromCount(order.filled, amountPrecision),
    averagePrice: averageOf(order.filledQuote, amountOf(order.filled, amountPrecision), scale),
    makerFeePpm: order.makerFeePpm,
    takerFeePpm: order.takerFeePpm,
    placedAt: order.placedAt,
    updatedAt: order.updatedAt,
  }
  return entityOf(facts, scale)
}

/** An order as SQL keeps it. */
export function entityOfRow(row: OrderRow, scale: Scale): Order {
  const quantity = storedAmount(row.quantity)
  const filled = storedAmount(row.filled)
  const facts = {
    id: row.id,
    uuid: row.uuid,
    market: row.market,
    side: row.side,
    type: row.type,
    status: row.status,
    tradesCount: row.trades_count,
    limit: row.limit_price === null ? null : storedDecimal(row.limit_price),
    trigger: row.trigger_price === null ? null : storedDecimal(row.trigger_price),
    special: row.special === null ? null : storedTerms(row.special),
    partner: row.partner,
    canceledFor: row.canceled_for,
    quantity: decimalFromAmount(quantity),
    remaining: decimalFromAmount(amount(quantity - filled)),
    filled: decimalFromAmount(filled),
    averagePrice: averageOf(storedAmount(row.filled_quote), filled, scale),
    makerFeePpm: row.maker_fee_ppm,
    takerFeePpm: row.taker_fee_ppm,
    placedAt: row.placed_at,
    updatedAt: row.updated_at,
  }
  return entityOf(facts, scale)
}

const averageOf = (quote: Amount, base: Amount, { pricePrecision }: Scale): string =>
  base === 0n ? '0.0' : decimalFromAmount(averagePrice(quote, base, pricePrecision))

function entityOf(order: OrderFacts, scale: Scale): Order {
  return {
    id: order.id,
    uuid: order.uuid,
    side: order.side,
    ord_type: order.type,
    price: isPriced(order.type) ? order.limit : null,
    avg_price: order.averagePrice,
    state: states[order.status],
    market: order.market,
    market_type: 'spot',
    created_at: isoTime(order.placedAt),
    updated_at: isoTime(order.updatedAt),
    origin_volume: order.quantity,
    remaining_volume: order.remaining,
    executed_volume: order.filled,
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

const storedDecimal = (text: string): string => decimalFromAmount(storedAmount(text))

/** A sum from a decimal column, which has it in plain notation. */
export function storedAmount(text: string): Amount {
  const sum = amountFromDecimal(text)
  assert(sum !== undefined, 'a decimal column holds a plain decimal')
  return sum
}
