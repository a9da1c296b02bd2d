import type { OrderType } from '../../../api/index.ts'

/** What an order may say beyond price and amount; empty text says nothing. */
export type Advanced = {
  timeInForce: 'gtc' | 'ioc' | 'fok'
  postOnly: boolean
  stop: string
  display: string
  protection: string
}

export const plainTerms: Advanced = {
  timeInForce: 'gtc',
  postOnly: false,
  stop: '',
  display: '',
  protection: '',
}

/** An order with a stop price waits for it. */
export const waitsForStop = ({ stop }: Advanced): boolean => stop !== ''

type Sent = {
  ord_type: 'limit' | 'market' | 'stop_limit' | 'stop_market'
  stop_price?: string
  display_volume?: string
  protection_price?: string
  time_in_force?: string
  post_only?: true
}

/** The fields that the wire wants: a stop price makes a stop of either type, and each type has its own terms. */
export function termsToSend(type: OrderType, terms: Advanced): Sent {
  const stop = waitsForStop(terms) ? { stop_price: terms.stop } : {}
  if (type === 'market') {
    const protection = terms.protection === '' ? {} : { protection_price: terms.protection }
    return { ord_type: waitsForStop(terms) ? 'stop_market' : 'market', ...stop, ...protection }
  }
  const waits = waitsForStop(terms)
  return {
    ord_type: waits ? 'stop_limit' : 'limit',
    ...stop,
    ...(terms.display === '' || waits ? {} : { display_volume: terms.display }),
    ...(terms.timeInForce === 'gtc' ? {} : { time_in_force: terms.timeInForce }),
    ...(terms.postOnly ? { post_only: true as const } : {}),
  }
}
