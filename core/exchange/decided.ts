import type { Step } from '../ledger/index.ts'
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
import type { Event, OrderAccepted, TradeMade } from './event.ts'
import type { Market, Rates } from './market.ts'
import type { Order } from './order.ts'
import type { Seat } from './seat.ts'
import { isPriced } from './special.ts'
import { promiseAsset, promiseStep, type Terms } from './terms.ts'

// Events as `decide` makes them: they point to what they were decided from, and work out what they tell when somebody
// reads it. Making every sum and field at once would cost more than everything else about a trade. What they tell are
// getters: a copy has to name them. They point to nothing that changes, but for a trade's `met`.

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
  readonly account: AccountId
  readonly uuid: string
  readonly side: Side
  readonly type: OrderType
  readonly limit: Ticks | null
  readonly special?: SpecialTerms
}

export class Accepted implements OrderAccepted, Taker {
  declare readonly kind: 'order_accepted'
  declare readonly order: OrderId
  declare readonly quantity: Lots
  declare readonly partner: OrderId | null
  /** What is held, in the market's steps; of a market order known when its walk is. */
  declare promised: Count
  /** Of a plain order (see `isPlain`): the list that it begins, as it was decided. */
  declare list: readonly Event[] | null
  /** How many of it are trades. */
  declare trades: number
  /** Where it was decided: saves `evolve` the search, if it is asked about the same state. */
  declare readonly venue: Market
  /** The account's seat, if it had one already. */
  declare readonly seat: Seat | null
  declare private readonly asked: Asked
  declare readonly rates: Rates

  /** Positional: an object to carry these would be made for every order, to be thrown away. */
  constructor(
    order: OrderId,
    asked: Asked,
    venue: Market,
    seat: Seat | null,
    rates: Rates,
    promised: Count,
    quantity: Lots,
    partner: OrderId | null = null,
  ) {
    this.kind = 'order_accepted'
    this.order = order
    this.quantity = quantity
    this.partner = partner
    this.promised = promised
    this.list = null
    this.trades = 0
    this.venue = venue
    this.seat = seat
    this.asked = asked
    this.rates = rates
  }

  get uuid(): string {
    return this.asked.uuid
  }

  get account(): AccountId {
    return this.asked.account
  }

  get market(): MarketCode {
    return this.venue.terms.market
  }

  get side(): Side {
    return this.asked.side
  }

  get type(): OrderType {
    return this.asked.type
  }

  get limit(): Ticks | null {
    return this.asked.limit
  }

  get special(): SpecialTerms | null {
    return this.asked.special ?? null
  }

  get makerFeePpm(): Ppm {
    return this.rates.maker
  }

  get takerFeePpm(): Ppm {
    return this.rates.taker
  }

  get promisedAt(): Ticks | null {
    return isPriced(this.asked.type) ? this.asked.limit : null
  }

  get asset(): AssetCode {
    return promiseAsset(this.venue.terms, this.asked.side)
  }

  get held(): Amount {
    return this.step.amountOf(this.promised)
  }

  /** What `promised` counts. */
  get step(): Step {
    return promiseStep(this.venue.terms, this.asked.side)
  }
}

/** A maker that is met, at a price. */
export type Meeting = { readonly maker: Order; readonly price: Ticks; readonly quantity: Lots }

export class Trade implements TradeMade {
  declare readonly kind: 'trade'
  declare readonly trade: TradeId
  declare readonly price: Ticks
  declare readonly quantity: Lots
  declare readonly maker: OrderId
  declare readonly auction: boolean
  /** The maker's object: only until the next command, when it may be another order's (its id tells). */
  declare readonly met: Order
  declare readonly makerSeat: Seat
  declare private readonly makerRates: Rates
  declare private readonly takenBy: Taker
  /** Ticks by which the buyer promised more than the price. */
  declare private readonly better: number

  /** In an auction `taker` says its maker rate: nobody takes there. */
  constructor(trade: TradeId, maker: Order, price: Ticks, quantity: Lots, taker: Taker, auction: boolean) {
    this.kind = 'trade'
    this.trade = trade
    this.price = price
    this.quantity = quantity
    this.maker = maker.id
    this.auction = auction
    this.met = maker
    this.makerSeat = maker.seat
    this.makerRates = maker.rates
    this.takenBy = taker
    const promisedAt = taker.side === 'buy' ? taker.promisedAt : maker.price
    this.better = promisedAt !== null ? promisedAt - price : 0
  }

  get market(): MarketCode {
    return this.terms.market
  }

  get takerSide(): Side {
    return this.takenBy.side
  }

  get taker(): OrderId {
    return this.takenBy.order
  }

  get buyer(): AccountId {
    return this.takerSide === 'buy' ? this.takenBy.account : this.makerSeat.account
  }

  get seller(): AccountId {
    return this.takerSide === 'buy' ? this.makerSeat.account : this.takenBy.account
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
    return this.terms.quote.amountOf(this.cost)
  }

  get buyerFee(): Amount {
    return this.terms.base.millionth.amountOf(this.buyerFeeCount)
  }

  get sellerFee(): Amount {
    return this.terms.quote.millionth.amountOf(this.sellerFeeCount)
  }

  get released(): Amount {
    return this.terms.quote.amountOf(this.releasedCount)
  }

  get makerRebate(): Amount {
    return this.rebateStep.amountOf(this.rebateCount)
  }

  // The same sums as counts of the market's steps, for whoever writes digits and needs no bigint.

  get cost(): Count {
    return times(this.price, this.quantity)
  }

  get buyerFeeCount(): Count {
    const rate = this.takerSide === 'buy' ? this.takenBy.takerFeePpm : Math.max(0, this.makerRates.maker)
    return times(this.quantity, rate)
  }

  get sellerFeeCount(): Count {
    const rate = this.takerSide === 'buy' ? Math.max(0, this.makerRates.maker) : this.takenBy.takerFeePpm
    return times(this.cost, rate)
  }

  get releasedCount(): Count {
    return times(this.better, this.quantity)
  }

  get rebateCount(): Count {
    // It comes out of the taker's fee, also if fees have fallen since the maker was promised more.
    const rate = this.auction ? 0 : Math.max(0, Math.min(0 - this.makerRates.maker, this.takenBy.takerFeePpm))
    return times(this.takerSide === 'buy' ? this.quantity : this.cost, rate)
  }

  get rebateStep(): Step {
    return this.takerSide === 'buy' ? this.terms.base.millionth : this.terms.quote.millionth
  }

  get terms(): Terms {
    return this.makerSeat.market.terms
  }
}
