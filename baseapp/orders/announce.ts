import { toast, decimal } from '../../web/kit/index.ts'
import type { Market } from '../api/index.ts'
import { hearOrder, onOwnOrder, type OwnOrder } from '../feed/index.ts'

type Told = Pick<
  OwnOrder,
  'id' | 'side' | 'ord_type' | 'state' | 'avg_price' | 'executed_volume' | 'origin_volume' | 'market'
>

/** Each thing is said once, whether the reply or the stream was first. */
const said = new Set<string>()
const saidMost = 500

function once(key: string): boolean {
  if (said.has(key)) return false
  if (said.size >= saidMost) said.clear()
  said.add(key)
  return true
}

const verb = (order: Told) => (order.side === 'buy' ? 'Bought' : 'Sold')

function filledText(order: Told, market: Market): string {
  const quantity = decimal(order.executed_volume, market.amount_precision)
  const average = decimal(order.avg_price, market.price_precision)
  return `${quantity} ${market.base_unit.toUpperCase()} at ${average} ${market.quote_unit.toUpperCase()} on average`
}

/** Says that an order ended: filled, or a market order that the book could not fill. */
function announceEnd(order: Told, market: Market | undefined): void {
  if (market === undefined) return
  const hasFilled = /[1-9]/.test(order.executed_volume)
  if (order.state === 'done' && once(`${order.id} done`)) {
    toast('success', `${verb(order)} ${market.name}`, filledText(order, market))
  }
  if (order.state === 'cancel' && order.ord_type === 'market' && once(`${order.id} ended`)) {
    if (hasFilled)
      toast('info', `${verb(order)} in part`, `${filledText(order, market)}. The rest found no offers.`)
    else toast('error', 'Nothing was traded', 'The book had no offers for this market order.')
  }
}

/** Takes in the reply to a placed order, and says what became of it. */
export function announcePlaced(order: Parameters<typeof hearOrder>[0], market: Market): void {
  hearOrder(order)
  announceEnd(order, market)
  if (order.state !== 'wait' && order.state !== 'pending') return
  const quantity = `${decimal(order.origin_volume, market.amount_precision)} ${market.base_unit.toUpperCase()}`
  const price = order.price === null ? '' : ` at ${decimal(order.price, market.price_precision)}`
  if (once(`${order.id} placed`))
    toast('success', 'Order placed', `${order.side === 'buy' ? 'Buy' : 'Sell'} ${quantity}${price}`)
}

/** Says when own orders fill, on every page. */
export function announceFills(marketOf: (id: string) => Market | undefined): () => void {
  return onOwnOrder((order) => announceEnd(order, marketOf(order.market)))
}
