import type { Lots, Ticks, TradeId } from '../../units/index.ts'
import type { Event } from '../event.ts'
import { cancelPartner, leave, takePlace } from './end-order.ts'
import { addPosted, baseSum, marketOf, quoteSum, sumOf, type Naive, type NaiveOrder } from './twin.ts'
import { wakeStops } from './stops.ts'

const house = 'house:fee_income'
const share = (sum: bigint, ppm: number) => (sum * BigInt(ppm)) / 1_000_000n
const positive = (ppm: number) => Math.max(ppm, 0)

type Deal = { maker: NaiveOrder; taker: NaiveOrder; price: number; quantity: number; auction: boolean }

/** Delivers base against quote, takes the fees, pays the rebate, wakes the stops, ends the maker's partner. */
export function trade(naive: Naive, deal: Deal): Event[] {
  const { maker, taker, price, quantity, auction } = deal
  const market = marketOf(naive, maker)
  const { base: baseAsset, quote: quoteAsset } = market.definition
  const [buyer, seller] = taker.side === 'buy' ? [taker, maker] : [maker, taker]
  const [base, quote] = [baseSum(market, quantity), quoteSum(market, price, quantity)]
  const [buyerRate, sellerRate] = [buyer, seller].map((order) =>
    order === taker && !auction ? order.rates.taker : positive(order.rates.maker),
  ) as [number, number]
  const [buyerFee, sellerFee] = [share(base, buyerRate), share(quote, sellerRate)]
  // Out of the taker's fee: an order that was promised more, when fees were others, gets what there is.
  const rebateRate = auction ? 0 : Math.min(positive(0 - maker.rates.maker), taker.rates.taker)
  const makerRebate = share(taker.side === 'buy' ? base : quote, rebateRate)
  const rebateAsset = taker.side === 'buy' ? baseAsset : quoteAsset

  addPosted(naive, seller.account, baseAsset, -base)
  addPosted(naive, buyer.account, baseAsset, base - buyerFee)
  addPosted(naive, buyer.account, quoteAsset, -quote)
  addPosted(naive, seller.account, quoteAsset, quote - sellerFee)
  addPosted(naive, house, baseAsset, buyerFee)
  addPosted(naive, house, quoteAsset, sellerFee)
  addPosted(naive, house, rebateAsset, -makerRebate)
  addPosted(naive, maker.account, rebateAsset, makerRebate)

  const events: Event[] = [
    {
      kind: 'trade',
      trade: (naive.lastTrade += 1) as TradeId,
      market: market.definition.market,
      takerSide: taker.side,
      price: price as Ticks,
      quantity: quantity as Lots,
      maker: maker.id,
      taker: taker.id,
      buyer: buyer.account,
      seller: seller.account,
      baseAsset,
      quoteAsset,
      base: sumOf(base),
      quote: sumOf(quote),
      buyerFee: sumOf(buyerFee),
      sellerFee: sumOf(sellerFee),
      released: sumOf(promisesItsLimit(buyer) ? quoteSum(market, buyer.limit! - price, quantity) : 0n),
      makerRebate: sumOf(makerRebate),
      auction,
    },
  ]
  for (const order of [maker, taker]) {
    fill(naive, order, quantity)
    if (order.budgetLeft !== null) order.budgetLeft -= quote
    if (order.fundsLeft !== null) order.fundsLeft -= order.side === 'buy' ? quote : base
  }
  wakeStops(naive, market, price)
  events.push(...cancelPartner(naive, maker))
  if (auction) events.push(...cancelPartner(naive, taker))
  return events
}

/** Such a buyer has promised his limit for every lot, so a better price frees the difference. */
const promisesItsLimit = ({ type }: NaiveOrder) => type === 'limit' || type === 'stop_limit'

/** A visible part that is spent is followed by the next one, at the back of its level. */
function fill(naive: Naive, order: NaiveOrder, quantity: number): void {
  order.remaining = (order.remaining - quantity) as Lots
  if (order.stage !== 'resting') return
  order.visible -= quantity
  if (order.remaining === 0) leave(naive, order)
  else if (order.visible === 0) takePlace(naive, order)
}
