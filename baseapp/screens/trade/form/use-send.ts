import { useRef, useState } from 'react'
import { toast } from '../../../../web/kit/index.ts'
import { ApiError, call, marketApi, messageOf, type Market } from '../../../api/index.ts'
import { announcePlaced } from '../../../orders/index.ts'
import type { termsToSend } from './advanced.ts'

type Sent = ReturnType<typeof termsToSend> & {
  side: 'buy' | 'sell'
  volume: string
  price: string | undefined
}

/** A random UUID, also where the browser offers none because the page is not served over TLS. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * Sends orders, one at a time. While an order is unanswered (the network failed), sending the same again repeats its
 * client order id, so the exchange knows it and never places it twice.
 */
export function useSend(market: Market): { pending: boolean; send: (order: Sent) => Promise<boolean> } {
  const [pending, setPending] = useState(false)
  const isSending = useRef(false)
  const unanswered = useRef<{ what: string; id: string } | undefined>(undefined)

  const send = async (order: Sent): Promise<boolean> => {
    if (isSending.current) return false
    isSending.current = true
    setPending(true)
    const what = JSON.stringify(order)
    const id = unanswered.current?.what === what ? unanswered.current.id : newId()
    try {
      const placed = await call(marketApi.place, { market: market.id, ...order, client_order_id: id })
      unanswered.current = undefined
      announcePlaced(placed, market)
      return true
    } catch (error) {
      const isUnknown = error instanceof ApiError && (error.status === 0 || error.status >= 500)
      unanswered.current = isUnknown ? { what, id } : undefined
      if (isUnknown) {
        toast(
          'error',
          'No answer to your order',
          'It may have arrived. Sending it again is safe: it counts once.',
        )
      } else toast('error', 'The order was refused', messageOf(error))
      return false
    } finally {
      isSending.current = false
      setPending(false)
    }
  }
  return { pending, send }
}
