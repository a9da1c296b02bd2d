import { createState, decide, evolveAll, type Command, type State } from '../../core/exchange/index.ts'
import {
  ppm,
  unit,
  type AccountId,
  type Amount,
  type AssetCode,
  type Lots,
  type MarketCode,
  type OrderId,
  type Ticks,
  type TimeMs,
} from '../../core/units/index.ts'

/** Steps of a workload as columns, in terms that any order book understands. */
export type Steps = {
  count: number
  /** Places in `kindNames` and `sideNames`. */
  kinds: Uint8Array
  sides: Uint8Array
  users: Int32Array
  prices: Int32Array
  quantities: Int32Array
  /** The order that is placed or canceled: placements count from 1. */
  orders: Int32Array
}

export const kindNames = ['limit', 'market', 'cancel'] as const
export const sideNames = ['buy', 'sell'] as const

/**
 * Shares in percent: the rest of 100 arrives crossing, half of it as market orders, half as limits up to `spread`
 * beyond the mid. While a book is short of orders, limit orders come behind the mid. Where takers are the most
 * (`greatMakers`), they would still take more lots than limit orders of the same size bring: there, limit orders have
 * the greater half of all quantities while the book is short. So it keeps about the depth that its shape says, and
 * takers keep their full quantities.
 */
export type Shape = { resting: number; limit: number; spread: number; cancel: number; greatMakers?: true }

/** The three workloads of the house: mid walks, 1 to 1,000 lots, 1,000 users. */
export const shapes = {
  mixed: { resting: 1_000, limit: 60, spread: 50, cancel: 30 },
  crossing: { resting: 1_000, limit: 40, spread: 20, cancel: 10, greatMakers: true },
  deep: { resting: 100_000, limit: 61.5, spread: 5_000, cancel: 28.5 },
} as const satisfies Record<string, Shape>

/** The opening fills the book, the warm-up gives compilers their time, the steps are measured. */
export type Workload = { opening: Steps; warmUp: Steps; steps: Steps; restingAtEnd: number }

/** Steps of warm-up per measured step: exchanges run for days, compilers and their CPU time for a second. */
const warmUpShare = 1

const users = 1_000
const quantityMax = 1_000
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
      run({ kind: 'credit_deposit', account, asset, sum: sum as Amount, reference: 'bench' })
    }
  }
  return state
}

/**
 * The orders as the words that peers know them by: a place and its cancel are two strings, as two requests are.
 * Made outside the clock, because a word arrives with its request.
 */
export const namesOf = ({ orders, count }: Steps): string[] =>
  Array.from(orders.subarray(0, count), (order) => `o${order}`)

/** Some of the steps, from one place to before another. */
export const partOf = (steps: Steps, from: number, to: number): Steps => ({
  count: to - from,
  kinds: steps.kinds.subarray(from, to),
  sides: steps.sides.subarray(from, to),
  users: steps.users.subarray(from, to),
  prices: steps.prices.subarray(from, to),
  quantities: steps.quantities.subarray(from, to),
  orders: steps.orders.subarray(from, to),
})

/** A step as a command of ours; ids count up with placements because every placement is accepted. */
export function commandOf(steps: Steps, names: string[], index: number): Command {
  const account = accounts[steps.users[index]!]!
  const kind = kindNames[steps.kinds[index]!]!
  if (kind === 'cancel') return { kind: 'cancel_order', account, order: steps.orders[index] as OrderId }
  return {
    kind: 'place_order',
    account,
    uuid: names[index]!,
    market,
    side: sideNames[steps.sides[index]!]!,
    type: kind,
    limit: kind === 'limit' ? (steps.prices[index] as Ticks) : null,
    quantity: steps.quantities[index] as Lots,
  }
}

/** A small seeded generator (numerical recipes' constants): `random(n)` is a whole number below n. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Step = {
  kind: (typeof kindNames)[number]
  order: number
  user: number
  side: (typeof sideNames)[number]
  price: number
  quantity: number
}

const emptySteps = (capacity: number): Steps => ({
  count: 0,
  kinds: new Uint8Array(capacity),
  sides: new Uint8Array(capacity),
  users: new Int32Array(capacity),
  prices: new Int32Array(capacity),
  quantities: new Int32Array(capacity),
  orders: new Int32Array(capacity),
})

function put(steps: Steps, { kind, order, user, side, price, quantity }: Step): void {
  const index = steps.count
  steps.kinds[index] = kindNames.indexOf(kind)
  steps.sides[index] = sideNames.indexOf(side)
  steps.users[index] = user
  steps.prices[index] = price
  steps.quantities[index] = quantity
  steps.orders[index] = order
}

/** Draws a warm-up and `count` steps, running them on our own exchange to know which orders are live to cancel. */
export function drawWorkload(shape: Shape, count: number, seed: number): Workload {
  const random = seeded(seed)
  const state = openedExchange()
  const live: Step[] = []
  let mid = 1_000_000
  let placed = 0
  const place = (kind: 'limit' | 'market', aggression: number): Step => {
    const [user, side, quantity] = [
      random(users),
      random(2) === 0 ? 'buy' : 'sell',
      1 + random(quantityMax),
    ] as const
    const price = side === 'buy' ? mid + aggression : mid - aggression
    return { kind, order: placed + 1, user, side, price, quantity }
  }
  const drawTaker = (): Step =>
    random(2) === 0 ? place('market', 0) : place('limit', random(shape.spread + 1))
  /** A book that is short of orders gets one behind the mid, so that it stays as deep as the shape says. */
  const drawLimit = (): Step => {
    if (state.orders.size >= shape.resting) {
      return place('limit', random(2 * shape.spread + 1) - shape.spread)
    }
    const order = place('limit', -1 - random(shape.spread))
    return shape.greatMakers ? { ...order, quantity: (quantityMax + order.quantity) >> 1 } : order
  }
  /** Keeps a step that the exchange accepts. A market order that meets an empty book is no work for anyone. */
  const take = (steps: Steps, step: Step): void => {
    put(steps, step)
    const decision = decide(state, commandOf(steps, [], steps.count), 1 as TimeMs)
    if ('rejection' in decision) return
    evolveAll(state, decision.events, 1 as TimeMs)
    steps.count += 1
    if (step.kind === 'cancel') return
    placed += 1
    if (state.orders.get(step.order as OrderId)) live.push(step)
  }
  const drawLive = (): Step | undefined => {
    while (live.length > 0) {
      const index = random(live.length)
      const drawn = live[index]!
      live[index] = live[live.length - 1]!
      live.pop()
      if (state.orders.get(drawn.order as OrderId)) return { ...drawn, kind: 'cancel' }
    }
    return undefined
  }

  const opening = emptySteps(shape.resting)
  while (opening.count < shape.resting) take(opening, place('limit', -(1 + random(shape.spread))))
  const warmUp = Math.round(count * warmUpShare)
  const steps = emptySteps(warmUp + count)
  while (steps.count < warmUp + count) {
    if (random(10) === 0) mid += random(3) - 1
    const share = random(1_000) / 10
    if (share < shape.limit) take(steps, drawLimit())
    else if (share >= shape.limit + shape.cancel) take(steps, drawTaker())
    else {
      const canceled = drawLive()
      if (canceled) take(steps, canceled)
    }
  }
  return {
    opening,
    warmUp: partOf(steps, 0, warmUp),
    steps: partOf(steps, warmUp, steps.count),
    restingAtEnd: state.orders.size,
  }
}
