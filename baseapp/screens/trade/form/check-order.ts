import { unit } from '../../../../core/units/index.ts'
import { decimal, decimalText, unitsOf } from '../../../../web/kit/format.ts'
import type { Market, OrderType, Side } from '../../../api/index.ts'

export type Draft = { side: Side; type: OrderType; price: string; quantity: string }

type Rules = Pick<
  Market,
  | 'base_unit'
  | 'quote_unit'
  | 'price_precision'
  | 'amount_precision'
  | 'min_amount'
  | 'min_price'
  | 'max_price'
>
type Facts = {
  market: Rules
  /** What may be spent, in the asset that the side spends; `undefined` while it is not known. */
  available: bigint | undefined
  /** What a market order would cost by the depth; `undefined` when the book has nothing to offer. */
  marketNotional?: bigint | undefined
}

export type Problem = {
  field: 'price' | 'quantity'
  text: string
  /** Nothing is wrong yet: something is still to be entered. Said only when the order is sent. */
  isMissing: boolean
}
export type CheckedOrder = { price: bigint | undefined; quantity: bigint }

const decimalsOf = (text: string): number => (text.split('.')[1] ?? '').replace(/0+$/, '').length
const plain = (units: bigint) => decimalText(units, 18, { trimmed: true })
const decimalsText = (count: number) => (count === 0 ? 'whole numbers only' : `at most ${count} decimals`)

/** Reads what was typed, or says what is wrong with it, field by field. The server decides again. */
export function checkOrder(draft: Draft, facts: Facts): { order: CheckedOrder } | { problems: Problem[] } {
  const price = draft.type === 'limit' ? checkPrice(draft.price, facts.market) : undefined
  const quantity = checkQuantity(draft.quantity, facts.market)
  const problems = [price, quantity].filter((each): each is Problem => typeof each === 'object')
  if (problems.length > 0 || typeof quantity !== 'bigint' || typeof price === 'object') return { problems }
  const order = { price, quantity }
  const unfunded = checkFunds(draft, order, facts)
  return unfunded ? { problems: [unfunded] } : { order }
}

function checkPrice(text: string, market: Rules): bigint | Problem {
  const problem = (words: string, isMissing = false): Problem => ({ field: 'price', text: words, isMissing })
  const price = unitsOf(text)
  const quote = market.quote_unit.toUpperCase()
  if (price === undefined) return problem('Enter a price.', true)
  if (price <= 0n) return problem('The price must be more than zero.')
  if (decimalsOf(text) > market.price_precision) {
    return problem(`Prices here take ${decimalsText(market.price_precision)}.`)
  }
  const [lowest, highest] = [unitsOf(market.min_price) ?? 0n, unitsOf(market.max_price) ?? 0n]
  if (price < lowest) return problem(`The lowest price here is ${plain(lowest)} ${quote}.`)
  if (highest > 0n && price > highest) return problem(`The highest price here is ${plain(highest)} ${quote}.`)
  return price
}

function checkQuantity(text: string, market: Rules): bigint | Problem {
  const problem = (words: string, isMissing = false): Problem => ({
    field: 'quantity',
    text: words,
    isMissing,
  })
  const quantity = unitsOf(text)
  if (quantity === undefined) return problem('Enter an amount.', true)
  if (quantity <= 0n) return problem('The amount must be more than zero.')
  if (decimalsOf(text) > market.amount_precision) {
    return problem(`Amounts here take ${decimalsText(market.amount_precision)}.`)
  }
  const least = unitsOf(market.min_amount) ?? 0n
  if (quantity < least)
    return problem(`The smallest order here is ${plain(least)} ${market.base_unit.toUpperCase()}.`)
  return quantity
}

function checkFunds(draft: Draft, { price, quantity }: CheckedOrder, facts: Facts): Problem | undefined {
  const { available, marketNotional, market } = facts
  const problem = (text: string): Problem => ({ field: 'quantity', text, isMissing: false })
  if (draft.type === 'market' && marketNotional === undefined) {
    return problem('The book has no offers to fill a market order.')
  }
  const needed =
    draft.side === 'sell' ? quantity : price === undefined ? marketNotional : (price * quantity) / unit
  if (available === undefined || needed === undefined || needed <= available) return undefined
  const [asset, digits] =
    draft.side === 'sell'
      ? [market.base_unit, market.amount_precision]
      : [market.quote_unit, market.price_precision]
  return problem(`Only ${decimalText(available, digits)} ${asset.toUpperCase()} is available.`)
}

/** A price that is worse than the best offer by this share is most likely a slip of the finger. */
const farBps = 500n

/** How far a limit price is beyond the best offer of the other side, in whole percents, when that is far. */
export function farFromMarket(side: Side, price: bigint, bestOffer: bigint | undefined): number | undefined {
  if (bestOffer === undefined || bestOffer === 0n) return undefined
  const gap = side === 'buy' ? price - bestOffer : bestOffer - price
  return gap * 10_000n > bestOffer * farBps ? Number((gap * 100n) / bestOffer) : undefined
}

/** Writes units as a field's text: no separators, no needless zeros. */
export const fieldText = (units: bigint, precision: number): string =>
  decimalText(units, precision, { grouped: false, trimmed: true })

/** A price of the wire as a field's text. */
export const priceText = (text: string | undefined, precision: number): string =>
  text === undefined ? '' : decimal(text, precision, { grouped: false })
