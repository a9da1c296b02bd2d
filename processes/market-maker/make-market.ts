import type { Logger } from '../../platform/log/index.ts'
import { chooseTrade, pauseMs, type Taste } from './choose-trade.ts'
import { imbalance, leaning, type Holdings } from './inventory.ts'
import type { Pace } from './pace.ts'
import { anchorFor, planChanges, type Grid, type Resting } from './quotes.ts'
import type { Random } from './random.ts'
import { VenueError, type Venue, type VenueMarket } from './venue.ts'

/** How often the own orders are read again, so that fills and strays are noticed. */
const readEveryMs = 15_000
const holdingsEveryMs = 60_000
/** How long a side rests after the exchange said that its funds are used up. */
const restMs = 60_000
const changesPerTurn = 8
const backoff = { first: 1_000, most: 30_000 }

export type MarketOptions = {
  market: VenueMarket
  grid: Grid
  taste: Taste
  maker: Venue
  taker: Venue
  pace: Pace
  random: Random
  clock: () => number
  log: Logger
  /** Where the price should be, in whole units of the quote asset. */
  price(): number
}

/**
 * One market's bot. `turn()` does what is due now within the budget, never throws, and is called again and
 * again.
 */
export type MarketBot = { turn(): Promise<void>; readonly resting: readonly Resting[] }

export function makeMarket(options: MarketOptions): MarketBot {
  const { market, grid, taste, maker, taker, pace, random, clock, log, price } = options
  const now = clock()
  const state: State = {
    resting: [],
    settled: null,
    anchor: null,
    readAt: null,
    tradeAt: now + pauseMs(random, taste),
    takerKnown: false,
    holdings: { maker: {}, taker: {}, readAt: null },
    resume: { at: now, failures: 0 },
    restUntil: { buy: 0, sell: 0 },
  }

  const unevenness = (holdings: Holdings) => imbalance(holdings, { ...market, price: price() })

  async function read(): Promise<void> {
    if (!state.takerKnown && pace.take()) {
      // The taker rests nothing on purpose: what a former life left in the book is a stray.
      await taker.cancelAll(market)
      state.takerKnown = true
    }
    const { holdings } = state
    if (due(holdings.readAt, holdingsEveryMs) && pace.take() && pace.take()) {
      Object.assign(holdings, {
        maker: await maker.holdings(),
        taker: await taker.holdings(),
        readAt: clock(),
      })
    }
    if (due(state.readAt, readEveryMs) && pace.take()) {
      state.resting = await maker.openOrders(market)
      state.readAt = clock()
    }
  }

  async function quote(): Promise<void> {
    const mid = leaning(price(), unevenness(state.holdings.maker)) * 10 ** market.pricePrecision
    const anchor = anchorFor(grid, mid, state.anchor)
    if (anchor === state.anchor && state.resting === state.settled) return
    state.anchor = anchor
    const { cancel, place } = planChanges(grid, anchor, state.resting)
    if (cancel.length + place.length === 0) state.settled = state.resting
    for (const order of cancel.slice(0, changesPerTurn)) {
      if (!pace.take()) return
      await maker.cancel(order.id)
      state.resting = state.resting.filter((each) => each !== order)
    }
    if (cancel.length > 0) return
    for (const each of place
      .filter(({ side }) => clock() >= state.restUntil[side])
      .slice(0, changesPerTurn)) {
      if (!pace.take()) return
      try {
        const order = await maker.placeLimit(market, each)
        // A quote that met somebody else's order at once is partly or wholly gone: the next look tells.
        if (order.remaining > 0) state.resting = [...state.resting, order]
      } catch (error) {
        if (!isRefusal(error)) throw error
        state.restUntil[each.side] = clock() + restMs
        log.warn({ market: market.market, side: each.side, keys: error.keys }, 'a quote was refused')
        return
      }
    }
  }

  async function trade(): Promise<void> {
    if (clock() < state.tradeAt || !pace.take()) return
    state.tradeAt = clock() + pauseMs(random, taste)
    const order = chooseTrade(random, taste, unevenness(state.holdings.taker))
    try {
      await taker.placeMarket(market, order)
      if (hit(state.resting, order)) state.readAt = null
    } catch (error) {
      if (!isRefusal(error)) throw error
      state.holdings.readAt = null
      log.debug({ market: market.market, keys: error.keys }, 'a trade was refused')
    }
  }

  function due(at: number | null, everyMs: number): boolean {
    return at === null || clock() - at >= everyMs
  }

  /** After any doubt the truth is read again: an order that was not answered may rest in the book. */
  function doubt(error: unknown): void {
    const { resume } = state
    const waitMs = Math.min(backoff.most, backoff.first * 2 ** resume.failures)
    if (resume.failures === 0 && !stopped(error))
      log.warn({ err: error, market: market.market }, 'the market maker waits')
    Object.assign(resume, { at: clock() + waitMs * (0.5 + random()), failures: resume.failures + 1 })
    Object.assign(state, { readAt: null, takerKnown: false })
  }

  return {
    get resting() {
      return state.resting
    },
    async turn() {
      if (clock() < state.resume.at) return
      try {
        await read()
        if (state.readAt === null || state.holdings.readAt === null) return
        await quote()
        if (healthy(state.resting)) await trade()
        if (state.resume.failures > 0) log.info({ market: market.market }, 'the market maker goes on')
        state.resume.failures = 0
      } catch (error) {
        doubt(error)
      }
    },
  }
}

type State = {
  resting: Resting[]
  /** The very list that needed no change at the present anchor. */
  settled: Resting[] | null
  anchor: number | null
  /** `null`: unknown or in doubt, to be read before anything is done. */
  readAt: number | null
  tradeAt: number
  takerKnown: boolean
  holdings: { maker: Holdings; taker: Holdings; readAt: number | null }
  resume: { at: number; failures: number }
  restUntil: Record<'buy' | 'sell', number>
}

/**
 * An expected no to one order; anything else (overload, no answer, a broken key) casts doubt on everything.
 */
const isRefusal = (error: unknown): error is VenueError =>
  error instanceof VenueError && error.status === 422 && error.keys.every((key) => key.startsWith('market.'))

const stopped = (error: unknown) => error instanceof VenueError && error.keys.includes('stopped')

/** Without a real book a market order would meet only strangers, at any price. */
const healthy = (resting: readonly Resting[]) =>
  (['buy', 'sell'] as const).every((side) => resting.filter((order) => order.side === side).length >= 5)

/** Takes the trade from what we believe rests; true when a quote is used up and should be looked for. */
function hit(
  resting: readonly Resting[],
  { side, quantity }: { side: 'buy' | 'sell'; quantity: number },
): boolean {
  const facing = resting.filter((order) => order.side !== side)
  const direction = side === 'buy' ? 1 : -1
  const best = facing.toSorted((one, other) => direction * (one.price - other.price))[0]
  if (best) best.remaining -= quantity
  return best !== undefined && best.remaining <= 0
}
