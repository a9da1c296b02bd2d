import { create } from 'zustand'
import type { OrderType, Side } from '../../../api/index.ts'
import { plainTerms, type Advanced } from './advanced.ts'

/** The order being written, as text: nothing is rounded behind the trader's back. */
export type FormDraft = {
  side: Side
  type: OrderType
  price: string
  quantity: string
  /** What was typed as a total; otherwise the total follows from price and amount. */
  total: string | undefined
  /** The trader has set the price; before that it follows the market. */
  isPriceOwn: boolean
  advanced: Advanced
}

const empty = { price: '', quantity: '', total: undefined, isPriceOwn: false, advanced: plainTerms } as const

export const useDraft = create<FormDraft>(() => ({ side: 'buy', type: 'limit', ...empty }))

/** A new market: the same side and type, nothing entered. */
export const startDraft = (): void => useDraft.setState(empty)

/** Takes a price from the book or the chart. */
export function takePrice(price: string): void {
  useDraft.setState({ type: 'limit', price, isPriceOwn: true, total: undefined })
}
