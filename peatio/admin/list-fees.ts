import type { Claims, listAdminFees, ValuesOf } from '../../contract/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { tradingFeeEntity, type TradingFee } from '../catalog/index.ts'
import type { Admin } from './admin-routes.ts'
import { ordered, pageOf } from './page.ts'
import type { ListHandler } from './sheeted.ts'

type Values = ValuesOf<(typeof listAdminFees)['params']>

const fields: Record<Values['order_by'], (fee: TradingFee) => string | number> = {
  id: (fee) => fee.id,
  group: (fee) => fee.group,
  market_id: (fee) => fee.market,
  created_at: (fee) => fee.createdAt,
  updated_at: (fee) => fee.updatedAt,
}

export function listFeesHandler({ catalog }: Admin): ListHandler<Values, Claims> {
  return ({ params }, after) => {
    const { group, market_id: market, market_type: type } = params
    if (market !== undefined && market !== 'any' && !catalog.market(market)) {
      return refuse(422, 'admin.trading_fee.market_doesnt_exist')
    }
    const fees = (type === 'qe' ? [] : catalog.fees())
      .filter((fee) => group === undefined || fee.group === group.toLowerCase())
      .filter((fee) => market === undefined || fee.market === market)
    return pageOf(ordered(fees, params, fields[params.order_by]), { page: params, after }, tradingFeeEntity)
  }
}
