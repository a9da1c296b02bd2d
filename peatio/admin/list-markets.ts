import type { AdminMarket, Claims, getAdminMarket, listAdminMarkets, ValuesOf } from '../../contract/index.ts'
import { refuse, type Handler } from '../../platform/http/index.ts'
import { isoOf, marketEntity, type Market } from '../catalog/index.ts'
import type { Admin } from './admin-routes.ts'
import { ordered, pageOf } from './page.ts'
import type { ListHandler } from './sheeted.ts'

/** One engine runs all markets; the wire wants it numbered. */
const engineId = 1

const iso = (at: number | null): string | null => (at === null ? null : isoOf(at))

/** A market as its operator sees it: the public entity, its place in lists and its status in the engine's words. */
export const adminMarketEntity = (market: Market): AdminMarket => ({
  ...marketEntity(market),
  engine_id: engineId,
  position: market.position,
  data: null,
  created_at: iso(market.createdAt),
  updated_at: iso(market.updatedAt),
  status: market.status,
})

export function listMarketsHandler({
  catalog,
}: Admin): ListHandler<ValuesOf<(typeof listAdminMarkets)['params']>, Claims> {
  return ({ params }, after) => {
    const markets = params.type === 'qe' ? [] : catalog.markets()
    const fieldOf = (market: Market) => (params.order_by === 'id' ? market.code : market.position)
    return pageOf(ordered(markets, params, fieldOf), { page: params, after }, adminMarketEntity)
  }
}

export function getMarketHandler({
  catalog,
}: Admin): Handler<ValuesOf<(typeof getAdminMarket)['params']>, Claims> {
  return ({ params }) => {
    const market = catalog.market(params.symbol)
    return market ? { body: adminMarketEntity(market) } : refuse(404, 'record.not_found')
  }
}
