import type { Side } from '../../matching/index.ts'
import type { Event } from '../event.ts'
import { cancelWithPartner } from './end-order.ts'
import { trade } from './trade.ts'
import type { Naive, NaiveMarket, NaiveOrder } from './twin.ts'
import { isBefore, prevent } from './walk.ts'

/** Trades at one price until the book is crossed no more; each time that prevention leaves it crossed, at another. */
export function uncross(naive: Naive, market: NaiveMarket): Event[] {
  const events: Event[] = []
  // One auction has one last price to be near to: that of before it.
  const before = market.lastPrice
  while (isCrossed(naive, market)) {
    const price = auctionPrice(naive, market, before)
    for (;;) {
      const [buy, sell] = [firstOf(naive, market, 'buy'), firstOf(naive, market, 'sell')]
      if (!buy || !sell || buy.limit! < price || sell.limit! > price) break
      const [maker, taker] = buy.id < sell.id ? [buy, sell] : [sell, buy]
      events.push(...pair(naive, { maker, taker, price }))
    }
  }
  return events
}

function pair(
  naive: Naive,
  { maker, taker, price }: { maker: NaiveOrder; taker: NaiveOrder; price: number },
): Event[] {
  if (maker.account !== taker.account) {
    const quantity = Math.min(maker.visible, taker.visible)
    return trade(naive, { maker, taker, price, quantity, auction: true })
  }
  const { said, ended } = prevent(naive, maker, taker)
  return ended ? [...said, ...cancelWithPartner(naive, taker, 'self_trade')] : said
}

const restingOf = (naive: Naive, { definition }: NaiveMarket, side: Side) =>
  naive.orders.filter(
    (order) => order.stage === 'resting' && order.market === definition.market && order.side === side,
  )

function firstOf(naive: Naive, market: NaiveMarket, side: Side): NaiveOrder | undefined {
  return restingOf(naive, market, side).sort((a, b) => (isBefore(a, b) ? -1 : 1))[0]
}

function isCrossed(naive: Naive, market: NaiveMarket): boolean {
  const [buy, sell] = [firstOf(naive, market, 'buy'), firstOf(naive, market, 'sell')]
  return buy !== undefined && sell !== undefined && buy.limit! >= sell.limit!
}

/** The four rules of the page, one after the other, each over the prices that the one before has left. */
export function auctionPrice(naive: Naive, market: NaiveMarket, reference: number | null): number {
  const [buys, sells] = [restingOf(naive, market, 'buy'), restingOf(naive, market, 'sell')]
  const prices = [...new Set([...buys, ...sells].map(({ limit }) => limit as number))].sort((a, b) => a - b)
  const all = prices.map((price) => {
    const bought = lotsOf(buys.filter(({ limit }) => limit! >= price))
    const sold = lotsOf(sells.filter(({ limit }) => limit! <= price))
    return { price, traded: Math.min(bought, sold), surplus: bought - sold }
  })
  const most = Math.max(...all.map(({ traded }) => traded))
  const busiest = all.filter(({ traded }) => traded === most)
  const least = Math.min(...busiest.map(({ surplus }) => Math.abs(surplus)))
  const left = busiest.filter(({ surplus }) => Math.abs(surplus) === least)

  const [lowest, highest] = [left[0]!.price, left.at(-1)!.price]
  if (left.every(({ surplus }) => surplus > 0)) return highest
  if (left.every(({ surplus }) => surplus < 0)) return lowest
  const aim = reference ?? Math.floor((lowest + highest) / 2)
  const nearest = Math.min(...left.map(({ price }) => Math.abs(price - aim)))
  return left.find(({ price }) => Math.abs(price - aim) === nearest)!.price
}

const lotsOf = (orders: NaiveOrder[]) => orders.reduce((sum, { remaining }) => sum + remaining, 0)
