import type { AdminOrder, Claims, listAdminOrders, ValuesOf } from '../../contract/index.ts'
import { decimalFromAmount } from '../../core/units/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { searchOrders, type OrderRow } from '../engine/projector/index.ts'
import { entityOfRow, statusesOf } from '../trading/index.ts'
import type { Admin } from './admin-routes.ts'
import { accountOf, emailsOf } from './emails.ts'
import { offsetOf } from './page.ts'
import { lastOf, type ListHandler } from './sheeted.ts'

type Values = ValuesOf<(typeof listAdminOrders)['params']>

const columns = { id: 'id', created_at: 'placed_at', updated_at: 'updated_at' } as const

/** Rows with their owners. */
export async function adminOrderEntities(admin: Admin, rows: OrderRow[]): Promise<AdminOrder[]> {
  const emails = await emailsOf(
    admin,
    rows.map(({ account }) => account),
  )
  return rows.map((row) => ({
    ...entityOfRow(row, admin.catalog.market(row.market)!),
    uid: row.account,
    email: emails.get(row.account) ?? null,
  }))
}

export function listOrdersHandler(admin: Admin): ListHandler<Values, Claims> {
  return async ({ params }, after) => {
    const { market, market_type: type, state, price, origin_volume: volume } = params
    if (market !== undefined && !admin.catalog.market(market)) return refuse(422, 'admin.market.doesnt_exist')
    if (type === 'qe') return { body: [] }
    const chosen = await accountOf(admin, params)
    if (!chosen) return refuse(422, 'admin.user.doesnt_exist')
    await admin.projector.reached(admin.engine.sequence())
    const orderBy = columns[params.order_by]
    const rows = await searchOrders(admin.db, {
      account: chosen.account,
      market,
      statuses: state?.flatMap((each) => statusesOf[each]),
      type: params.ord_type,
      side: params.type,
      limitPrice: price === undefined ? undefined : decimalFromAmount(price),
      quantity: volume === undefined ? undefined : decimalFromAmount(volume),
      range: params.range === 'created' ? 'placed_at' : 'updated_at',
      from: params.from,
      to: params.to,
      orderBy,
      direction: params.ordering,
      limit: params.limit,
      offset: offsetOf(params),
      after,
    })
    const last = lastOf(rows, params.limit, (row) => ({ value: row[orderBy], id: row.id }))
    return { body: await adminOrderEntities(admin, rows), last }
  }
}
