import type { OrderStatus, OrderView } from '../../core/exchange/index.ts'
import { amountOf, decimalFromAmount, type Lots } from '../../core/units/index.ts'
import { isPriced } from '../catalog/index.ts'
import type { MarketScale } from './market-feed.ts'
import { averagePrice } from './roll-ticker.ts'

const states: Record<OrderStatus, 'wait' | 'done' | 'cancel'> = {
  untriggered: 'wait',
  open: 'wait',
  partially_filled: 'wait',
  filled: 'done',
  canceled: 'cancel',
  expired: 'cancel',
}

/** The part of an order that every reader sees the same way, in the wire's words. */
export function orderEntity(
  order: OrderView,
  { pricePrecision, amountPrecision }: Pick<MarketScale, 'pricePrecision' | 'amountPrecision'>,
) {
  const decimal = (quantity: Lots) => decimalFromAmount(amountOf(quantity, amountPrecision))
  const filled = amountOf(order.filled, amountPrecision)
  return {
    id: order.order as number,
    uuid: order.uuid,
    market: order.market as string,
    market_type: 'spot' as const,
    side: order.side,
    ord_type: order.type,
    price:
      order.limit === null || !isPriced(order.type)
        ? null
        : decimalFromAmount(amountOf(order.limit, pricePrecision)),
    avg_price: decimalFromAmount(averagePrice(order.filledQuote, filled, pricePrecision)),
    state: states[order.status],
    origin_volume: decimal(order.quantity),
    remaining_volume: decimal((order.quantity - order.filled) as Lots),
    executed_volume: decimal(order.filled),
    trades_count: order.tradesCount,
  }
}
