import type { Command, Event, RejectReason } from './index.ts'

/**
 * The exchange's naive twin, for tests: plain arrays, one balance table keyed by words, every sum multiplied out
 * again whenever it is needed. It follows the rules of the glossary and knows nothing of how the core does it.
 */
export type Naive = {
  posted: Map<string, bigint>
  orders: NaiveOrder[]
  nextOrder: number
  fees: { maker: bigint; taker: bigint }
}
export type NaiveOrder = {
  id: number
  account: string
  side: 'buy' | 'sell'
  price: number
  remaining: number
}

/** The twin trades one market: base `btc` with 6 digits, quote `usdt` with prices of 2. */
const perLot = 10n ** 12n
const perTickLot = 10n ** 10n
const quoteSum = (price: number, lots: number) => perTickLot * BigInt(price) * BigInt(lots)
const baseSum = (lots: number) => perLot * BigInt(lots)

export const createNaive = (): Naive => ({
  posted: new Map(),
  orders: [],
  nextOrder: 1,
  fees: { maker: 1_000n, taker: 2_500n },
})

const key = (account: string, asset: string) => `${account}/${asset}`
const postedOf = (naive: Naive, account: string, asset: string) => naive.posted.get(key(account, asset)) ?? 0n
const add = (naive: Naive, account: string, asset: string, sum: bigint) =>
  naive.posted.set(key(account, asset), postedOf(naive, account, asset) + sum)

/** What an account's open orders promise of an asset. */
export const heldOf = (naive: Naive, account: string, asset: string): bigint =>
  naive.orders
    .filter((order) => order.account === account && (order.side === 'buy' ? 'usdt' : 'btc') === asset)
    .reduce(
      (sum, { side, price, remaining }) =>
        sum + (side === 'buy' ? quoteSum(price, remaining) : baseSum(remaining)),
      0n,
    )

const availableOf = (naive: Naive, account: string, asset: string) =>
  postedOf(naive, account, asset) - heldOf(naive, account, asset)

export type NaiveTrade = { maker: number; taker: number; price: number; quantity: number }
export type NaiveAnswer = { rejection: RejectReason } | { trades: NaiveTrade[]; canceled: number[] }

/** Answers a command by the rules; knows place, cancel and adjust. */
export function answerNaively(naive: Naive, command: Command): NaiveAnswer {
  switch (command.kind) {
    case 'adjust_balance':
      add(naive, command.account, command.asset, command.sum)
      add(naive, 'house:adjustments', command.asset, -command.sum)
      return { trades: [], canceled: [] }
    case 'cancel_order': {
      const found = naive.orders.find(
        ({ id, account }) => id === command.order && account === command.account,
      )
      if (!found) return { rejection: 'unknown_order' }
      naive.orders = naive.orders.filter((order) => order !== found)
      return { trades: [], canceled: [found.id] }
    }
    case 'cancel_orders': {
      const theirs = naive.orders.filter(
        ({ account, side }) =>
          account === command.account && (command.side === null || side === command.side),
      )
      naive.orders = naive.orders.filter((order) => !theirs.includes(order))
      return { trades: [], canceled: theirs.map(({ id }) => id).sort((a, b) => a - b) }
    }
    case 'place_order':
      return place(naive, command)
    default:
      throw new Error(`the twin does not know ${command.kind}`)
  }
}

function place(naive: Naive, command: Extract<Command, { kind: 'place_order' }>): NaiveAnswer {
  const { account, side, limit } = command
  const asset = side === 'buy' ? 'usdt' : 'btc'
  const funds = availableOf(naive, account, asset)
  const promised =
    limit === null ? 0n : side === 'buy' ? quoteSum(limit, command.quantity) : baseSum(command.quantity)
  if (limit !== null && funds < promised) return { rejection: 'insufficient_funds' }
  const makers = () =>
    naive.orders
      .filter((order) => order.side !== side)
      .filter(({ price }) => limit === null || (side === 'buy' ? price <= limit : price >= limit))
      .sort((a, b) => (a.price - b.price) * (side === 'buy' ? 1 : -1) || a.id - b.id)
  if (limit === null && makers().length === 0) return { rejection: 'insufficient_liquidity' }

  const id = naive.nextOrder
  const trades: NaiveTrade[] = []
  let remaining: number = command.quantity
  let budget = funds
  let met = false
  for (const maker of makers()) {
    if (remaining === 0) break
    // Nobody trades with himself: the younger order yields.
    met = maker.account === account
    if (met) break
    let quantity = Math.min(maker.remaining, remaining)
    const unitCost = side === 'buy' ? quoteSum(maker.price, 1) : baseSum(1)
    if (limit === null) quantity = Number(min(BigInt(quantity), budget / unitCost))
    if (quantity === 0) break
    budget -= unitCost * BigInt(quantity)
    deliver(naive, { buyer: side === 'buy' ? account : maker.account, maker, quantity, taker: account })
    trades.push({ maker: maker.id, taker: id, price: maker.price, quantity })
    remaining -= quantity
    maker.remaining -= quantity
    if (quantity < Math.min(maker.remaining + quantity, remaining + quantity)) break
  }
  if (limit === null && trades.length === 0 && !met) return { rejection: 'insufficient_funds' }
  naive.nextOrder += 1
  naive.orders = naive.orders.filter((order) => order.remaining > 0)
  if (limit === null || met) return { trades, canceled: remaining > 0 ? [id] : [] }
  if (remaining > 0) naive.orders.push({ id, account, side, price: limit, remaining })
  return { trades, canceled: [] }
}

type Delivery = { buyer: string; taker: string; maker: NaiveOrder; quantity: number }

function deliver(naive: Naive, { buyer, taker, maker, quantity }: Delivery): void {
  const seller = maker.side === 'buy' ? taker : maker.account
  const [base, quote] = [baseSum(quantity), quoteSum(maker.price, quantity)]
  const [buyerRate, sellerRate] =
    maker.side === 'buy' ? [naive.fees.maker, naive.fees.taker] : [naive.fees.taker, naive.fees.maker]
  const [buyerFee, sellerFee] = [(base * buyerRate) / 1_000_000n, (quote * sellerRate) / 1_000_000n]
  add(naive, seller, 'btc', -base)
  add(naive, buyer, 'btc', base - buyerFee)
  add(naive, buyer, 'usdt', -quote)
  add(naive, seller, 'usdt', quote - sellerFee)
  add(naive, 'house:fee_income', 'btc', buyerFee)
  add(naive, 'house:fee_income', 'usdt', sellerFee)
}

const min = (a: bigint, b: bigint) => (a < b ? a : b)

/** The real exchange's events in the twin's words. */
export function inNaiveWords(events: Event[]): NaiveAnswer {
  const trades: NaiveTrade[] = []
  const canceled: number[] = []
  for (const event of events) {
    if (event.kind === 'trade') {
      const { maker, taker, price, quantity } = event
      trades.push({ maker, taker, price, quantity })
    } else if (event.kind === 'order_canceled') canceled.push(event.order)
  }
  return { trades, canceled: canceled.sort((a, b) => a - b) }
}
