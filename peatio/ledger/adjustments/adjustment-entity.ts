import type { AdjustmentEntity } from '../../../contract/index.ts'
import { decimalFromAmount } from '../../../core/units/index.ts'
import { classOf, sumOf, type OperationRow } from '../../engine/projector/index.ts'
import { operationEntity } from '../list-operations.ts'
import type { AdjustmentDb, AdjustmentRow } from './adjustment-store.ts'

const iso = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** A correction as the wire tells it; once accepted, with the entries that it made. */
export async function adjustmentEntity(db: AdjustmentDb, row: AdjustmentRow): Promise<AdjustmentEntity> {
  const booked =
    row.sequence === null || row.booked_at === null
      ? []
      : await db
          .selectFrom('operations')
          .selectAll()
          .where('made_at', '=', row.booked_at)
          .where('sequence', '=', row.sequence)
          .execute()
  return adjustmentOf(row, booked)
}

/** The same with entries that were read already. */
export function adjustmentOf(row: AdjustmentRow, booked: OperationRow[]): AdjustmentEntity {
  return {
    id: row.id,
    reason: row.reason,
    description: row.description,
    category: row.category,
    amount: decimalFromAmount(sumOf(row.amount)),
    validator_uid: row.validator_uid,
    creator_uid: row.creator_uid,
    currency: row.asset,
    ...Object.fromEntries(booked.map((operation) => [classOf(operation.code), operationEntity(operation)])),
    state: row.state,
    asset_account_code: row.asset_code,
    receiving_account_code: row.receiving_code,
    receiving_member_uid: row.receiving_uid,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  }
}
