import type { OrderView } from '../../core/exchange/index.ts'
import { AnswerWindow, type Kept } from './answer-window.ts'
import type { Answer, JournalRecord } from './port.ts'
import { decodeOrders, encodeViews } from './view-codec.ts'

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
  readonly #forEver = new Map<string, Kept>()
  readonly #ofOrders: AnswerWindow

  /** `window`: how many answers to order commands are remembered. */
  constructor(window: number) {
    this.#ofOrders = new AnswerWindow(window)
  }

  find(key: string): FirstAnswer | undefined {
    const found = this.#ofOrders.find(key) ?? this.#forEver.get(key)
    return found && answerOf(found)
  }

  remember(kind: JournalRecord['kind'], key: string, answer: Kept): void {
    if (kept[kind] === 'for_ever') this.#forEver.set(key, answer)
    else this.#ofOrders.remember(key, answer)
  }

  rememberForEver(key: string, answer: FirstAnswer): void {
    this.#forEver.set(key, keptOf(answer))
  }

  rememberOrder(key: string, answer: FirstAnswer): void {
    this.#ofOrders.remember(key, keptOf(answer))
  }

  forEver(): [key: string, answer: FirstAnswer][] {
    return Array.from(this.#forEver, ([key, answer]) => [key, answerOf(answer)])
  }

  /** Oldest first. */
  ofOrders(): [key: string, answer: FirstAnswer][] {
    return this.#ofOrders.all().map(([key, answer]) => [key, answerOf(answer)])
  }
}

const answerOf = ({ sequence, at, rejection, views, named }: Kept): FirstAnswer => ({
  sequence,
  at,
  rejection,
  orders: named === 0 ? [] : decodeOrders(views, named),
})

const keptOf = ({ orders, ...answer }: FirstAnswer): Kept => ({ ...answer, ...viewsOf(orders) })

const viewsOf = (orders: OrderView[]) => ({
  views: orders.length === 0 ? '' : encodeViews({ orders, balances: [], levels: [] }),
  named: orders.length,
})
