import type { OrderTrade, Trade } from '../../contract/index.ts'
import { opposite, type Side } from '../../core/matching/index.ts'
import { decimalFromAmount, unit, type AccountId } from '../../core/units/index.ts'
import type { TradeRow } from '../engine/projector/index.ts'
import { storedAmount } from './order-entity.ts'
import { isoTime } from './wire.ts'

/** A trade as part of the order that took this side. */
export function orderTradeEntity(row: TradeRow, side: Side): OrderTrade {
  return {
    id: row.id,
    price: decimalFromAmount(storedAmount(row.price)),
    amount: decimalFromAmount(storedAmount(row.base)),
    total: decimalFromAmount(storedAmount(row.quote)),
    market: row.market,
    market_type: 'spot',
    created_at: isoTime(row.made_at),
    taker_type: row.taker_side,
    side,
  }
}

/** A trade as one of its parties sees it. `wanted`: the side asked for, by someone who may have been both. */
export function tradeEntity(row: TradeRow, account: AccountId, wanted: Side | undefined): Trade {
  return tradeAs(row, wanted ?? ownSide(row, account))
}

/** A trade from one of its sides; `fee` is the rate, or the rebate that a maker got, as a negative one. */
export function tradeAs(row: TradeRow, side: Side): Trade {
  const buys = side === 'buy'
  const [gross, fee] = buys ? [row.base, row.buyer_fee] : [row.quote, row.seller_fee]
  const feeAmount = storedAmount(fee)
  return {
    ...orderTradeEntity(row, side),
    fee_currency: buys ? row.base_asset : row.quote_asset,
    // Exact, because no fee was ever rounded.
    fee: decimalFromAmount((feeAmount * unit) / storedAmount(gross)),
    fee_amount: decimalFromAmount(feeAmount),
    order_id: side === row.taker_side ? row.taker_order : row.maker_order,
  }
}

/** Who trades with himself sees the maker's side. */
function ownSide(row: TradeRow, account: AccountId): Side {
  const maker = opposite(row.taker_side)
  const party = (side: Side) => (side === 'buy' ? row.buyer : row.seller)
  return party(maker) === account ? maker : row.taker_side
}
