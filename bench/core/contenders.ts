import { OrderBook as HftOrderBook } from 'hft-limit-order-book'
import { OrderBook as NodejsOrderBook } from 'nodejs-order-book'
import { decide, evolveAll } from '../../core/exchange/index.ts'
import type { TimeMs } from '../../core/units/index.ts'
import { commandOf, kindNames, openedExchange, sideNames, type Steps } from './workloads.ts'

/**
 * Runs the steps from one place to before another against a book that it opened. A step becomes a call inside the
 * clock, for every contender alike: a request arrives and is handed over. Returns a count of what happened.
 */
export type Contender = () => (steps: Steps, names: string[], from: number, to: number) => number

/** Milliseconds as large as today's, because their size has a cost. */
const opened = 1_800_000_000_000

/** Ours: hold, match, settle with fees, events; exact sums. */
const opex: Contender = () => {
  const state = openedExchange()
  return (steps, names, from, to) => {
    let events = 0
    for (let index = from; index < to; index++) {
      const at = (opened + index) as TimeMs
      const decision = decide(state, commandOf(steps, names, index), at)
      if ('rejection' in decision)
        throw new Error(`a step of the workload was refused: ${decision.rejection}`)
      evolveAll(state, decision.events, at)
      events += decision.events.length
    }
    return events
  }
}

type AnyBook = {
  limit(order: { id: string; side: never; size: number; price: number }): unknown
  market(order: { side: never; size: number }): unknown
  cancel(id: string): unknown
}

/** The peers only match: no accounts, no holds, no fees, no exact sums. */
const peer =
  (open: () => AnyBook): Contender =>
  () => {
    const book = open()
    return ({ kinds, sides, prices, quantities }, names, from, to) => {
      for (let index = from; index < to; index++) {
        const id = names[index]!
        const side = sideNames[sides[index]!]! as never
        const size = quantities[index]!
        const kind = kindNames[kinds[index]!]!
        if (kind === 'cancel') book.cancel(id)
        else if (kind === 'market') book.market({ side, size })
        else book.limit({ id, side, size, price: prices[index]! })
      }
      return to - from
    }
  }

export const contenders: Record<string, Contender> = {
  opex,
  'nodejs-order-book': peer(() => new NodejsOrderBook()),
  'hft-limit-order-book': peer(() => new HftOrderBook()),
}
