import { assert, type AccountId } from '../../core/units/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { entityOfView } from './order-entity.ts'
import { ocoSubmission, type OcoValues } from './order-submission.ts'
import { takenInstead } from './place-order.ts'
import { rated } from './rated.ts'
import { refusalOf, type Verb } from './refusals.ts'
import type { Trading } from './trading-routes.ts'

/** A limit order and a stop, of which one cancels the other: both are accepted, or neither. */
export function placeOcoHandler(trading: Trading): Verb<OcoValues> {
  const { engine, catalog, clock } = trading
  return rated(trading, async ({ params, caller }) => {
    const market = catalog.market(params.market)
    if (!market) return refusalOf('unknown_market')
    if (params.stop_limit_price !== undefined && params.protection_price !== undefined) {
      return refuse(422, 'market.order.redundant_protection_price')
    }
    const { client_order_id: own, stop_client_order_id: stops } = params
    if (own !== undefined && own.toLowerCase() === stops?.toLowerCase()) {
      return refuse(422, 'market.order.invalid_client_order_id')
    }
    const submission = ocoSubmission(params, market, { account: caller.uid as AccountId, now: clock() })
    if (!submission) return refusalOf('invalid_quantity')
    const { rejection, orders } = await engine.submit(submission)
    if (rejection) return refusalOf(rejection, takenInstead)
    assert(orders.length === 2, 'both legs are in the answer')
    return { body: orders.map((order) => entityOfView(order, market)) }
  })
}
