import type { adminCancelOrders, AdminOrder, Claims, ValuesOf } from '../../contract/index.ts'
import type { OrderView } from '../../core/exchange/index.ts'
import { refuse, type Handler } from '../../platform/http/index.ts'
import { entityOfView } from '../trading/index.ts'
import { act } from './act.ts'
import type { Admin } from './admin-routes.ts'
import { emailsOf } from './emails.ts'
import { orderRefusal } from './refusals.ts'

type Values = ValuesOf<(typeof adminCancelOrders)['params']>

/**
 * Cancels everything open on a market, or on one side of it: one command a user, so that no single one is large.
 * Who places an order meanwhile keeps it: halt the market first if nobody may.
 */
export function cancelOrdersHandler(admin: Admin): Handler<Values, Claims> {
  return (call) => {
    const { market, market_type: type, side, reason } = call.params
    const about = { name: 'order.cancel_all', subject: side ? `${market}/${side}` : market, reason }
    return act(admin, call, about, async (submit) => {
      const known = admin.catalog.market(market)
      if (!known) return refuse(422, 'admin.market.doesnt_exist')
      if (type === 'qe') return { body: [] }
      const { result: open } = await admin.engine.read({ kind: 'all_open_orders' })
      const accounts = new Set(
        open
          .filter((order) => order.market === known.code && (side === undefined || order.side === side))
          .map(({ account }) => account),
      )
      const canceled: OrderView[] = []
      for (const account of accounts) {
        const command = { kind: 'cancel_orders', account, market: known.code, side: side ?? null } as const
        const { rejection, orders } = await submit(command)
        if (rejection !== null) return orderRefusal(rejection)
        canceled.push(...orders)
      }
      const emails = await emailsOf(admin, accounts)
      const body = canceled.map((order): AdminOrder => ({
        ...entityOfView(order, known),
        uid: order.account,
        email: emails.get(order.account) ?? null,
      }))
      return { body }
    })
  }
}
