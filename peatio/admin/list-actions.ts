import type { Claims, listOperatorActions, OperatorAction, ValuesOf } from '../../contract/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { isoOf } from '../catalog/index.ts'
import { selectActions, type ActionRow } from './action-store.ts'
import type { Admin } from './admin-routes.ts'
import { accountOf } from './emails.ts'
import { offsetOf, paged } from './page.ts'
import { lastOf, type ListHandler } from './sheeted.ts'

const entityOf = ({ command_key: _, ...row }: ActionRow): OperatorAction => ({
  ...row,
  errors: JSON.parse(row.errors) as string[],
  created_at: isoOf(row.created_at),
})

export function listActionsHandler(
  admin: Admin,
): ListHandler<ValuesOf<(typeof listOperatorActions)['params']>, Claims> {
  return async ({ params }, after) => {
    const chosen = await accountOf(admin, { uid: params.uid })
    if (!chosen) return refuse(422, 'admin.user.doesnt_exist')
    const { subject, ordering: direction, limit } = params
    const { rows, total } = await selectActions(admin.register, {
      uid: chosen.account,
      subject,
      direction,
      limit,
      offset: offsetOf(params),
      after,
    })
    const last = lastOf(rows, limit, ({ id }) => ({ value: id, id }))
    return { ...paged(rows.map(entityOf), params, total), last }
  }
}
