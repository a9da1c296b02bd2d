import type { AdminTrade, Claims, listAdminTrades, ValuesOf } from '../../contract/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { searchTrades, type TradeRow } from '../engine/projector/index.ts'
import { opposite } from '../../core/matching/index.ts'
import { tradeAs } from '../trading/index.ts'
import type { Admin } from './admin-routes.ts'
import { accountOf, emailsOf } from './emails.ts'
import { offsetOf } from './page.ts'
import { lastOf, type ListHandler } from './sheeted.ts'

type Values = ValuesOf<(typeof listAdminTrades)['params']>

function entityOf(row: TradeRow, emails: ReadonlyMap<string, string>): AdminTrade {
  const [taker, maker] = [tradeAs(row, row.taker_side), tradeAs(row, opposite(row.taker_side))]
  const [takerUid, makerUid] = row.taker_side === 'buy' ? [row.buyer, row.seller] : [row.seller, row.buyer]
  return {
    id: row.id,
    price: taker.price,
    amount: taker.amount,
    total: taker.total,
    market: row.market,
    market_type: 'spot',
    created_at: taker.created_at,
    taker_type: row.taker_side,
    maker_order_id: row.maker_order,
    maker_order_email: emails.get(makerUid) ?? null,
    maker_uid: makerUid,
    maker_fee: maker.fee,
    maker_fee_amount: maker.fee_amount,
    maker_fee_currency: maker.fee_currency,
    taker_order_id: row.taker_order,
    taker_order_email: emails.get(takerUid) ?? null,
    taker_uid: takerUid,
    taker_fee: taker.fee,
    taker_fee_amount: taker.fee_amount,
    taker_fee_currency: taker.fee_currency,
  }
}

export function listTradesHandler(admin: Admin): ListHandler<Values, Claims> {
  return async ({ params }, after) => {
    const { market, market_type: type, order_id: order, uid } = params
    if (market !== undefined && !admin.catalog.market(market)) return refuse(422, 'admin.market.doesnt_exist')
    if (type === 'qe') return { body: [] }
    const chosen = await accountOf(admin, { uid })
    if (!chosen) return refuse(422, 'admin.user.doesnt_exist')
    await admin.projector.reached(admin.engine.sequence())
    const orderBy = params.order_by === 'id' ? 'id' : 'made_at'
    const rows = await searchTrades(admin.db, {
      account: chosen.account,
      market,
      order,
      from: params.from,
      to: params.to,
      orderBy,
      direction: params.ordering,
      limit: params.limit,
      offset: offsetOf(params),
      after,
    })
    const emails = await emailsOf(
      admin,
      rows.flatMap(({ buyer, seller }) => [buyer, seller]),
    )
    const last = lastOf(rows, params.limit, (row) => ({ value: row[orderBy], id: row.id }))
    return { body: rows.map((row) => entityOf(row, emails)), last }
  }
}
