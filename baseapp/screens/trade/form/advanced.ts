import { sentDecimal } from '../../../../web/kit/format.ts'
import type { OrderType } from '../../../api/index.ts'

/** What an order may say beyond price and amount; empty text says nothing. */
export type Advanced = {
  timeInForce: 'gtc' | 'ioc' | 'fok'
  postOnly: boolean
  stop: string
  /** How far behind the best price a market order's stop follows. */
  trail: string
  display: string
  protection: string
  /** Of a pair with a limit order: the price that makes the other leg of it, and its own limit (none: any price). */
  otherStop: string
  otherLimit: string
}

export const plainTerms: Advanced = {
  timeInForce: 'gtc',
  postOnly: false,
  stop: '',
  trail: '',
  display: '',
  protection: '',
  otherStop: '',
  otherLimit: '',
}

/**
 * The terms after something was entered. Those that exclude each other are not kept side by side: each would hide the
 * other's field, and what no field shows would be sent.
 */
export function enterTerms(terms: Advanced, change: Partial<Advanced>): Advanced {
  const gone = change.stop ? { trail: '', otherStop: '', otherLimit: '' } : {}
  return { ...terms, ...gone, ...(change.trail || change.otherStop ? { stop: '' } : {}), ...change }
}

/** Whether an order of this type says more than price and amount. */
export const saysMore = (type: OrderType, terms: Advanced): boolean =>
  isPair(type, terms) || Object.keys(termsToSend(type, terms)).length > 1

/** An order with a stop price, or one that trails, waits for it. */
export const waitsForStop = (type: OrderType, { stop, trail }: Advanced): boolean =>
  stop !== '' || (type === 'market' && trail !== '')

/** A limit order with the other leg of a pair: either cancels the other. */
export const isPair = (type: OrderType, { otherStop }: Advanced): boolean =>
  type === 'limit' && otherStop !== ''

/** What a pair says beyond its limit leg. */
export const pairToSend = ({ otherStop, otherLimit }: Advanced) => ({
  stop_price: sentDecimal(otherStop),
  ...(otherLimit === '' ? {} : { stop_limit_price: sentDecimal(otherLimit) }),
})

type Sent = {
  ord_type: 'limit' | 'market' | 'stop_limit' | 'stop_market' | 'trailing_stop'
  stop_price?: string
  trailing_offset?: string
  display_volume?: string
  protection_price?: string
  time_in_force?: string
  post_only?: true
}

/** The fields that the wire wants: a stop price makes a stop of either type, and each type has its own terms. */
export function termsToSend(type: OrderType, terms: Advanced): Sent {
  const waits = terms.stop !== ''
  const stop = waits ? { stop_price: sentDecimal(terms.stop) } : {}
  if (type === 'market') {
    const protection = terms.protection === '' ? {} : { protection_price: sentDecimal(terms.protection) }
    if (terms.trail !== '')
      return { ord_type: 'trailing_stop', trailing_offset: sentDecimal(terms.trail), ...protection }
    return { ord_type: waits ? 'stop_market' : 'market', ...stop, ...protection }
  }
  return {
    ord_type: waits ? 'stop_limit' : 'limit',
    ...stop,
    ...(terms.display === '' || waits ? {} : { display_volume: sentDecimal(terms.display) }),
    ...(terms.timeInForce === 'gtc' ? {} : { time_in_force: terms.timeInForce }),
    ...(terms.postOnly ? { post_only: true as const } : {}),
  }
}
