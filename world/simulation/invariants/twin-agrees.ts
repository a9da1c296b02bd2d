import type { Command, DueCommand, Event } from '../../../core/exchange/index.ts'
import { answerNaively, type NaiveAnswer } from '../../../core/exchange/naive/answer.ts'
import { nextDueNaively } from '../../../core/exchange/naive/due.ts'
import { addPosted, availableOf, createNaive, heldOf, postedOf } from '../../../core/exchange/naive/twin.ts'
import { agree, agreeOnEvents, Disagreement } from '../../../core/exchange/streams/agree.ts'
import type { OrderId } from '../../../core/units/index.ts'
import type { Published, Request } from '../../../peatio/engine/index.ts'

/** What a submission asked, as far as the twin needs to know. */
export type Asked = { command: Request; deadline?: number }

/** Refusals by rules that the naive exchange does not have: caps, the house's own funds, failures. */
const houseRules = new Set<string>(['internal_fault', 'cap_exceeded', 'house_funds_insufficient'])

/**
 * I6: what happens, in which order, at which price and with whom, is what the naive exchange says: price first, then
 * time, everything multiplied out again. After every command the balances that it touched are compared too.
 */
export class Twin {
  readonly #naive = createNaive()
  readonly #uuids = new Map<string, OrderId>()

  /** Takes a record with what was asked; `undefined` for what the engine does by itself. */
  take(record: Published, asked: Asked | undefined): string[] {
    try {
      this.#compare(record, asked)
      return []
    } catch (error) {
      if (!(error instanceof Disagreement)) throw error
      return [`record ${record.sequence} (${record.kind}): ${error.message}`]
    }
  }

  #compare(record: Published, asked: Asked | undefined): void {
    const { rejection, events, touched } = record
    if (rejection !== null && houseRules.has(rejection)) return
    const expected = this.#answer(record, asked)
    if (expected === null) return
    if ('rejection' in expected) return agree(rejection, expected.rejection, 'the answer')
    agree(rejection, null, 'the answer')
    agreeOnEvents(events, expected.events)
    for (const event of events) if (event.kind === 'order_accepted') this.#uuids.set(event.uuid, event.order)
    for (const { account, asset, posted, held } of touched.balances) {
      if (account === 'house:adjustments') continue
      const theirs = {
        posted: postedOf(this.#naive, account, asset),
        held: heldOf(this.#naive, account, asset),
      }
      agree({ posted, held }, theirs, `${account}'s ${asset}`)
    }
  }

  /** What the rules say; null where the twin has no opinion. */
  #answer(record: Published, asked: Asked | undefined): NaiveAnswer | null {
    if (!asked) return this.#ofItself(record)
    const { command, deadline } = asked
    if (record.rejection === 'deadline_passed')
      return deadline !== undefined && record.at > deadline ? { rejection: 'deadline_passed' } : null
    if (command.kind === 'adjust_balance') return this.#adjust(command, record.events)
    if (command.kind === 'set_adjustment_cap') return null
    if (command.kind === 'fund_house') return this.#fund(command, record)
    if (command.kind === 'place_order' && this.#naive.orders.some(({ uuid }) => uuid === command.uuid))
      return { rejection: 'invalid_definition' }
    const named = this.#withOrderId(command)
    return named ? answerNaively(this.#naive, named, record.at) : { rejection: 'unknown_order' }
  }

  /** The engine halts a market that broke, and does what is due. */
  #ofItself({ key, at, events }: Published): NaiveAnswer | null {
    const [event] = events
    if (key.startsWith('engine:halt') && event?.kind === 'market_status_changed') {
      const { market } = event
      const halt: Command = { kind: 'set_market_status', market, status: 'halted', reason: 'internal_fault' }
      return answerNaively(this.#naive, halt, at)
    }
    const due: DueCommand | null = nextDueNaively(this.#naive, at)
    if (due === null) throw new Disagreement('nothing is due')
    return answerNaively(this.#naive, due, at)
  }

  #withOrderId(command: Request): Command | undefined {
    if (command.kind !== 'cancel_order' && command.kind !== 'amend_order') return command
    const { order } = command
    const id = typeof order === 'number' ? order : this.#uuids.get(order.uuid)
    return id === undefined ? undefined : { ...command, order: id }
  }

  /** What the house sets aside comes out of custody. */
  #fund({ asset, sum }: Extract<Request, { kind: 'fund_house' }>, { rejection }: Published): null {
    if (rejection === null) addPosted(this.#naive, 'house:custody', asset, 0n - sum)
    return null
  }

  /** The books are another matter than trading: of corrections the twin knows that nobody may owe. */
  #adjust(
    { account, asset, sum }: Extract<Request, { kind: 'adjust_balance' }>,
    events: Event[],
  ): NaiveAnswer {
    if (availableOf(this.#naive, account, asset) + sum < 0n) return { rejection: 'insufficient_funds' }
    addPosted(this.#naive, account, asset, sum)
    return { events }
  }
}
