import { useState } from 'react'
import { Button, ConfirmDialog, IconButton, toast } from '../../web/kit/index.ts'
import { call, marketApi, messageOf } from '../api/index.ts'
import { hearOrder, type OwnOrder } from '../feed/index.ts'

/** Cancels one order; the row leaves the list when the exchange has answered. */
export function CancelOrder({ order, name }: { order: OwnOrder; name: string }) {
  const [pending, setPending] = useState(false)
  const run = async () => {
    setPending(true)
    try {
      const after = await call(marketApi.cancel, { id: order.uuid })
      hearOrder(after)
      if (after.state === 'cancel') toast('success', 'Order canceled', name)
      else if (after.state === 'done') toast('info', 'Too late to cancel', `${name} was filled meanwhile.`)
    } catch (error) {
      toast('error', 'The order was not canceled', messageOf(error))
    } finally {
      setPending(false)
    }
  }
  return (
    <IconButton
      icon="close"
      size="s"
      className="orders-cancel"
      label={`Cancel order: ${name}`}
      aria-busy={pending || undefined}
      disabled={pending}
      onClick={() => void run()}
    />
  )
}

type CancelAllProps = { count: number; market?: { id: string; name: string } | undefined }

/** Cancels all open orders, of one market or of all, after asking. */
export function CancelAll({ count, market }: CancelAllProps) {
  const [asking, setAsking] = useState(false)
  const [pending, setPending] = useState(false)
  const run = async () => {
    setPending(true)
    try {
      const canceled = await call(marketApi.cancelAll, market ? { market: market.id } : {})
      for (const order of canceled) hearOrder(order)
      toast('success', canceled.length === 1 ? '1 order canceled' : `${canceled.length} orders canceled`)
      setAsking(false)
    } catch (error) {
      toast('error', 'The orders were not canceled', messageOf(error))
    } finally {
      setPending(false)
    }
  }
  const where = market ? `on ${market.name}` : 'on all markets'
  return (
    <>
      <Button size="s" variant="ghost" disabled={count === 0} onClick={() => setAsking(true)}>
        Cancel all
      </Button>
      {asking && (
        <ConfirmDialog
          title="Cancel all open orders?"
          action={`Cancel ${count === 1 ? '1 order' : `${count} orders`}`}
          danger
          pending={pending}
          onConfirm={() => void run()}
          onClose={() => setAsking(false)}
        >
          <p>
            {count === 1 ? 'Your open order' : `All your ${count} open orders`} {where} will be canceled. What
            is already filled stays filled.
          </p>
        </ConfirmDialog>
      )}
    </>
  )
}
