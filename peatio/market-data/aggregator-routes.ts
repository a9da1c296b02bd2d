import {
  cmcAssets,
  cmcOrderBook,
  cmcSummary,
  cmcTicker,
  cmcTrades,
  geckoOrderBook,
  geckoPairs,
  geckoTickers,
  geckoTrades,
  type PairBook,
} from '../../contract/index.ts'
import { refuse, type Handler, type Mountable, type Refusal } from '../../platform/http/index.ts'
import { isActive, type Catalog, type Market } from '../catalog/index.ts'
import type { Engine } from '../engine/index.ts'
import { publicTrade, tickerFields, wireLevel } from './entities.ts'
import type { MarketData } from './open-market-data.ts'
import { tapeMax, type TapeTrade } from './tape.ts'

type Serve = <Values>(endpoint: Mountable<Values>, handle: Handler<Values, undefined>) => void
type Deps = { engine: Engine; catalog: Catalog; marketData: MarketData; clock: () => number }

/** However much of a book is asked for, so many levels a side are given. */
const levelsMax = 1000
const pairOf = ({ base, quote }: Market): string => `${base}_${quote}`.toUpperCase()

/** What CoinMarketCap and CoinGecko read: the same data by pairs. */
export function aggregatorRoutes(serve: Serve, { engine, catalog, marketData, clock }: Deps): void {
  const markets = async (): Promise<Market[]> => {
    await marketData.reached(engine.sequence())
    return catalog.markets().filter((market) => isActive(market) && marketData.feed(market.code))
  }
  const named = async (pair: string): Promise<Market | Refusal> => {
    const found = (await markets()).find((market) => pairOf(market) === pair.toUpperCase())
    return found ?? refuse(422, 'public.market.doesnt_exist')
  }
  /** `depth` counts both sides; 0 is the whole book. */
  const bookOf = (market: Market, depth: number): PairBook => {
    const limit = depth === 0 ? levelsMax : Math.max(1, Math.floor(depth / 2))
    const { asks, bids } = marketData.depth(market.code, limit)
    const wire = (side: typeof asks) => side.map((level) => wireLevel(level, market))
    return { timestamp: clock(), asks: wire(asks), bids: wire(bids) }
  }
  const dayOf = (market: Market) => {
    const { asks, bids } = bookOf(market, 2)
    const ticker = tickerFields(marketData.ticker(market.code)!, clock())
    return { ticker, ask: asks[0]?.[0] ?? '0.0', bid: bids[0]?.[0] ?? '0.0' }
  }

  serve(cmcSummary, async () => ({
    body: (await markets()).map((market) => summaryOf(market, dayOf(market))),
  }))
  serve(cmcAssets, () => {
    const assets = catalog.assets().filter(({ status }) => status === 'enabled')
    return { body: Object.fromEntries(assets.map(({ code, name }) => [code.toUpperCase(), { name }])) }
  })
  serve(cmcTicker, async () => {
    const entries = (await markets()).map((market) => {
      const { last, amount, volume } = dayOf(market).ticker
      const frozen = market.status === 'open' ? 0 : 1
      return [
        pairOf(market),
        { last_price: last, base_volume: amount, quote_volume: volume, isFrozen: frozen },
      ]
    })
    return { body: Object.fromEntries(entries) as object }
  })
  serve(cmcOrderBook, async ({ params }) => {
    const market = await named(params.market_pair)
    return 'refused' in market ? market : { body: bookOf(market, params.depth) }
  })
  serve(cmcTrades, async ({ params }) => {
    const market = await named(params.market_pair)
    return 'refused' in market ? market : { body: marketData.trades(market.code, 100).map(pairTrade) }
  })
  serve(geckoPairs, async () => {
    const pairs = (await markets()).map((market) => ({ ticker_id: pairOf(market), ...codesOf(market) }))
    return { body: pairs.map(({ ticker_id, base, quote }) => ({ ticker_id, base, target: quote })) }
  })
  serve(geckoTickers, async () => ({
    body: (await markets()).map((market) => geckoTicker(market, dayOf(market))),
  }))
  serve(geckoOrderBook, async ({ params }) => {
    const market = await named(params.ticker_id)
    if ('refused' in market) return market
    return { body: { ticker_id: pairOf(market), ...bookOf(market, params.depth) } }
  })
  serve(geckoTrades, async ({ params }) => {
    const market = await named(params.ticker_id)
    if ('refused' in market) return market
    const { start_time: from = 0, end_time: to = Infinity, limit } = params
    const trades = marketData.trades(market.code, tapeMax).filter(({ at }) => at >= from && at <= to)
    const sides = params.type === undefined ? (['buy', 'sell'] as const) : [params.type]
    const of = (side: 'buy' | 'sell') => trades.filter(({ takerSide }) => takerSide === side).slice(0, limit)
    return { body: Object.fromEntries(sides.map((side) => [side, of(side).map(geckoTrade)])) }
  })
}

type Day = { ticker: ReturnType<typeof tickerFields>; ask: string; bid: string }

const codesOf = ({ base, quote }: Market) => ({ base: base.toUpperCase(), quote: quote.toUpperCase() })

function summaryOf(market: Market, { ticker, ask, bid }: Day) {
  const { base, quote } = codesOf(market)
  return {
    trading_pairs: pairOf(market),
    base_currency: base,
    quote_currency: quote,
    last_price: ticker.last,
    lowest_ask: ask,
    highest_bid: bid,
    base_volume: ticker.amount,
    quote_volume: ticker.volume,
    price_change_percent_24h: ticker.price_change_percent,
    highest_price_24h: ticker.high,
    lowest_price_24h: ticker.low,
  }
}

function geckoTicker(market: Market, { ticker, ask, bid }: Day) {
  const { base, quote } = codesOf(market)
  return {
    ticker_id: pairOf(market),
    base_currency: base,
    target_currency: quote,
    last_price: ticker.last,
    base_volume: ticker.amount,
    target_volume: ticker.volume,
    bid,
    ask,
    high: ticker.high,
    low: ticker.low,
  }
}

function pairTrade(trade: TapeTrade) {
  const { id, price, amount, total, taker_type } = publicTrade(trade)
  const sums = { price, base_volume: amount, quote_volume: total }
  return { trade_id: id, ...sums, timestamp: trade.at, type: taker_type }
}

function geckoTrade(trade: TapeTrade) {
  const { id, price, amount, total, taker_type } = publicTrade(trade)
  const sums = { price, base_volume: amount, target_volume: total }
  return { trade_id: id, ...sums, trade_timestamp: trade.at, type: taker_type }
}
