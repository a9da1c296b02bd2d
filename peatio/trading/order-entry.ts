import {
  cancelOrder,
  cancelOrders,
  placeOrder,
  type Claims,
  type OrderReply,
  type OrderVerb,
} from '../../contract/index.ts'
import { perform, statusAndBody, type Mountable } from '../../platform/http/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import { cancelOrderHandler, cancelOrdersHandler } from './cancel-order.ts'
import { placeOrderHandler } from './place-order.ts'
import { admitTrader, sayUnavailable, type Verb } from './refusals.ts'
import { tradingOf, type TradingDeps } from './trading-routes.ts'

/** Status and body of the endpoint of the same name, once they are durable; never rejects. */
export type OrderEntry = (
  caller: Claims,
  verb: OrderVerb,
  raw: Record<string, unknown>,
) => Promise<Omit<OrderReply, 'id'>>

/**
 * Order entry by messages: the verbs of the `market` endpoints, with their contract, their admission and their
 * answers, without HTTP around them. A command has reached the engine when the call returns, so a caller's requests
 * are taken in the order in which he sent them.
 */
export function createOrderEntry(deps: Omit<TradingDeps, 'verify'> & { log: Logger }): OrderEntry {
  const trading = tradingOf(deps)
  const admit = (claims: Claims) => admitTrader(deps, claims)
  const bind = <Values>(endpoint: Mountable<Values>, verb: Verb<Values>) => {
    const performing = { admit, handle: sayUnavailable(verb, deps.log) }
    return async (caller: Claims, raw: Record<string, unknown>) => {
      try {
        const reply = await perform(endpoint, performing, { raw: () => raw, about: { caller } })
        return statusAndBody(reply, endpoint.status)
      } catch (err) {
        deps.log.error({ err, path: endpoint.path }, 'a message failed')
        return { status: 500, body: { errors: ['server.internal_error'] } }
      }
    }
  }
  const verbs = {
    place_order: bind(placeOrder, placeOrderHandler(trading)),
    cancel_order: bind(cancelOrder, cancelOrderHandler(trading)),
    cancel_orders: bind(cancelOrders, cancelOrdersHandler(trading)),
  } satisfies Record<OrderVerb, unknown>
  return (caller, verb, raw) => verbs[verb](caller, raw)
}
