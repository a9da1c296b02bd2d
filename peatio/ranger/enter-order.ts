import type { OrderReply } from '../../contract/index.ts'
import type { Client } from './client.ts'
import { streamFrame } from './frame.ts'
import type { Asked } from './read-message.ts'

type Request = Extract<Asked, { kind: 'order' }>

/**
 * Enters a socket's order or cancel and answers it once, when the answer is durable. Answers come as they are ready,
 * known by their id; more than the stated number at once are refused before anything is done. If the socket closes
 * meanwhile, what was entered stands: the trader finds it among his orders, or sends it again under the same
 * `client_order_id`.
 */
export function enterOrder(client: Client, request: Request): void {
  const { verb, id, raw } = request
  const enter = client.identity.enterOrder
  if (!enter) return refuseOrder(client, request, 401, 'authz.invalid_session')
  if (!client.beginOrder()) return refuseOrder(client, request, 429, 'market.order.too_many_in_flight')
  void enter(verb, raw).then(({ status, body }) => {
    client.endOrder()
    client.send(replyFrame({ id, status, body }))
  })
}

function refuseOrder(client: Client, { id }: Request, status: number, key: string): void {
  client.send(replyFrame({ id, status, body: { errors: [key] } }))
}

const replyFrame = (reply: OrderReply): Buffer => streamFrame('reply', reply)
