import { house } from '../../ledger/index.ts'
import type { AccountId, MarketCode } from '../../units/index.ts'
import { allOpenOrders, balancesOf, depthOf, restingOrders, trialBalance, type State } from '../index.ts'
import { heldOf, postedOf, promiseOf, type Naive, type NaiveOrder } from '../naive/twin.ts'
import { isBefore } from '../naive/walk.ts'
import { agree, Disagreement } from './agree.ts'
import { btc, eth, markets, people, usdt } from './scene.ts'

const accounts = [...people, house.feeIncome, house.custody] as AccountId[]

/** Balances, books, waiting orders and the trial balance: equal, conserved, promised, not crossed. */
export function compareStates(state: State, naive: Naive): void {
  for (const account of accounts) compareBalances(state, naive, account)
  for (const { market } of markets) compareBook(state, naive, market)
  agree(
    allOpenOrders(state)
      .filter(({ status }) => status === 'untriggered')
      .map(({ order, trigger, held }) => ({ order, trigger, held }))
      .sort((a, b) => a.order - b.order),
    naive.orders
      .filter((order) => waits(order))
      .map((order) => ({ order: order.id, trigger: triggerOf(order), held: promiseOf(naive, order) })),
    'what waits',
  )
  for (const { asset, posted, held, promised } of trialBalance(state)) {
    agree({ posted, held }, { posted: 0n, held: promised }, `the trial balance of ${asset}`)
  }
}

const waits = ({ stage }: NaiveOrder) => stage === 'waiting' || stage === 'queued'
/** Who was woken waits for its turn, and for no price any more. */
const triggerOf = ({ stage, trigger }: NaiveOrder) => (stage === 'waiting' ? trigger : null)

function compareBalances(state: State, naive: Naive, account: AccountId): void {
  const lines = new Map(balancesOf(state, account).map((line) => [line.asset, line]))
  for (const asset of [btc, eth, usdt]) {
    const { posted = 0n, held = 0n } = lines.get(asset) ?? {}
    const expected = { posted: postedOf(naive, account, asset), held: heldOf(naive, account, asset) }
    agree({ posted, held }, expected, `${account}'s ${asset}`)
    if (account === house.feeIncome ? posted < 0n : account !== house.custody && held > posted)
      throw new Disagreement(`${account} has ${posted} of ${asset}, and promises ${held}`)
  }
}

function compareBook(state: State, naive: Naive, market: MarketCode): void {
  const { bids, asks } = restingOrders(state, market, { bids: Infinity, asks: Infinity })
  for (const [views, side] of [
    [bids, 'buy'],
    [asks, 'sell'],
  ] as const) {
    agree(
      views.map(({ order, quantity, filled, held }) => ({ order, shown: quantity - filled, held })),
      restingOf(naive, market)
        .filter((order) => order.side === side)
        .sort((a, b) => (isBefore(a, b) ? -1 : 1))
        .map((order) => ({ order: order.id, shown: order.visible, held: promiseOf(naive, order) })),
      `the ${side} side of ${market}`,
    )
  }
  const depth = depthOf(state, market, 1)
  const [bid, ask] = [depth.bids[0], depth.asks[0]]
  const { status } = naive.markets.get(market)!
  if (bid && ask && bid.price >= ask.price && (status === 'open' || status === 'post_only'))
    throw new Disagreement(`${market} is ${status} and crossed`)
}

const restingOf = (naive: Naive, market: MarketCode) =>
  naive.orders.filter((order) => order.stage === 'resting' && order.market === market)
