import type { Claims, setMarketStatus, ValuesOf } from '../../contract/index.ts'
import { refuse, type Handler } from '../../platform/http/index.ts'
import { act } from './act.ts'
import type { Admin } from './admin-routes.ts'
import { adminMarketEntity } from './list-markets.ts'
import { changeStatus } from './update-market.ts'

type Values = ValuesOf<(typeof setMarketStatus)['params']>

/** Opens, halts or resumes a market. Only an auction ends by itself. */
export function setMarketStatusHandler(admin: Admin): Handler<Values, Claims> {
  return (call) => {
    const { id, status, ends_at: endsAt, reason } = call.params
    return act(admin, call, { name: 'market.status', subject: id, reason }, async (submit) => {
      const { catalog, clock } = admin
      const known = catalog.market(id)
      if (!known) return refuse(422, 'admin.market.doesnt_exist')
      const ends = endsAt === undefined ? {} : { endsAt }
      if (endsAt !== undefined && (status !== 'auction' || endsAt <= clock())) {
        return refuse(422, 'admin.market.invalid_ends_at')
      }
      const refusal = await changeStatus(admin, submit, { market: known.code, status, reason, ...ends })
      return refusal ?? { body: adminMarketEntity(catalog.market(id)!) }
    })
  }
}
