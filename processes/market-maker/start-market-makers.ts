import type { Logger } from '../../platform/log/index.ts'
import type { Taste } from './choose-trade.ts'
import { httpPublicVenue, httpVenue, type ApiKey } from './http-venue.ts'
import { makeMarket, type MarketBot } from './make-market.ts'
import { createPace, type Pace } from './pace.ts'
import type { Grid } from './quotes.ts'
import { createRandom, type Random } from './random.ts'
import { stepWalk, strayOf, type Walk } from './random-walk.ts'
import type { PublicVenue, Venue, VenueMarket } from './venue.ts'

/** Prices that the walk returns to, in usdt. */
export const references: Walk = { btc: 64_000, eth: 3_200 }

/** What the bots do on each market, in whole units of its base asset. */
const manners: Record<string, { price(at: Walk): number; level: number; trade: number; everyMs: number }> = {
  btcusdt: { price: (at) => at.btc, level: 0.08, trade: 0.008, everyMs: 4_000 },
  ethusdt: { price: (at) => at.eth, level: 1.6, trade: 0.15, everyMs: 6_000 },
  ethbtc: { price: (at) => at.eth / at.btc, level: 1.2, trade: 0.12, everyMs: 10_000 },
}

const turnMs = 1_000
const lineShare = 0.0004

export type MarketMakerOptions = {
  /** Where the exchange answers: `http://127.0.0.1:3000`. */
  baseUrl: string
  /** Two accounts, so that trades happen without anyone trading with himself. */
  keys: { maker: ApiKey; taker: ApiKey }
  seed: number
  log: Logger
  clock: () => number
  /**
   * Requests a second over all markets and both accounts, on average (4); the first books come in one
   * burst.
   */
  rate?: number
}

/**
 * Starts the bots; they wait for the exchange as long as it takes. `stop` resolves when no request is under
 * way.
 */
export function startMarketMakers(options: MarketMakerOptions): { stop(): Promise<void> } {
  const { baseUrl, keys, seed, log, clock, rate = 4 } = options
  const stopping = new AbortController()
  const http = { baseUrl, clock, signal: stopping.signal }
  const start = {
    exchange: httpPublicVenue(http),
    maker: httpVenue(keys.maker, http),
    taker: httpVenue(keys.taker, http),
    pace: createPace({ rate, burst: 25 * rate, clock }),
    seed,
    clock,
    log,
  }
  const running = run(start, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

export type Desk = { bots: MarketBot[]; turn(): Promise<void> }
type Start = {
  exchange: PublicVenue
  maker: Venue
  taker: Venue
  pace: Pace
  seed: number
  clock: () => number
  log: Logger
}

async function run(start: Start, signal: AbortSignal): Promise<void> {
  let desk: Desk | undefined
  for (let failures = 0; !signal.aborted;) {
    try {
      desk ??= await openDesk(start)
      await desk.turn()
      failures = 0
    } catch (error) {
      if (!signal.aborted && failures === 0)
        start.log.info({ err: error }, 'the market makers wait for the exchange')
      failures += 1
    }
    await sleep(Math.min(30_000, turnMs * 2 ** Math.min(failures, 5)), signal)
  }
}

/**
 * One walk and a bot for each known market; continues at the last prices, with the orders that still rest.
 */
export async function openDesk({ exchange, maker, taker, pace, seed, clock, log }: Start): Promise<Desk> {
  const markets = (await exchange.markets()).filter(({ market }) => Object.hasOwn(manners, market))
  const lastOf = (market: string) =>
    markets.some((each) => each.market === market) ? exchange.lastPrice(market) : Promise.resolve(null)
  let walk: Walk = {
    btc: strayOf(await lastOf('btcusdt'), references.btc),
    eth: strayOf(await lastOf('ethusdt'), references.eth),
  }
  // The walk goes on differently after every start; the lines of the grid stay, and so do the orders on them.
  const random: Random = createRandom(seed ^ clock())
  let at = clock()
  const prices = (): Walk => ({
    btc: references.btc * Math.exp(walk.btc),
    eth: references.eth * Math.exp(walk.eth),
  })
  const bots = markets.map((market) => {
    const manner = manners[market.market]!
    const { grid, taste } = shapeOf(market, manner, seed)
    const price = () => manner.price(prices())
    return makeMarket({ market, grid, taste, maker, taker, pace, random, clock, log, price })
  })
  return {
    bots,
    async turn() {
      walk = stepWalk(walk, clock() - at, random)
      at = clock()
      for (const bot of bots) await bot.turn()
    },
  }
}

type Manner = (typeof manners)[string]

function shapeOf(market: VenueMarket, manner: Manner, seed: number): { grid: Grid; taste: Taste } {
  const lotsOf = (units: number) =>
    Math.max(market.quantityMin, 1, Math.round(units * 10 ** market.amountPrecision))
  const ticks = manner.price(references) * 10 ** market.pricePrecision
  return {
    grid: {
      step: Math.max(3, Math.round(ticks * lineShare)),
      usual: lotsOf(manner.level),
      quantityMin: Math.max(market.quantityMin, 1),
      seed,
    },
    taste: {
      usual: lotsOf(manner.trade),
      most: lotsOf(manner.level),
      least: Math.max(market.quantityMin, 1),
      everyMs: manner.everyMs,
    },
  }
}

function sleep(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, durationMs)
    signal.addEventListener('abort', done)
  })
}
