import type { BalancesEvent, DepositEvent, OrderEvent, TradeEvent } from '../../contract/index.ts'
import type { BalanceView, OrderView, TradeMade } from '../../core/exchange/index.ts'
import type { Side } from '../../core/matching/index.ts'
import {
  amountOf,
  decimalFromAmount,
  decimalFromCount,
  type Ticks,
  type TimeMs,
} from '../../core/units/index.ts'
import { rateOf, termsEntity } from '../catalog/index.ts'
import { orderEntity, type MarketScale } from '../market-data/index.ts'

const seconds = (at: TimeMs): number => Math.floor(at / 1000)

/** An order as a command left it, for its owner. */
export function orderEvent(order: OrderView, scale: MarketScale): OrderEvent {
  return {
    ...orderEntity(order, scale),
    kind: order.side === 'buy' ? 'bid' : 'ask',
    maker_fee: rateOf(order.makerFeePpm),
    taker_fee: rateOf(order.takerFeePpm),
    at: seconds(order.placedAt),
    created_at: seconds(order.placedAt),
    updated_at: seconds(order.updatedAt),
    ...termsOf(order, scale),
  }
}

/** What is special about it; most orders have nothing of that. */
function termsOf(order: OrderView, scale: MarketScale) {
  const price = (ticks: Ticks | null) =>
    ticks === null ? null : decimalFromCount(ticks, scale.pricePrecision)
  return termsEntity({ ...order, limit: price(order.limit), trigger: price(order.trigger) }, scale)
}

/** A trade for one of its two sides. */
export function tradeEvent(
  trade: TradeMade,
  { at, side, scale }: { at: TimeMs; side: Side; scale: MarketScale },
): TradeEvent {
  return {
    id: trade.trade,
    price: decimalFromAmount(amountOf(trade.price, scale.pricePrecision)),
    amount: decimalFromAmount(trade.base),
    total: decimalFromAmount(trade.quote),
    market: trade.market,
    side,
    taker_type: trade.takerSide,
    created_at: seconds(at),
    order_id: side === trade.takerSide ? trade.taker : trade.maker,
  }
}

/** Balances that changed: on the wire, a balance is what may be used. */
export function balancesEvent(balances: Iterable<BalanceView>): BalancesEvent {
  const event: BalancesEvent = {}
  for (const { asset, posted, held } of balances) {
    event[asset] = [decimalFromAmount(posted - held), decimalFromAmount(held)]
  }
  return event
}

/** A deposit whose sum may be used from now on. */
export const depositEvent = (
  { asset, sum, reference }: { asset: string; sum: bigint; reference: string },
  at: TimeMs,
): DepositEvent => ({
  currency: asset,
  amount: decimalFromAmount(sum),
  txid: reference,
  state: 'accepted',
  created_at: seconds(at),
})
