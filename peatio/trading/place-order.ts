import type { Order } from '../../contract/index.ts'
import { assert, type AccountId } from '../../core/units/index.ts'
import type { Refusal } from '../../platform/http/index.ts'
import { entityOfView } from './order-entity.ts'
import { orderSubmission, type OrderValues } from './order-submission.ts'
import { rated } from './rated.ts'
import { refusalOf, type Instead, type Verb } from './refusals.ts'
import type { Trading } from './trading-routes.ts'

/** HTTP in, command out: sums become ticks and lots, and the engine's answer the order as it left it. */
export function placeOrderHandler(trading: Trading): Verb<OrderValues> {
  return rated(trading, async ({ params, caller }) => {
    const placed = await placeOne(trading, params, caller.uid as AccountId)
    return 'refused' in placed ? placed : { body: placed.order }
  })
}

/**
 * Places one order, whichever door its values came through. Asks the engine before its first await: orders that are
 * placed one after the other in one turn are decided in that order.
 */
export async function placeOne(
  { engine, catalog, clock }: Trading,
  values: OrderValues,
  account: AccountId,
): Promise<{ order: Order } | Refusal> {
  const market = catalog.market(values.market)
  if (!market) return refusalOf('unknown_market')
  const submission = orderSubmission(values, market, { account, now: clock() })
  if (!submission) return refusalOf('invalid_quantity')
  const { rejection, orders } = await engine.submit(submission)
  if (rejection)
    return refusalOf(rejection, values.ord_type === 'trailing_stop' ? trailingInstead : takenInstead)
  const [order] = orders
  assert(order !== undefined, 'an accepted order is in the answer')
  return { order: entityOfView(order, market) }
}

/** The core has no word for a name that is taken by an order that is still open. */
export const takenInstead: Instead = { invalid_definition: 'market.order.invalid_client_order_id' }
const trailingInstead: Instead = { ...takenInstead, invalid_trigger: 'market.order.invalid_trailing_offset' }
