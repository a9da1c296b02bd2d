import { AnswerWindow, type FirstAnswer, type Told } from './answer-window.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import type { JournalRecord } from './port.ts'
import { readOrders, writeView } from './view-codec.ts'

export type { FirstAnswer } from './answer-window.ts'

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

/** The first answer to every key, so that a repeat is harmless. Part of every snapshot. */
export class AnswerBook {
  readonly #forEver = new Map<string, FirstAnswer>()
  readonly #ofOrders: AnswerWindow

  /** `window`: how many answers to order commands are remembered. */
  constructor(window: number) {
    this.#ofOrders = new AnswerWindow(window)
  }

  find(key: string): FirstAnswer | undefined {
    return this.#ofOrders.find(key) ?? this.#forEver.get(key)
  }

  /** The answer's orders stand among the views. */
  remember(kind: JournalRecord['kind'], key: string, told: Told, views: ByteWriter): void {
    if (kept[kind] === 'window') return this.#ofOrders.remember(key, told, views)
    const { sequence, at, rejection, named, from } = told
    const orders = named === 0 ? [] : readOrders(new ByteReader(views.bytes, from), named)
    this.#forEver.set(key, { sequence, at, rejection, orders })
  }

  rememberForEver(key: string, answer: FirstAnswer): void {
    this.#forEver.set(key, answer)
  }

  rememberOrder(key: string, { sequence, at, rejection, orders }: FirstAnswer): void {
    const views = new ByteWriter()
    for (const order of orders) writeView(views, order)
    const told = { sequence, at, rejection, named: orders.length, from: 0, to: views.length }
    this.#ofOrders.remember(key, told, views)
  }

  forEver(): [key: string, answer: FirstAnswer][] {
    return [...this.#forEver]
  }

  /** Oldest first. */
  ofOrders(): [key: string, answer: FirstAnswer][] {
    return this.#ofOrders.all()
  }
}
