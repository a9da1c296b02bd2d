import { available } from '../ledger/index.ts'
import { match, opposite, quantityAt, type Fill, type Side } from '../matching/index.ts'
import {
  amountMax,
  type AccountId,
  type Amount,
  type AssetCode,
  type Lots,
  type OrderId,
  type Ppm,
  type Ticks,
  type TradeId,
} from '../units/index.ts'
import type { PlaceOrder } from './command.ts'
import type { Decision } from './decide.ts'
import type { Event, TradeMade } from './event.ts'
import { anyGroup, baseOf, feeUnitsOf, quoteOf, ratesOf, tickLots, type Market, type Order, type State } from './state.ts'

/** Lots of one order. Level totals have their own cap, checked when an order would rest. */
export const quantityMax = 10 ** 15
/** Ticks of one price. */
export const priceMax = 10 ** 15

/** What an order would promise and get, before anything is true. */
type Plan = { held: Amount; fills: Fill<Order>[]; filled: number }

/** Hold, match, settle, rest; in that order: nothing is matched that is not already paid for. */
export function decidePlaceOrder(state: State, command: PlaceOrder): Decision {
  const market = state.markets.get(command.market)
  if (!market) return { rejection: 'unknown_market' }
  if (market.status !== 'open') return { rejection: 'market_not_open' }

  const { definition } = market
  const { account, side, type, limit, quantity } = command
  if (!validQuantity(quantity) || quantity < definition.quantityMin) return { rejection: 'invalid_quantity' }
  if (type === 'limit' ? !validPrice(limit, market) : limit !== null) return { rejection: 'invalid_price' }

  const asset = side === 'buy' ? definition.quote : definition.base
  const trader = state.traders.get(account)
  const funds = available(trader?.account.balances[side === 'buy' ? market.quoteSlot : market.baseSlot])
  const plan = limit === null ? planMarket(market, command, funds) : planLimit(market, command, limit, funds)
  if ('rejection' in plan) return plan

  const rates = ratesOf(state, market, trader?.group ?? anyGroup)
  const order = (state.lastOrderId + 1) as OrderId
  const accepted: Event = {
    kind: 'order_accepted',
    order,
    uuid: command.uuid,
    account,
    market: command.market,
    side,
    type,
    limit,
    quantity,
    asset,
    held: plan.held,
    makerFeePpm: rates.maker,
    takerFeePpm: rates.taker,
  }
  const taker = { order, account, side, limit, rate: rates.taker }
  const events: Event[] = [accepted]
  let trade = state.lastTradeId
  for (const fill of plan.fills) events.push(tradeOf(market, taker, fill, (trade += 1) as TradeId))

  const remaining = (quantity - plan.filled) as Lots
  if (remaining > 0) events.push(type === 'limit' ? { kind: 'order_rested', order } : unfilled(command, order, remaining, asset))
  return { events }
}

/** What a market order leaves unfilled is canceled; its hold was exact, so nothing is released. */
function unfilled(command: PlaceOrder, order: OrderId, remaining: Lots, asset: AssetCode): Event {
  const { account, market } = command
  return { kind: 'order_canceled', order, account, market, remaining, asset, released: 0n as Amount }
}

/** A limit order promises its worst case at once, and rests with what it did not get. */
function planLimit(
  market: Market,
  { side, quantity }: PlaceOrder,
  limit: Ticks,
  funds: bigint,
): Plan | { rejection: 'insufficient_funds' | 'invalid_quantity' } {
  const held = side === 'buy' ? quoteOf(market, limit, quantity) : baseOf(market, quantity)
  if (held > amountMax) return { rejection: 'invalid_quantity' }
  if (funds < held) return { rejection: 'insufficient_funds' }
  const level = quantityAt(market.book[side], limit)
  if (level + quantity > Number.MAX_SAFE_INTEGER) return { rejection: 'invalid_quantity' }
  const fills = match(market.book, { side, limit, quantity })
  return { held, fills, filled: sumOf(fills) }
}

/** A market order fills as far as its funds reach: refused only if the book is empty or one lot is too much. */
function planMarket(
  market: Market,
  { side, quantity }: PlaceOrder,
  funds: bigint,
): Plan | { rejection: 'insufficient_funds' | 'insufficient_liquidity' } {
  if (market.book[opposite(side)].levels.length === 0) return { rejection: 'insufficient_liquidity' }
  let spent = 0n
  // The first fill decides: if not even one lot of it can be paid for, the order is refused.
  const afford = (price: Ticks, wanted: Lots): Lots => {
    const unit = side === 'buy' ? quoteOf(market, price, 1 as Lots) : market.basePerLot
    const left = funds - spent
    const cost = unit * BigInt(wanted)
    const taken = left >= cost ? wanted : left < unit ? (0 as Lots) : (Number(left / unit) as Lots)
    spent += taken === wanted ? cost : unit * BigInt(taken)
    return taken
  }
  const fills = match(market.book, { side, limit: null, quantity }, afford)
  if (fills.length === 0) return { rejection: 'insufficient_funds' }
  return { held: spent as Amount, fills, filled: sumOf(fills) }
}

type Taker = { order: OrderId; account: AccountId; side: Side; limit: Ticks | null; rate: Ppm }

function tradeOf(market: Market, taker: Taker, { maker, price, quantity }: Fill<Order>, trade: TradeId): TradeMade {
  const { definition, basePerLot, quotePerTickLot } = market
  const lots = BigInt(quantity)
  const product = tickLots(price, quantity)
  const makerUnits = feeUnitsOf(market, maker.makerFeePpm)
  const takerUnits = feeUnitsOf(market, taker.rate)
  const buys = taker.side === 'buy'
  // A taker who buys below his limit gets the difference back; a maker trades at his own price.
  const better = buys && taker.limit !== null ? taker.limit - price : 0
  return {
    kind: 'trade',
    trade,
    market: definition.market,
    takerSide: taker.side,
    price,
    quantity,
    maker: maker.id,
    taker: taker.order,
    buyer: buys ? taker.account : maker.account,
    seller: buys ? maker.account : taker.account,
    baseAsset: definition.base,
    quoteAsset: definition.quote,
    base: (basePerLot * lots) as Amount,
    quote: (quotePerTickLot * product) as Amount,
    buyerFee: ((buys ? takerUnits : makerUnits).base * lots) as Amount,
    sellerFee: ((buys ? makerUnits : takerUnits).quote * product) as Amount,
    released: (better > 0 ? quotePerTickLot * tickLots(better as Ticks, quantity) : 0n) as Amount,
  }
}

const validQuantity = (quantity: Lots) =>
  Number.isSafeInteger(quantity) && quantity > 0 && quantity <= quantityMax

function validPrice(limit: Ticks | null, { definition }: Market): boolean {
  if (limit === null || !Number.isSafeInteger(limit) || limit <= 0 || limit > priceMax) return false
  return limit >= definition.priceMin && (definition.priceMax === 0 || limit <= definition.priceMax)
}

function sumOf(fills: Fill<Order>[]): number {
  let sum = 0
  for (const fill of fills) sum += fill.quantity
  return sum
}
