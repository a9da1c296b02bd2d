import type { Answer, JournalRecord } from './port.ts'

/**
 * Keys of everything that changes balances or rules are kept for ever; those of orders for the stated window.
 */
const kept: Record<JournalRecord['kind'], 'for_ever' | 'window'> = {
  define_asset: 'for_ever',
  define_market: 'for_ever',
  set_market_status: 'for_ever',
  set_trading_fee: 'for_ever',
  delete_trading_fee: 'for_ever',
  set_user_group: 'for_ever',
  credit_deposit: 'for_ever',
  adjust_balance: 'for_ever',
  set_adjustment_cap: 'for_ever',
  fund_house: 'for_ever',
  record_expense: 'for_ever',
  resolve_suspense: 'for_ever',
  transfer_funds: 'for_ever',
  hold_withdrawal: 'for_ever',
  complete_withdrawal: 'for_ever',
  release_withdrawal: 'for_ever',
  set_withdrawals: 'for_ever',
  place_order: 'window',
  cancel_order: 'window',
  cancel_orders: 'window',
  place_oco: 'window',
  amend_order: 'window',
  set_dead_man: 'window',
  trigger_order: 'window',
  expire_order: 'window',
  expire_dead_man: 'window',
  end_auction: 'window',
}

export type FirstAnswer = Omit<Answer, 'repeated'>

/** The first answer to every key, so that a repeat is harmless. Part of every snapshot. */
export class AnswerBook {
  readonly #window: number
  /** The window's keys in a ring: a Map finds its oldest key only by walking over all that were deleted. */
  readonly #ring: string[] = []
  #oldest = 0
  readonly #forEver = new Map<string, FirstAnswer>()
  readonly #ofOrders = new Map<string, FirstAnswer>()

  /** `window`: how many answers to order commands are remembered. */
  constructor(window: number) {
    this.#window = window
  }

  find(key: string): FirstAnswer | undefined {
    return this.#ofOrders.get(key) ?? this.#forEver.get(key)
  }

  remember(kind: JournalRecord['kind'], key: string, answer: FirstAnswer): void {
    if (kept[kind] === 'for_ever') this.#forEver.set(key, answer)
    else this.rememberOrder(key, answer)
  }

  rememberForEver(key: string, answer: FirstAnswer): void {
    this.#forEver.set(key, answer)
  }

  rememberOrder(key: string, answer: FirstAnswer): void {
    this.#ofOrders.set(key, answer)
    if (this.#ring.length < this.#window) {
      this.#ring.push(key)
      return
    }
    this.#ofOrders.delete(this.#ring[this.#oldest]!)
    this.#ring[this.#oldest] = key
    this.#oldest = (this.#oldest + 1) % this.#window
  }

  forEver(): [key: string, answer: FirstAnswer][] {
    return [...this.#forEver]
  }

  /** Oldest first. */
  ofOrders(): [key: string, answer: FirstAnswer][] {
    const keys = [...this.#ring.slice(this.#oldest), ...this.#ring.slice(0, this.#oldest)]
    return keys.map((key) => [key, this.#ofOrders.get(key)!])
  }
}
