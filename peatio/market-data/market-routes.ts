import {
  getDepth,
  getKLine,
  getOrderBook,
  getTicker,
  listPublicTrades,
  listTickers,
  type KLinePoint,
  type PublicOrder,
} from '../../contract/index.ts'
import type { OrderView } from '../../core/exchange/index.ts'
import type { MarketCode } from '../../core/units/index.ts'
import { refuse, type Handler, type Mountable, type Refusal } from '../../platform/http/index.ts'
import { isActive, isoOf, isViewable, rateOf, type Catalog, type Market } from '../catalog/index.ts'
import type { Engine, QueryResult } from '../engine/index.ts'
import { intervalOf } from './candle.ts'
import { kLinePoint, publicTrade, secondsOf, tickerFields, wireLevel } from './entities.ts'
import type { Level } from './levels.ts'
import type { MarketData } from './open-market-data.ts'
import { orderEntity } from './order-entity.ts'
import { SingleFlight } from './single-flight.ts'
import { Turns } from './turns.ts'

type Serve = <Values>(endpoint: Mountable<Values>, handle: Handler<Values, undefined>) => void
type Deps = { engine: Engine; catalog: Catalog; marketData: MarketData; clock?: () => number }

/** What each market's page shows: book, depth, trades, candles, tickers. */
export function marketRoutes(serve: Serve, { engine, catalog, marketData, clock = Date.now }: Deps): void {
  const resting = new SingleFlight<QueryResult['resting_orders']>()
  // Long ranges cost the database something: equal ones are read once, and few at the same time.
  const kLines = new SingleFlight<KLinePoint[]>()
  const turns = new Turns(2)
  /** A market whose data is shown, when everything acknowledged so far is in it. */
  const fresh = async (code: string): Promise<Market | Refusal> => {
    const market = catalog.market(code)
    if (!market || !isViewable(market)) return refuse(422, 'public.market.doesnt_exist')
    await marketData.reached(engine.sequence())
    return marketData.feed(code) ? market : refuse(422, 'public.market.doesnt_exist')
  }

  serve(getOrderBook, async ({ params }) => {
    const market = catalog.market(params.market)
    if (!market || !isViewable(market)) return refuse(422, 'public.market.doesnt_exist')
    // Anybody may ask, and the engine has better to do: at most one such read of a market is under way.
    const { bids, asks } = await resting.run(market.code, async () => {
      const query = { kind: 'resting_orders', market: market.code, bidsLimit: 200, asksLimit: 200 } as const
      return (await engine.read(query)).result
    })
    const rates = publishedRates(catalog, market.code)
    const entities = (orders: OrderView[], limit: number) =>
      orders.slice(0, limit).map((order) => publicOrder(order, market, rates))
    return { body: { asks: entities(asks, params.asks_limit), bids: entities(bids, params.bids_limit) } }
  })

  serve(listPublicTrades, async ({ params }) => {
    const market = await fresh(params.market)
    if ('refused' in market) return market
    return { body: marketData.trades(market.code, params.limit).map(publicTrade) }
  })

  serve(getDepth, async ({ params }) => {
    const market = await fresh(params.market)
    if ('refused' in market) return market
    const { bids, asks } = marketData.depth(market.code, params.limit)
    const levels = (side: Level[]) => side.map((level) => wireLevel(level, market))
    return { body: { timestamp: secondsOf(clock()), asks: levels(asks), bids: levels(bids) } }
  })

  serve(getKLine, async ({ params }) => {
    const market = await fresh(params.market)
    if ('refused' in market) return market
    const ms = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000)
    const range = { from: ms(params.time_from), to: ms(params.time_to), limit: params.limit }
    const body = await kLines.run(JSON.stringify([market.code, params.period, range]), () =>
      turns.run(async () => {
        const candles = await marketData.candles(market.code, intervalOf(params.period)!, range)
        return candles.map(kLinePoint)
      }),
    )
    return { body }
  })

  const tickerOf = (market: Market) => {
    const at = clock()
    return { at: String(secondsOf(at)), ticker: tickerFields(marketData.ticker(market.code)!, at) }
  }
  serve(listTickers, async () => {
    await marketData.reached(engine.sequence())
    const markets = catalog.markets().filter((market) => isActive(market) && marketData.feed(market.code))
    return { body: Object.fromEntries(markets.map((market) => [market.code, tickerOf(market)])) }
  })
  serve(getTicker, async ({ params }) => {
    const market = await fresh(params.market)
    return 'refused' in market ? market : { body: tickerOf(market) }
  })
}

type Rates = { maker_fee: string; taker_fee: string }

/** What everyone pays on a market who is in no group of his own. */
function publishedRates(catalog: Catalog, market: MarketCode): Rates {
  const general = catalog.fees().filter(({ group }) => group === 'any')
  const fee = general.find((each) => each.market === market) ?? general.find((each) => each.market === 'any')
  return { maker_fee: fee ? rateOf(fee.makerFee) : '0.0', taker_fee: fee ? rateOf(fee.takerFee) : '0.0' }
}

/** A resting order without its owner: neither his name nor the rates of his group. */
function publicOrder(order: OrderView, market: Market, rates: Rates): PublicOrder {
  return {
    ...orderEntity(order, market),
    ...rates,
    created_at: isoOf(order.placedAt),
    updated_at: isoOf(order.updatedAt),
  }
}
