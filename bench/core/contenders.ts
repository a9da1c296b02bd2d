import { OrderBook as HftOrderBook } from 'hft-limit-order-book'
import { OrderBook as NodejsOrderBook } from 'nodejs-order-book'
import { decide, evolveAll } from '../../core/exchange/index.ts'
import type { TimeMs } from '../../core/units/index.ts'
import { commandOf, openedExchange, type Step } from './workloads.ts'

/** Prepares steps outside the clock; the returned function does the work. It returns a count of what happened. */
export type Contender = () => { load(steps: Step[]): () => number }

/** Ours: hold, match, settle with fees, events; exact sums. */
const opex: Contender = () => {
  const state = openedExchange()
  return {
    load(steps) {
      const commands = steps.map(commandOf)
      return () => {
        let events = 0
        let at = 1
        for (const command of commands) {
          const now = (at += 1) as TimeMs
          const decision = decide(state, command, now)
          if ('rejection' in decision) throw new Error(`a step of the workload was refused: ${decision.rejection}`)
          evolveAll(state, decision.events, now)
          events += decision.events.length
        }
        return events
      }
    },
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
    return {
      load(steps) {
        const calls = steps.map((step) => ({ ...step, id: `o${step.order}` }))
        return () => {
          for (const call of calls) {
            if (call.kind === 'cancel') book.cancel(call.id)
            else if (call.kind === 'market') book.market({ side: call.side as never, size: call.quantity })
            else {
              book.limit({ id: call.id, side: call.side as never, size: call.quantity, price: call.price })
            }
          }
          return calls.length
        }
      },
    }
  }

export const contenders: Record<string, Contender> = {
  opex,
  'nodejs-order-book': peer(() => new NodejsOrderBook()),
  'hft-limit-order-book': peer(() => new HftOrderBook()),
}
