import type { BalanceView, Event, OrderView, TradeMade } from '../../../core/exchange/index.ts'
import { amountOf, decimalFromAmount, type Ticks, type TimeMs } from '../../../core/units/index.ts'
import type { Published } from '../index.ts'
import type { Definitions } from './definitions.ts'
import { operationsOf } from './post-operations.ts'
import type { AccountRow, AssetRow, MarketRow, OperationRow, OrderRow, TradeRow } from './tables.ts'

/** What a batch of records writes: one row per order and account however often they changed. */
export type Rows = {
  orders: OrderRow[]
  trades: TradeRow[]
  accounts: AccountRow[]
  operations: OperationRow[]
  assets: AssetRow[]
  markets: MarketRow[]
  marketStatuses: { market: string; status: string }[]
}

/** Turns records, in order, into rows. `lastOperation` is the id before the first new operation. */
export function collectRows(records: Published[], definitions: Definitions, lastOperation: number): Rows {
  const orders = new Map<number, OrderView>()
  const accounts = new Map<string, BalanceView>()
  const assets = new Map<string, AssetRow>()
  const markets = new Map<string, MarketRow>()
  const statuses = new Map<string, string>()
  const trades: TradeRow[] = []
  const operations: OperationRow[] = []
  for (const { sequence, at, events, touched } of records) {
    for (const event of events) {
      definitions.learn(event)
      if (event.kind === 'trade') trades.push(tradeRow(event, definitions, at))
      else if (event.kind === 'asset_defined') assets.set(event.asset, assetRow(event, at))
      else if (event.kind === 'market_defined') markets.set(event.market, marketRow(event, at))
      if (event.kind === 'market_defined' || event.kind === 'market_status_changed') {
        statuses.set(event.market, event.status)
      }
      for (const operation of operationsOf(event, definitions.typeOf)) {
        operations.push({
          id: ++lastOperation,
          sequence,
          code: operation.code,
          asset: operation.asset,
          line: operation.line,
          account: operation.account,
          reference_type: operation.referenceType,
          reference_id: operation.referenceId,
          category: operation.category,
          debit: decimalFromAmount(operation.debit),
          credit: decimalFromAmount(operation.credit),
          made_at: at,
        })
      }
    }
    for (const order of touched.orders) orders.set(order.order, order)
    for (const balance of touched.balances) accounts.set(`${balance.account}/${balance.asset}`, balance)
  }
  return {
    orders: [...orders.values()].map((order) => orderRow(order, definitions)),
    trades,
    accounts: [...accounts.values()].map(accountRow),
    operations,
    assets: [...assets.values()],
    markets: [...markets.values()],
    marketStatuses: [...statuses].map(([market, status]) => ({ market, status })),
  }
}

function orderRow(order: OrderView, definitions: Definitions): OrderRow {
  const { pricePrecision, amountPrecision } = definitions.scaleOf(order.market)
  const price = (ticks: Ticks | null) =>
    ticks === null ? null : decimalFromAmount(amountOf(ticks, pricePrecision))
  return {
    id: order.order,
    uuid: order.uuid,
    account: order.account,
    market: order.market,
    side: order.side,
    type: order.type,
    limit_price: price(order.limit),
    status: order.status,
    quantity: decimalFromAmount(amountOf(order.quantity, amountPrecision)),
    filled: decimalFromAmount(amountOf(order.filled, amountPrecision)),
    filled_quote: decimalFromAmount(order.filledQuote),
    held: decimalFromAmount(order.held),
    trades_count: order.tradesCount,
    maker_fee_ppm: order.makerFeePpm,
    taker_fee_ppm: order.takerFeePpm,
    placed_at: order.placedAt,
    updated_at: order.updatedAt,
    special: order.special === null ? null : JSON.stringify(order.special, sumsAsText),
    partner: order.partner,
    trigger_price: price(order.trigger),
    canceled_for: order.canceledFor,
  }
}

const sumsAsText = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

const tradeRow = (trade: TradeMade, definitions: Definitions, at: TimeMs): TradeRow => ({
  id: trade.trade,
  market: trade.market,
  taker_side: trade.takerSide,
  price: decimalFromAmount(amountOf(trade.price, definitions.scaleOf(trade.market).pricePrecision)),
  base: decimalFromAmount(trade.base),
  quote: decimalFromAmount(trade.quote),
  maker_order: trade.maker,
  taker_order: trade.taker,
  buyer: trade.buyer,
  seller: trade.seller,
  base_asset: trade.baseAsset,
  quote_asset: trade.quoteAsset,
  buyer_fee: decimalFromAmount(trade.buyerFee),
  seller_fee: decimalFromAmount(trade.sellerFee),
  made_at: at,
})

const accountRow = ({ account, asset, posted, held }: BalanceView): AccountRow => ({
  account,
  asset,
  posted: decimalFromAmount(posted),
  held: decimalFromAmount(held),
})

const assetRow = (event: Event & { kind: 'asset_defined' }, at: TimeMs): AssetRow => ({
  asset: event.asset,
  type: event.type,
  precision_digits: event.precision,
  defined_at: at,
})

const marketRow = (event: Event & { kind: 'market_defined' }, at: TimeMs): MarketRow => ({
  market: event.market,
  base: event.base,
  quote: event.quote,
  price_precision: event.pricePrecision,
  amount_precision: event.amountPrecision,
  price_min: decimalFromAmount(amountOf(event.priceMin, event.pricePrecision)),
  price_max: decimalFromAmount(amountOf(event.priceMax, event.pricePrecision)),
  quantity_min: decimalFromAmount(amountOf(event.quantityMin, event.amountPrecision)),
  status: event.status,
  defined_at: at,
})
