import type { AccountId } from '../../core/units/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { Verb } from './refusals.ts'
import type { Trading } from './trading-routes.ts'

export const tooManyOrders = 'market.order.too_many_requests'

/** A handler that counts against its caller's order rate once a call, and tells him how many he has left. */
export const rated =
  <Values>({ orderRate }: Pick<Trading, 'orderRate'>, handle: Verb<Values>): Verb<Values> =>
  async (call) => {
    const { allowed, headers } = orderRate.take(call.caller.uid as AccountId)
    const reply = allowed ? await handle(call) : refuse(429, tooManyOrders)
    // The reply is this call's own, and is added to.
    reply.headers = reply.headers === undefined ? headers : { ...reply.headers, ...headers }
    return reply
  }
