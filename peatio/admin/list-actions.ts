import type { Claims, listOperatorActions, OperatorAction, ValuesOf } from '../../contract/index.ts'
import type { Handler } from '../../platform/http/index.ts'
import { isoOf } from '../catalog/index.ts'
import { selectActions, type ActionRow } from './action-store.ts'
import type { Admin } from './admin-routes.ts'
import { offsetOf, paged } from './page.ts'

const entityOf = ({ command_key: _, ...row }: ActionRow): OperatorAction => ({
  ...row,
  errors: JSON.parse(row.errors) as string[],
  created_at: isoOf(row.created_at),
})

export function listActionsHandler({
  register,
}: Admin): Handler<ValuesOf<(typeof listOperatorActions)['params']>, Claims> {
  return async ({ params }) => {
    const { uid, subject, ordering: direction, limit } = params
    const { rows, total } = await selectActions(register, {
      uid,
      subject,
      direction,
      limit,
      offset: offsetOf(params),
    })
    return paged(rows.map(entityOf), params, total)
  }
}
