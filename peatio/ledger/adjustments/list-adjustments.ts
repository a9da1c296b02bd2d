import type { AdjustmentEntity, Claims, listAdjustments, ValuesOf } from '../../../contract/index.ts'
import { lastOf, type ListHandler } from '../../admin/index.ts'
import { refuseUnknown } from '../refuse-unknown.ts'
import { adjustmentEntity, adjustmentOf } from './adjustment-entity.ts'
import type { AdjustmentDeps } from './adjustment-routes.ts'
import { listAdjustmentRows, type AdjustmentTables } from './adjustment-store.ts'

/** Corrections that were asked for. A sheet has no room for what each has booked: the lists of entries do. */
export function listAdjustmentsHandler(
  deps: AdjustmentDeps,
): ListHandler<ValuesOf<(typeof listAdjustments)['params']>, Claims> {
  const db = deps.sql.database<AdjustmentTables>('peatio')
  return async ({ params: { currency: asset, format, ...filter } }, after) => {
    const refusal = await refuseUnknown(deps, { currency: asset })
    if (refusal) return refusal
    const rows = await listAdjustmentRows(db, { asset, ...filter, after })
    const entities =
      format === 'csv'
        ? rows.map((row) => adjustmentOf(row, []))
        : await Promise.all(rows.map((row) => adjustmentEntity(db, row)))
    const last = lastOf(rows, filter.limit, ({ id }) => ({ value: id, id }))
    return { body: entities, last }
  }
}

export const adjustmentColumns = [
  'id',
  'reason',
  'description',
  'category',
  'amount',
  'currency',
  'state',
  'creator_uid',
  'validator_uid',
  'asset_account_code',
  'receiving_account_code',
  'receiving_member_uid',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof AdjustmentEntity)[]
