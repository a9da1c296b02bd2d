import { randomUUID } from 'node:crypto'
import type { placeOrder, ValuesOf } from '../../contract/index.ts'
import { assert, countOf, lots, ticks, type AccountId, type TimeMs } from '../../core/units/index.ts'
import { isActive, type Market } from '../catalog/index.ts'
import type { Submission } from '../engine/index.ts'
import { entityOfView } from './order-entity.ts'
import { refusalOf, type Verb } from './refusals.ts'
import type { Trading } from './trading-routes.ts'

/** An order that the engine has not decided by then never is: whoever gave up on it may place another. */
const deadlineMs = 5_000

type Values = ValuesOf<(typeof placeOrder)['params']>

/** HTTP in, command out: sums become ticks and lots, and the engine's answer the order as it left it. */
export function placeOrderHandler({ engine, catalog, clock }: Trading): Verb<Values> {
  return async ({ params, caller }) => {
    const market = catalog.market(params.market)
    if (!market || !isActive(market)) return refusalOf('unknown_market')
    const submission = submissionOf(params, market, { account: caller.uid as AccountId, now: clock() })
    if (!submission) return refusalOf('invalid_quantity')
    const answer = await engine.submit(submission)
    // The core has no word for a name that is taken by an order that is still open.
    const instead = { invalid_definition: 'market.order.invalid_client_order_id' }
    if (answer.rejection) return refusalOf(answer.rejection, instead)
    const [order] = answer.orders
    assert(order !== undefined, 'an accepted order is in the answer')
    return { body: entityOfView(order, market) }
  }
}

/** `undefined` if price or volume has more digits than the market, or more than any order may have. */
function submissionOf(
  { side, volume, ord_type: type, price, client_order_id: named }: Values,
  market: Market,
  { account, now }: { account: AccountId; now: number },
): Submission | undefined {
  const quantity = countOf(volume, market.amountPrecision)
  const limit = type === 'limit' && price !== undefined ? countOf(price, market.pricePrecision) : null
  if (quantity === undefined || limit === undefined) return undefined
  const uuid = named?.toLowerCase() ?? randomUUID()
  return {
    key: `${account}:${uuid}`,
    deadline: (now + deadlineMs) as TimeMs,
    command: {
      kind: 'place_order',
      account,
      uuid,
      market: market.code,
      side,
      type,
      limit: limit === null ? null : ticks(limit),
      quantity: lots(quantity),
    },
  }
}
