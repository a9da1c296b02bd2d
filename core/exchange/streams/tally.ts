import type { OrderId } from '../../units/index.ts'
import type { Command, Event, OrderAccepted, OrderAmended, OrderReduced, TradeMade } from '../index.ts'
import type { NaiveAnswer } from '../naive/answer.ts'

/** How often everything occurred: no branch is tested by a stream that never takes it. */
export class Tally {
  readonly counts = new Map<string, number>()
  /** Open orders that show only a part, and those that are legs. */
  readonly #icebergs = new Set<OrderId>()
  readonly #legs = new Set<OrderId>()
  readonly #stopLimits = new Set<OrderId>()

  command(command: Command, answer: NaiveAnswer): void {
    this.#count(`command ${command.kind}`)
    if ('rejection' in answer) return this.#count(`refused ${answer.rejection}`)
    if (command.kind === 'set_market_status') this.#count(`status ${command.status}`)
    if (command.kind === 'set_trading_fee' && command.makerFee < 0) this.#count('rebate')
  }

  /** A command's events, or those of what was due. */
  events(events: readonly Event[]): void {
    for (const event of events) this.#event(event)
    if (!events.some(({ kind }) => kind === 'market_status_changed' || kind === 'market_defined')) return
    const own = events.filter((event) => 'reason' in event && event.reason === 'self_trade')
    for (const { kind } of own) this.#count(`auction ${kind} self_trade`)
  }

  #event(event: Event): void {
    this.#count(`event ${event.kind}`)
    switch (event.kind) {
      case 'order_accepted':
        return this.#accepted(event)
      case 'trade':
        return this.#trade(event)
      case 'order_canceled':
        return this.#count(`${event.kind} ${event.reason}`)
      case 'order_reduced':
        if (event.reason === 'amended') this.#amended(event)
        return this.#count(`${event.kind} ${event.reason}`)
      case 'order_amended':
        return this.#amended(event)
      case 'order_triggered':
        if (event.held > 0n) this.#count('triggered, promises more')
        if (event.released > 0n) this.#count('triggered, promises less')
        return
      case 'market_status_changed':
        if (event.reason === 'auction_ended') this.#count('auction ended by itself')
        return
      default:
        return
    }
  }

  #accepted({ order, type, limit, special, partner }: OrderAccepted): void {
    this.#count(`${type} ${special?.timeInForce ?? 'of no named time'}`)
    for (const term of Object.keys(special ?? {})) this.#count(`${type} with ${term}`)
    if (special?.selfTradePrevention) this.#count(special.selfTradePrevention)
    if (type !== 'limit' && limit !== null) this.#count(`${type} with a limit`)
    if (special?.display !== undefined) this.#icebergs.add(order)
    if (type === 'stop_limit') this.#stopLimits.add(order)
    if (partner === null) return
    this.#legs.add(order)
    this.#count(`leg ${type}`)
  }

  #amended({ kind, order }: OrderAmended | OrderReduced): void {
    if (this.#legs.has(order)) this.#count(`${kind} of a leg`)
    if (this.#stopLimits.has(order)) this.#count(`${kind} of a triggered stop-limit`)
  }

  #trade({ maker, taker, auction, makerRebate, released }: TradeMade): void {
    const where = auction ? 'auction ' : ''
    this.#count(`${where}trade`)
    if (this.#icebergs.has(maker)) this.#count(`${where}trade of an iceberg`)
    if (this.#legs.has(maker) || (auction && this.#legs.has(taker))) this.#count(`${where}trade of a leg`)
    if (makerRebate > 0n) this.#count('trade with a rebate')
    if (released > 0n) this.#count(`${where}trade at a better price`)
  }

  #count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }
}
