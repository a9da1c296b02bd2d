import type { OrderTerms } from '../../contract/index.ts'
import type { CancelReason, OrderStatus, OrderType, SpecialTerms } from '../../core/exchange/index.ts'
import { decimalFromAmount, decimalFromCount, type Ticks } from '../../core/units/index.ts'
import { isoOf } from './entities.ts'
import type { Market } from './market.ts'

/** What makes an order special, whether the engine or SQL said it to us. */
export type TermsFacts = {
  type: OrderType
  status: OrderStatus
  special: SpecialTerms | null
  /** Where its trigger is now, as a decimal: of a trailing stop it moves. `null` once it is awake. */
  trigger: string | null
  /** The worst acceptable price as a decimal, of market types too. */
  limit: string | null
  partner: number | null
  canceledFor: CancelReason | null
}

/** Market types have no price of their own: their limit protects them. */
export const isPriced = (type: OrderType): boolean => type === 'limit' || type === 'stop_limit'
const isStop = (type: OrderType): boolean => type !== 'limit' && type !== 'market'

/** Of an order that was canceled nobody says any more whether it had been awake. */
const isAwake = ({ status }: TermsFacts): boolean | undefined =>
  status === 'canceled' || status === 'expired' ? undefined : status !== 'untriggered'

const ordinary: Partial<OrderTerms> = {}

function withoutAbsent<Fields extends object>(said: { [Name in keyof Fields]: Fields[Name] | undefined }) {
  const fields: Partial<Fields> = {}
  for (const name in said) if (said[name] !== undefined) fields[name] = said[name]
  return fields
}

/** Only the fields that say something: an ordinary order looks as it always did. */
export function termsEntity(
  order: TermsFacts,
  { pricePrecision, amountPrecision }: Pick<Market, 'pricePrecision' | 'amountPrecision'>,
): Partial<OrderTerms> {
  const { special: terms, limit, partner, canceledFor } = order
  const asAsked = canceledFor === null || canceledFor === 'requested'
  if (order.type === 'limit' && terms === null && partner === null && asAsked) return ordinary
  const priceOf = (count: Ticks | undefined) =>
    count === undefined ? undefined : decimalFromCount(count, pricePrecision)
  const said: { [Name in keyof OrderTerms]: OrderTerms[Name] | undefined } = {
    client_order_id: terms?.clientOrderId,
    time_in_force: terms?.timeInForce,
    expires_at: terms?.expiresAt === undefined ? undefined : isoOf(terms.expiresAt),
    post_only: terms?.postOnly ? true : undefined,
    stop_price: order.trigger ?? priceOf(terms?.trigger),
    trailing_offset: priceOf(terms?.trail),
    triggered: isStop(order.type) ? isAwake(order) : undefined,
    display_volume:
      terms?.display === undefined ? undefined : decimalFromCount(terms.display, amountPrecision),
    quote_volume: terms?.budget === undefined ? undefined : decimalFromAmount(terms.budget),
    protection_price: isPriced(order.type) || limit === null ? undefined : limit,
    self_trade_prevention: terms?.selfTradePrevention,
    cancel_reason: asAsked ? undefined : canceledFor,
    linked_order_id: partner ?? undefined,
  }
  return withoutAbsent(said)
}
