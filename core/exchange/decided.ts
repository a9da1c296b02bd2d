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
import type { OrderType, SpecialTerms } from './command.ts'
import type { CancelReason, OrderAccepted, OrderCanceled, TradeMade } from './event.ts'
import type { Rates } from './market.ts'
import { promiseOf, type Order } from './order.ts'
import { isPriced } from './special.ts'
import { promiseAsset, promiseStep, type Terms } from './terms.ts'

// Events as `decide` makes them: they carry counts, and make the bigint of a sum when somebody reads it. Making all
// of them at once would cost more than everything else about a trade. Their sums are getters: a copy has to name them.

/** Who takes: an order that arrives, or one that is there and walks again. */
export type Taker = {
  readonly order: OrderId
  readonly account: AccountId
  readonly side: Side
  /** The price at which its promise was made; null if it promised the exact cost. */
  readonly promisedAt: Ticks | null
  readonly takerFeePpm: Ppm
}

export const takerOf = ({ id, account, side, type, price, rates }: Order): Taker => ({
  order: id,
  account,
  side,
  promisedAt: isPriced(type) ? price : null,
  takerFeePpm: rates.taker,
})

/** An order as its command says it. */
type Asked = {
  account: AccountId
  uuid: string
  side: Side
  type: OrderType
  limit: Ticks | null
  special?: SpecialTerms
}

export class Accepted implements OrderAccepted, Taker {
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
  declare readonly special: SpecialTerms | null
  declare readonly partner: OrderId | null
  /** What is held, in the market's steps. */
  declare readonly promised: Count
  declare private readonly terms: Terms

  /** Positional: an object to carry these would be made for every order, to be thrown away. */
  constructor(
    order: OrderId,
    asked: Asked,
    terms: Terms,
    rates: Rates,
    promised: Count,
    quantity: Lots,
    partner: OrderId | null = null,
  ) {
    this.kind = 'order_accepted'
    this.order = order
    this.uuid = asked.uuid
    this.account = asked.account
    this.market = terms.market
    this.side = asked.side
    this.type = asked.type
    this.limit = asked.limit
    this.quantity = quantity
    this.makerFeePpm = rates.maker
    this.takerFeePpm = rates.taker
    this.special = asked.special ?? null
    this.partner = partner
    this.promised = promised
    this.terms = terms
  }

  get promisedAt(): Ticks | null {
    return isPriced(this.type) ? this.limit : null
  }

  get asset(): AssetCode {
    return promiseAsset(this.terms, this.side)
  }

  get held(): Amount {
    return promiseStep(this.terms, this.side).amountOf(this.promised)
  }
}

/** A maker that is met, at a price. */
export type Meeting = { readonly maker: Order; readonly price: Ticks; readonly quantity: Lots }

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
  declare readonly auction: boolean
  declare private readonly terms: Terms
  declare private readonly makerFeePpm: Ppm
  declare private readonly takerFeePpm: Ppm
  /** Ticks by which the buyer promised more than the price. */
  declare private readonly better: number

  /** In an auction `taker` says its maker rate: nobody takes there. */
  constructor(trade: TradeId, { maker, price, quantity }: Meeting, taker: Taker, auction = false) {
    this.kind = 'trade'
    const { account, market } = maker.seat
    const buys = taker.side === 'buy'
    this.trade = trade
    this.market = market.terms.market
    this.takerSide = taker.side
    this.price = price
    this.quantity = quantity
    this.maker = maker.id
    this.taker = taker.order
    this.buyer = buys ? taker.account : account
    this.seller = buys ? account : taker.account
    this.auction = auction
    this.terms = market.terms
    // A rebate comes out of the taker's fee, also if fees have fallen since the maker was promised more.
    this.makerFeePpm = Math.max(maker.rates.maker, auction ? 0 : 0 - taker.takerFeePpm) as Ppm
    this.takerFeePpm = taker.takerFeePpm
    const promisedAt = buys ? taker.promisedAt : maker.price
    this.better = promisedAt !== null ? promisedAt - price : 0
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
    const rate = this.takerSide === 'buy' ? this.takerFeePpm : Math.max(0, this.makerFeePpm)
    return this.terms.baseFee.amountOf(times(this.quantity, rate))
  }

  get sellerFee(): Amount {
    const rate = this.takerSide === 'buy' ? Math.max(0, this.makerFeePpm) : this.takerFeePpm
    return this.terms.quoteFee.amountOf(times(times(this.price, this.quantity), rate))
  }

  get released(): Amount {
    return this.terms.quote.amountOf(times(this.better, this.quantity))
  }

  get makerRebate(): Amount {
    const rate = Math.max(0, 0 - this.makerFeePpm)
    const { baseFee, quoteFee } = this.terms
    return this.takerSide === 'buy'
      ? baseFee.amountOf(times(this.quantity, rate))
      : quoteFee.amountOf(times(times(this.price, this.quantity), rate))
  }
}

export class Canceled implements OrderCanceled {
  declare readonly kind: 'order_canceled'
  declare readonly order: OrderId
  declare readonly account: AccountId
  declare readonly market: MarketCode
  declare readonly remaining: Lots
  declare readonly reason: CancelReason
  declare private readonly side: Side
  /** What is released, in the market's steps. */
  declare private readonly promised: Count
  declare private readonly terms: Terms

  constructor(
    order: OrderId,
    ending: { account: AccountId; remaining: Lots; side: Side; promised: Count; reason: CancelReason },
    terms: Terms,
  ) {
    this.kind = 'order_canceled'
    this.order = order
    this.account = ending.account
    this.market = terms.market
    this.remaining = ending.remaining
    this.reason = ending.reason
    this.side = ending.side
    this.promised = ending.promised
    this.terms = terms
  }

  get asset(): AssetCode {
    return promiseAsset(this.terms, this.side)
  }

  get released(): Amount {
    return promiseStep(this.terms, this.side).amountOf(this.promised)
  }
}

/** An open order's end, with all that it still promises. */
export const canceled = (order: Order, reason: CancelReason): Canceled => {
  const { account, remaining, side, market } = order
  return new Canceled(
    order.id,
    { account, remaining, side, promised: promiseOf(order), reason },
    market.terms,
  )
}
