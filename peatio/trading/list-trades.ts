import type { listTrades as endpoint, ValuesOf } from '../../contract/index.ts'
import type { AccountId } from '../../core/units/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { listTrades } from '../engine/projector/index.ts'
import { chooseMarkets } from './choose-markets.ts'
import type { Verb } from './refusals.ts'
import { settled } from './settled.ts'
import { tradeEntity } from './trade-entity.ts'
import type { Trading } from './trading-routes.ts'

type Values = ValuesOf<(typeof endpoint)['params']>

/** The caller's own trades by id, from his side; `type` chooses the side. */
export function listTradesHandler(trading: Trading): Verb<Values> {
  return async ({ params, caller }) => {
    const account = caller.uid as AccountId
    const markets = chooseMarkets(trading.catalog, params)
    if (markets === 'unknown') return refuse(422, 'market.market.doesnt_exist')
    await settled(trading, account)
    const rows = await listTrades(trading.db, account, {
      markets,
      side: params.type,
      from: params.time_from === undefined ? undefined : params.time_from * 1000,
      to: params.time_to === undefined ? undefined : params.time_to * 1000,
      direction: params.order_by,
      limit: params.limit,
      offset: (params.page - 1) * params.limit,
    })
    return { body: rows.map((row) => tradeEntity(row, account, params.type)) }
  }
}
