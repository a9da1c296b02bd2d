import {
  createState,
  decide,
  evolveAll,
  type Command,
  type State,
} from '../../core/exchange/index.ts'
import {
  ppm,
  unit,
  type AccountId,
  type AssetCode,
  type Lots,
  type MarketCode,
  type OrderId,
  type Ticks,
  type TimeMs,
} from '../../core/units/index.ts'

/** One step of a workload, in terms that any order book understands. `order` counts placements from 0. */
export type Step =
  | { kind: 'limit'; order: number; user: number; side: 'buy' | 'sell'; price: number; quantity: number }
  | { kind: 'market'; order: number; user: number; side: 'buy' | 'sell'; quantity: number }
  | { kind: 'cancel'; order: number; user: number }

/** Shares in percent: the rest of 100 arrives crossing, half of it as market orders. */
export type Shape = { resting: number; limit: number; spread: number; cancel: number }

/** The three workloads of the house: mid walks, 1 to 1,000 lots, 1,000 users. */
export const shapes = {
  mixed: { resting: 1_000, limit: 60, spread: 50, cancel: 30 },
  crossing: { resting: 1_000, limit: 40, spread: 20, cancel: 10 },
  deep: { resting: 100_000, limit: 61.5, spread: 5_000, cancel: 28.5 },
} as const satisfies Record<string, Shape>

export type Workload = { opening: Step[]; steps: Step[] }

const users = 1_000
export const market = 'btcusdt' as MarketCode
export const accounts = Array.from({ length: users }, (_, user) => `ID${1_000 + user}` as AccountId)

/** A funded exchange with one market: 0.01 ticks, 0.000001 lots, maker 0.1 %, taker 0.2 %. */
export function openedExchange(): State {
  const state = createState()
  const at = 1 as TimeMs
  const run = (command: Command) => {
    const decision = decide(state, command, at)
    if ('rejection' in decision) throw new Error(`the bench market cannot open: ${decision.rejection}`)
    evolveAll(state, decision.events, at)
  }
  const [base, quote] = ['btc' as AssetCode, 'usdt' as AssetCode]
  for (const asset of [base, quote]) run({ kind: 'define_asset', asset, type: 'coin', precision: 8 })
  run({
    kind: 'define_market',
    market,
    base,
    quote,
    pricePrecision: 2,
    amountPrecision: 6,
    priceMin: 1 as Ticks,
    priceMax: 0,
    quantityMin: 1 as Lots,
    status: 'open',
  })
  run({ kind: 'set_trading_fee', group: 'any', market: 'any', makerFee: ppm(1_000), takerFee: ppm(2_000) })
  for (const account of accounts) {
    for (const asset of [base, quote]) {
      const sum = 10n ** 12n * unit
      run({ kind: 'adjust_balance', account, asset, sum, reason: 'bench', approvedBy: ['ada', 'grace'] })
    }
  }
  return state
}

/** A step as a command of ours; ids count up with placements because every placement is accepted. */
export function commandOf(step: Step): Command {
  const account = accounts[step.user]!
  if (step.kind === 'cancel') return { kind: 'cancel_order', account, order: (step.order + 1) as OrderId }
  const placed = { kind: 'place_order', account, uuid: `o${step.order}`, market, side: step.side } as const
  const quantity = step.quantity as Lots
  return step.kind === 'limit'
    ? { ...placed, type: 'limit', limit: step.price as Ticks, quantity }
    : { ...placed, type: 'market', limit: null, quantity }
}

/** A small seeded generator (numerical recipes' constants): `random(n)` is a whole number below n. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Draws `count` steps. Runs them on our own exchange meanwhile, to know which orders are live to cancel. */
export function drawWorkload(shape: Shape, count: number, seed: number): Workload {
  const random = seeded(seed)
  const state = openedExchange()
  const live: { order: number; user: number }[] = []
  let mid = 1_000_000
  let placed = 0
  const place = (price: number | null): Step => {
    const [user, side, quantity] = [random(users), random(2) === 0 ? 'buy' : 'sell', 1 + random(1_000)] as const
    const signed = price === null ? null : side === 'buy' ? mid + price : mid - price
    return signed === null
      ? { kind: 'market', order: placed, user, side, quantity }
      : { kind: 'limit', order: placed, user, side, price: signed, quantity }
  }
  const take = (step: Step): boolean => {
    const decision = decide(state, commandOf(step), 1 as TimeMs)
    if ('rejection' in decision) return false
    evolveAll(state, decision.events, 1 as TimeMs)
    if (step.kind === 'cancel') return true
    placed += 1
    if (state.orders.get((step.order + 1) as OrderId)) live.push({ order: step.order, user: step.user })
    return true
  }
  const opening: Step[] = []
  while (opening.length < shape.resting) {
    const step = place(-(1 + random(shape.spread)))
    if (take(step)) opening.push(step)
  }
  const steps: Step[] = []
  while (steps.length < count) {
    if (random(10) === 0) mid += random(3) - 1
    const share = random(1_000) / 10
    let step: Step
    if (share < shape.limit) step = place(random(2 * shape.spread + 1) - shape.spread)
    else if (share < shape.limit + shape.cancel) {
      const found = drawLive(live, state, random)
      if (!found) continue
      step = { kind: 'cancel', ...found }
    } else step = place(random(2) === 0 ? null : shape.spread)
    // A market order that meets an empty book is no work for anyone; it is drawn again.
    if (take(step)) steps.push(step)
  }
  return { opening, steps }
}

function drawLive(live: { order: number; user: number }[], state: State, random: (below: number) => number) {
  while (live.length > 0) {
    const index = random(live.length)
    const drawn = live[index]!
    live[index] = live[live.length - 1]!
    live.pop()
    if (state.orders.get((drawn.order + 1) as OrderId)) return drawn
  }
  return undefined
}
