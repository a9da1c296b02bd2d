import type { Command, OrderView, RejectReason } from '../../core/exchange/index.ts'
import type { Sequence, TimeMs } from '../../core/units/index.ts'
import type { Answer } from './port.ts'
import { decodeViews, encodeViews } from './view-codec.ts'

/**
 * Keys of everything that changes balances or rules are kept for ever; those of orders for the stated window.
 */
const kept: Record<Command['kind'], 'for_ever' | 'window'> = {
  define_asset: 'for_ever',
  define_market: 'for_ever',
  set_market_status: 'for_ever',
  set_trading_fee: 'for_ever',
  set_user_group: 'for_ever',
  credit_deposit: 'for_ever',
  adjust_balance: 'for_ever',
  place_order: 'window',
  cancel_order: 'window',
  cancel_orders: 'window',
}

export type FirstAnswer = Omit<Answer, 'repeated'>

/** An answer as the book keeps it: `views` is text, of whose orders the first `named` are the answer's. */
export type Kept = {
  sequence: Sequence
  at: TimeMs
  rejection: RejectReason | null
  views: string
  named: number
}

/** The first answer to every key, so that a repeat is harmless. Part of every snapshot. */
export class AnswerBook {
  readonly #window: number
  /** The window's answers in a ring: a Map finds its oldest key only by walking over all that were deleted. */
  readonly #ring: { key: string; kept: Kept }[] = []
  #oldest = 0
  readonly #forEver = new Map<string, Kept>()
  readonly #ofOrders = new Map<string, Kept>()

  /** `window`: how many answers to order commands are remembered. */
  constructor(window: number) {
    this.#window = window
  }

  find(key: string): FirstAnswer | undefined {
    const found = this.#ofOrders.get(key) ?? this.#forEver.get(key)
    return found && answerOf(found)
  }

  remember(kind: Command['kind'], key: string, answer: Kept): void {
    if (kept[kind] === 'for_ever') this.#forEver.set(key, answer)
    else this.#rememberInWindow(key, answer)
  }

  rememberForEver(key: string, answer: FirstAnswer): void {
    this.#forEver.set(key, keptOf(answer))
  }

  rememberOrder(key: string, answer: FirstAnswer): void {
    this.#rememberInWindow(key, keptOf(answer))
  }

  forEver(): [key: string, answer: FirstAnswer][] {
    return Array.from(this.#forEver, ([key, answer]) => [key, answerOf(answer)])
  }

  /** Oldest first. */
  ofOrders(): [key: string, answer: FirstAnswer][] {
    const ring = [...this.#ring.slice(this.#oldest), ...this.#ring.slice(0, this.#oldest)]
    return ring.map(({ key, kept: answer }) => [key, answerOf(answer)])
  }

  #rememberInWindow(key: string, answer: Kept): void {
    this.#ofOrders.set(key, answer)
    if (this.#ring.length < this.#window) {
      this.#ring.push({ key, kept: answer })
      return
    }
    this.#ofOrders.delete(this.#ring[this.#oldest]!.key)
    this.#ring[this.#oldest] = { key, kept: answer }
    this.#oldest = (this.#oldest + 1) % this.#window
  }
}

const answerOf = ({ sequence, at, rejection, views, named }: Kept): FirstAnswer => ({
  sequence,
  at,
  rejection,
  orders: named === 0 ? [] : decodeViews(views).orders.slice(0, named),
})

const keptOf = ({ orders, ...answer }: FirstAnswer): Kept => ({ ...answer, ...viewsOf(orders) })

const viewsOf = (orders: OrderView[]) => ({
  views: orders.length === 0 ? '' : encodeViews({ orders, balances: [], levels: [] }),
  named: orders.length,
})
