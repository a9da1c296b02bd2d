import { placeOrder, type BatchAnswer, type placeOrders, type ValuesOf } from '../../contract/index.ts'
import type { AccountId } from '../../core/units/index.ts'
import { placeOne } from './place-order.ts'
import { tooManyOrders } from './rated.ts'
import { refusingFaults, type Verb } from './refusals.ts'
import type { Trading } from './trading-routes.ts'

type Values = ValuesOf<(typeof placeOrders)['params']>

/** Up to fifty orders: decided in their order, each answered in its place, whatever becomes of the others. */
export function placeOrdersHandler(trading: Trading): Verb<Values> {
  const refuseFault = refusingFaults(trading.log)
  return async ({ params, caller }) => {
    const account = caller.uid as AccountId
    let headers: Record<string, number> = {}
    const answers = params.orders.map(async (entry): Promise<BatchAnswer> => {
      const read = placeOrder.read(entry)
      if ('errors' in read) return { status: 422, errors: read.errors }
      const taken = trading.orderRate.take(account)
      headers = taken.headers
      if (!taken.allowed) return { status: 429, errors: [tooManyOrders] }
      try {
        const placed = await placeOne(trading, read.values, account)
        if ('refused' in placed) return { status: placed.status, errors: placed.errors }
        return { status: placeOrder.status, body: placed.order }
      } catch (error) {
        const { status, errors } = refuseFault(error)
        return { status, errors }
      }
    })
    return { body: await Promise.all(answers), headers }
  }
}
