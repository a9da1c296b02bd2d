import type { OrderId } from '../../units/index.ts'
import type { OrderTriggered } from '../event.ts'
import type { NaiveAnswer } from './answer.ts'
import { cancelPartner, leave } from './end-order.ts'
import { arriveAtAnyPrice } from './place.ts'
import { edgeOf } from './refusals.ts'
import { assetOf, marketOf, orderOf, promiseOf, sumOf, type Naive } from './twin.ts'
import { arrive } from './walk.ts'

/** The first of a queue wakes: its pair ends, its promise becomes whole, and it walks with what it has promised. */
export function trigger(naive: Naive, id: OrderId): NaiveAnswer {
  const order = orderOf(naive, id)
  if (!order) return { rejection: 'unknown_order' }
  const market = marketOf(naive, order)
  if (market.queue[0] !== id || market.status !== 'open') return { rejection: 'unknown_order' }

  leave(naive, order)
  const ended = cancelPartner(naive, order)
  const promised = promiseOf(naive, order)
  order.beyond = null
  order.stage = 'arriving'
  order.edge = edgeOf(market, order.side)
  const anyPrice = order.type !== 'stop_limit'
  const told = anyPrice
    ? arriveAtAnyPrice(naive, order)
    : { cost: promiseOf(naive, order), quantity: order.quantity }
  const grows = told.cost - promised
  const { account, market: code } = order
  const triggered: OrderTriggered = {
    kind: 'order_triggered',
    order: id,
    account,
    market: code,
    quantity: told.quantity,
    asset: assetOf(naive, order),
    held: sumOf(grows > 0n ? grows : 0n),
    released: sumOf(grows < 0n ? -grows : 0n),
  }
  return { events: [...ended, triggered, ...('events' in told ? told.events : arrive(naive, order))] }
}
