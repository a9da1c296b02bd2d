import type { Side } from '../matching/index.ts'
import {
  times,
  type AccountId,
  type Amount,
  type AssetCode,
  type Count,
  type Lots,
  type MarketCode,
  type OrderId,
  type Ppm,
  type Ticks,
  type TradeId,
} from '../units/index.ts'
import type { OrderType, PlaceOrder } from './command.ts'
import type { Event, OrderAccepted, OrderCanceled, TradeMade } from './event.ts'
import type { Rates } from './market.ts'
import type { Order } from './order.ts'
import { promiseStep, type Terms } from './terms.ts'

// Events as `decide` makes them: they carry counts, and make the bigint of a sum when somebody reads it. Making all
// of them at once would cost more than everything else about a trade. To copy one with its sums, use `plainEvent`.

export class Accepted implements OrderAccepted {
  declare readonly kind: 'order_accepted'
  declare readonly order: OrderId
  declare readonly uuid: string
  declare readonly account: AccountId
  declare readonly market: MarketCode
  declare readonly side: Side
  declare readonly type: OrderType
  declare readonly limit: Ticks | null
  declare readonly quantity: Lots
  declare readonly makerFeePpm: Ppm
  declare readonly takerFeePpm: Ppm
  /** What is held, in the market's steps. */
  declare readonly promised: Count
  declare private readonly terms: Terms

  constructor(order: OrderId, command: PlaceOrder, promise: { promised: Count; rates: Rates; terms: Terms }) {
    this.kind = 'order_accepted'
    this.order = order
    this.uuid = command.uuid
    this.account = command.account
    this.market = command.market
    this.side = command.side
    this.type = command.type
    this.limit = command.limit
    this.quantity = command.quantity
    this.makerFeePpm = promise.rates.maker
    this.takerFeePpm = promise.rates.taker
    this.promised = promise.promised
    this.terms = promise.terms
  }

  get asset(): AssetCode {
    return this.side === 'buy' ? this.terms.quoteAsset : this.terms.baseAsset
  }

  get held(): Amount {
    return promiseStep(this.terms, this.side).amountOf(this.promised)
  }

  toJSON(): OrderAccepted {
    const {
      kind,
      order,
      uuid,
      account,
      market,
      side,
      type,
      limit,
      quantity,
      asset,
      held,
      makerFeePpm,
      takerFeePpm,
    } = this
    return {
      kind,
      order,
      uuid,
      account,
      market,
      side,
      type,
      limit,
      quantity,
      asset,
      held,
      makerFeePpm,
      takerFeePpm,
    }
  }
}

/** The order that arrived, as its trades need it. */
export type Taker = Pick<OrderAccepted, 'order' | 'account' | 'side' | 'limit' | 'takerFeePpm'>

export class Trade implements TradeMade {
  declare readonly kind: 'trade'
  declare readonly trade: TradeId
  declare readonly market: MarketCode
  declare readonly takerSide: Side
  declare readonly price: Ticks
  declare readonly quantity: Lots
  declare readonly maker: OrderId
  declare readonly taker: OrderId
  declare readonly buyer: AccountId
  declare readonly seller: AccountId
  declare private readonly terms: Terms
  declare private readonly buyerFeePpm: Ppm
  declare private readonly sellerFeePpm: Ppm
  /** Ticks by which the buyer promised more than the price. */
  declare private readonly better: number

  constructor(
    trade: TradeId,
    { maker, price, quantity }: { maker: Order; price: Ticks; quantity: Lots },
    taker: Taker,
  ) {
    this.kind = 'trade'
    const { account, market } = maker.seat
    const { terms } = market
    const buys = taker.side === 'buy'
    this.trade = trade
    this.market = terms.market
    this.takerSide = taker.side
    this.price = price
    this.quantity = quantity
    this.maker = maker.id
    this.taker = taker.order
    this.buyer = buys ? taker.account : account
    this.seller = buys ? account : taker.account
    this.terms = terms
    this.buyerFeePpm = buys ? taker.takerFeePpm : maker.rates.maker
    this.sellerFeePpm = buys ? maker.rates.maker : taker.takerFeePpm
    this.better = buys && taker.limit !== null ? taker.limit - price : 0
  }

  get baseAsset(): AssetCode {
    return this.terms.baseAsset
  }

  get quoteAsset(): AssetCode {
    return this.terms.quoteAsset
  }

  get base(): Amount {
    return this.terms.base.amountOf(this.quantity)
  }

  get quote(): Amount {
    return this.terms.quote.amountOf(times(this.price, this.quantity))
  }

  get buyerFee(): Amount {
    return this.terms.baseFee.amountOf(times(this.quantity, this.buyerFeePpm))
  }

  get sellerFee(): Amount {
    return this.terms.quoteFee.amountOf(times(times(this.price, this.quantity), this.sellerFeePpm))
  }

  get released(): Amount {
    return this.terms.quote.amountOf(times(this.better, this.quantity))
  }

  toJSON(): TradeMade {
    const {
      kind,
      trade,
      market,
      takerSide,
      price,
      quantity,
      maker,
      taker,
      buyer,
      seller,
      baseAsset,
      quoteAsset,
    } = this
    const parties = {
      kind,
      trade,
      market,
      takerSide,
      price,
      quantity,
      maker,
      taker,
      buyer,
      seller,
      baseAsset,
      quoteAsset,
    }
    const { base, quote, buyerFee, sellerFee, released } = this
    return { ...parties, base, quote, buyerFee, sellerFee, released }
  }
}

export class Canceled implements OrderCanceled {
  declare readonly kind: 'order_canceled'
  declare readonly order: OrderId
  declare readonly account: AccountId
  declare readonly market: MarketCode
  declare readonly remaining: Lots
  declare private readonly side: Side
  /** What is released, in the market's steps. */
  declare private readonly promised: Count
  declare private readonly terms: Terms

  constructor(
    order: OrderId,
    ending: { account: AccountId; remaining: Lots; side: Side; promised: Count },
    terms: Terms,
  ) {
    this.kind = 'order_canceled'
    this.order = order
    this.account = ending.account
    this.market = terms.market
    this.remaining = ending.remaining
    this.side = ending.side
    this.promised = ending.promised
    this.terms = terms
  }

  get asset(): AssetCode {
    return this.side === 'buy' ? this.terms.quoteAsset : this.terms.baseAsset
  }

  get released(): Amount {
    return promiseStep(this.terms, this.side).amountOf(this.promised)
  }

  toJSON(): OrderCanceled {
    const { kind, order, account, market, remaining, asset, released } = this
    return { kind, order, account, market, remaining, asset, released }
  }
}

/** The event as plain data with all its sums: safe to spread, to clone and to send between threads. */
export const plainEvent = (event: Event): Event =>
  'toJSON' in event ? (event.toJSON as () => Event)() : event
