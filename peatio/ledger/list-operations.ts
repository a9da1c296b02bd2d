import type { Claims, listLiabilityOperations, OperationEntity, ValuesOf } from '../../contract/index.ts'
import { decimalFromAmount } from '../../core/units/index.ts'
import { lastOf, type ListHandler } from '../admin/index.ts'
import {
  listOperations,
  sumOf,
  type AccountClass,
  type OperationRow,
  type ProjectionTables,
} from '../engine/projector/index.ts'
import type { AccountingDeps } from './accounting-routes.ts'
import { refuseUnknown } from './refuse-unknown.ts'

type Values = Omit<ValuesOf<(typeof listLiabilityOperations)['params']>, 'uid'> & { uid?: string | undefined }

const codesFrom: Record<AccountClass, number> = { asset: 100, liability: 200, revenue: 300, expense: 400 }

/** The entries of one class, newest first unless asked otherwise. The range is inclusive, as in the reference. */
export function listOperationsHandler(
  deps: AccountingDeps,
  accountClass: AccountClass,
): ListHandler<Values, Claims> {
  const codeFrom = codesFrom[accountClass]
  return async ({ params }, after) => {
    const { sql, engine, projector } = deps
    const refusal = await refuseUnknown(deps, params)
    if (refusal) return refusal
    await projector.reached(engine.sequence())
    const { code, currency, uid, reference_type: type, rid, from, to, ordering, limit, page } = params
    const rows = await listOperations(sql.database<ProjectionTables>('peatio'), {
      codeFrom,
      codeTo: codeFrom + 100,
      code,
      asset: currency,
      account: uid,
      line: accountClass === 'liability' ? uid : undefined,
      referenceType: type === undefined ? undefined : spell(type),
      referenceId: rid,
      from,
      to: to === undefined ? undefined : to + 1,
      direction: ordering,
      limit,
      offset: (page - 1) * limit,
      after,
    })
    const last = lastOf(rows, limit, ({ made_at: value, id }) => ({ value, id }))
    return { body: rows.map(operationEntity), last }
  }
}

const types = ['Order', 'Trade', 'Deposit', 'Withdraw', 'InternalTransfer', 'Adjustment', 'CompactOrders']

/** A type in any case, as our rows spell it; one that nobody knows finds nothing. */
const spell = (type: string): string =>
  types.find((each) => each.toLowerCase() === type.toLowerCase()) ?? type

/** An entry in the reference's words and signs. */
export const operationEntity = (row: OperationRow): OperationEntity => ({
  id: row.id,
  code: row.code,
  currency: row.asset,
  credit: decimalFromAmount(sumOf(row.credit)),
  debit: decimalFromAmount(sumOf(row.debit)),
  uid: row.account,
  account_kind: row.code >= 210 && row.code < 220 ? 'locked' : 'main',
  rid: row.reference_id,
  reference_type: row.reference_type.toLowerCase(),
  category: row.category,
  created_at: `${new Date(row.made_at).toISOString().slice(0, 19)}Z`,
})

export const operationColumns = [
  'id',
  'code',
  'currency',
  'credit',
  'debit',
  'uid',
  'account_kind',
  'rid',
  'reference_type',
  'category',
  'created_at',
] as const satisfies readonly (keyof OperationEntity)[]
