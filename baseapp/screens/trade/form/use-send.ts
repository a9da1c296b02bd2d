import { create } from 'zustand'
import { toast } from '../../../../web/kit/index.ts'
import { ApiError, call, marketApi, messageOf, type Market } from '../../../api/index.ts'
import { announcePlaced } from '../../../orders/index.ts'
import { useSession } from '../../../session/index.ts'
import type { pairToSend, termsToSend } from './advanced.ts'
import { createOrderDesk } from './order-desk.ts'

type Common = {
  side: 'buy' | 'sell'
  volume: string
  price: string | undefined
}
type Single = ReturnType<typeof termsToSend> & Common
type Pair = Common & { price: string } & ReturnType<typeof pairToSend>
/** One order, or a pair of which either leg cancels the other. */
export type Sending = { order: Single } | { pair: Pair }

/** A random UUID, also where the browser offers none because the page is not served over TLS. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

// Of the page and not of the form: on phones the form goes when another panel is looked at.
const desk = createOrderDesk(newId)
const usePending = create(() => false)

/**
 * Sends orders, one at a time. While an order is unanswered (the network failed), sending the same again repeats its
 * client order id, so the exchange knows it and never places it twice.
 */
export function useSend(market: Market): { pending: boolean; send: (sending: Sending) => Promise<boolean> } {
  const pending = usePending()
  const send = async (sending: Sending): Promise<boolean> => {
    const id = desk.begin(JSON.stringify([useSession.getState().user?.uid, market.id, sending]))
    if (id === undefined) return false
    usePending.setState(true, true)
    let isUnknown = false
    try {
      const named = { market: market.id, client_order_id: id }
      const placed =
        'pair' in sending
          ? // Each leg needs a name: the second one follows from the first, so that a repetition repeats both.
            await call(marketApi.placePair, { ...named, ...sending.pair, stop_client_order_id: `${id}-stop` })
          : [await call(marketApi.place, { ...named, ...sending.order })]
      for (const order of placed) announcePlaced(order, market)
      return true
    } catch (error) {
      isUnknown = error instanceof ApiError && (error.status === 0 || error.status >= 500)
      if (isUnknown) {
        toast(
          'error',
          'No answer to your order',
          'It may have arrived. Sending it again is safe: it counts once.',
        )
      } else toast('error', 'The order was refused', messageOf(error))
      return false
    } finally {
      desk.end(!isUnknown)
      usePending.setState(false, true)
    }
  }
  return { pending, send }
}
