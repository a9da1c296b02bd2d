import type { AccountId, AssetCode, MarketCode, TimeMs } from '../../units/index.ts'
import type { Command, DueCommand } from '../command.ts'
import type { Event, RejectReason } from '../event.ts'
import { balancesOf, createState, decide, depthOf, evolveAll, nextDue } from '../index.ts'
import { answerNaively } from '../naive/answer.ts'
import { nextDueNaively } from '../naive/due.ts'
import { createNaive, heldOf, postedOf, type NaiveOrder } from '../naive/twin.ts'

export type Shown = { price: number; quantity: number }

/** An exchange that a scenario can be played on: the real one or its twin. */
export type Venue = {
  /** Answers and is changed. */
  run(command: Command | DueCommand, at: TimeMs): { rejection: RejectReason } | { events: Event[] }
  due(at: TimeMs): DueCommand | null
  balance(account: AccountId, asset: AssetCode): { posted: bigint; held: bigint }
  /** What others see of a market's book, best price first. */
  book(market: MarketCode): { bids: Shown[]; asks: Shown[] }
}

export function naiveVenue(): Venue {
  const naive = createNaive()
  const sideOf = (market: MarketCode, side: NaiveOrder['side']): Shown[] => {
    const shown = new Map<number, number>()
    for (const order of naive.orders) {
      if (order.stage !== 'resting' || order.market !== market || order.side !== side) continue
      shown.set(order.limit!, (shown.get(order.limit!) ?? 0) + order.visible)
    }
    const levels = [...shown].map(([price, quantity]) => ({ price, quantity }))
    return levels.sort((a, b) => (side === 'buy' ? b.price - a.price : a.price - b.price))
  }
  return {
    run: (command, at) => answerNaively(naive, command, at),
    due: (at) => nextDueNaively(naive, at),
    balance: (account, asset) => ({
      posted: postedOf(naive, account, asset),
      held: heldOf(naive, account, asset),
    }),
    book: (market) => ({ bids: sideOf(market, 'buy'), asks: sideOf(market, 'sell') }),
  }
}

export function realVenue(): Venue {
  const state = createState()
  return {
    run(command, at) {
      const decision = decide(state, command, at)
      if ('events' in decision) evolveAll(state, decision.events, at)
      return decision
    },
    due: (at) => nextDue(state, at),
    balance(account, asset) {
      const found = balancesOf(state, account).find((line) => line.asset === asset)
      return { posted: found?.posted ?? 0n, held: found?.held ?? 0n }
    },
    book: (market) => depthOf(state, market, 100),
  }
}

/** Every scenario is played on both. */
export const venues: [name: string, open: () => Venue][] = [
  ['exchange', realVenue],
  ['twin', naiveVenue],
]
