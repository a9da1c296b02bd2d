import type { Command, Event } from '../index.ts'
import type { NaiveAnswer } from '../naive/answer.ts'

/** How often everything occurred: no branch is tested by a stream that never takes it. */
export class Tally {
  readonly counts = new Map<string, number>()

  command(command: Command, answer: NaiveAnswer): void {
    this.#count(`command ${command.kind}`)
    if ('rejection' in answer) return this.#count(`rejection ${answer.rejection}`)
    if (command.kind === 'set_market_status') this.#count(`status ${command.status}`)
    if (command.kind === 'set_trading_fee' && command.makerFee < 0) this.#count('rebate')
  }

  event(event: Event): void {
    this.#count(`event ${event.kind}`)
    switch (event.kind) {
      case 'order_accepted': {
        const { type, special, partner } = event
        this.#count(`${type} ${special?.timeInForce ?? 'of its own time'}`)
        for (const term of Object.keys(special ?? {})) this.#count(`${type} with ${term}`)
        if (special?.selfTradePrevention) this.#count(special.selfTradePrevention)
        if (type !== 'limit' && event.limit !== null) this.#count(`${type} with a limit`)
        if (partner !== null) this.#count(`leg ${type}`)
        return
      }
      case 'trade':
        if (event.auction) this.#count('trade in an auction')
        if (event.makerRebate > 0n) this.#count('trade with a rebate')
        if (event.released > 0n) this.#count('trade at a better price')
        return
      case 'order_canceled':
      case 'order_reduced':
        return this.#count(`${event.kind} ${event.reason}`)
      case 'order_triggered':
        if (event.held > 0n) this.#count('triggered, promises more')
        if (event.released > 0n) this.#count('triggered, promises less')
        return
      default:
        return
    }
  }

  #count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }
}
