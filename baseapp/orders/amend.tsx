import { useState } from 'react'
import { Button, Dialog, IconButton, NumberField, sentDecimal, toast } from '../../web/kit/index.ts'
import { call, marketApi, messageOf, type Market } from '../api/index.ts'
import { hearOrder, type OwnOrder } from '../feed/index.ts'

type AmendProps = { order: OwnOrder; name: string; market: Market }

/** Changes price or amount of a resting limit order. Less of it keeps its place, and the trader is told so. */
export function AmendOrder({ order, name, market }: AmendProps) {
  const [isOpen, setOpen] = useState(false)
  const canAmend = order.ord_type === 'limit' && order.linked_order_id === undefined
  if (!canAmend) return null
  return (
    <>
      <IconButton icon="edit" size="s" label={`Change ${name}`} onClick={() => setOpen(true)} />
      {isOpen && <AmendDialog {...{ order, name, market }} onClose={() => setOpen(false)} />}
    </>
  )
}

function AmendDialog({ order, name, market, onClose }: AmendProps & { onClose: () => void }) {
  const [price, setPrice] = useState(trimmed(order.price ?? ''))
  const [volume, setVolume] = useState(trimmed(order.origin_volume))
  const [pending, setPending] = useState(false)
  const run = async () => {
    setPending(true)
    try {
      const wanted = { price: sentDecimal(price), volume: sentDecimal(volume) }
      hearOrder(await call(marketApi.amend, { id: order.uuid, ...wanted }))
      toast('success', 'Order changed', name)
      onClose()
    } catch (error) {
      toast('error', 'The order was not changed', messageOf(error))
      setPending(false)
    }
  }
  return (
    <Dialog
      title="Change the order"
      className="orders-amend"
      size="s"
      onClose={onClose}
      footer={
        <Button variant="primary" pending={pending} onClick={() => void run()}>
          Change it
        </Button>
      }
    >
      <p className="muted">
        {name}. A smaller amount keeps its place in the book; anything else goes behind the others.
      </p>
      <NumberField label="Price" suffix={market.quote_unit.toUpperCase()} value={price} onValue={setPrice} />
      <NumberField
        label="Amount"
        suffix={market.base_unit.toUpperCase()}
        value={volume}
        onValue={setVolume}
      />
    </Dialog>
  )
}

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
