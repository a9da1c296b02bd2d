import type { Generated, Kysely } from 'kysely'
import type { AdjustmentEntity } from '../../../contract/index.ts'
import { listPart, type Place } from '../../../platform/sql/index.ts'
import type { ProjectionTables } from '../../engine/projector/index.ts'

/**
 * A correction that was asked for. `attempt` counts the engine's answers that were no; `in_doubt` is 1 from before the
 * engine is asked until its answer is written here, so that a kill in between is made up for by asking again.
 */
export type AdjustmentRow = {
  id: number
  reason: string
  description: string
  category: AdjustmentEntity['category']
  amount: string
  asset: string
  asset_code: number
  receiving_code: number
  receiving_uid: string | null
  creator_uid: string
  validator_uid: string | null
  state: AdjustmentEntity['state']
  attempt: number
  in_doubt: number
  /** The engine's record, once accepted, and when it was made. */
  sequence: number | null
  booked_at: number | null
  created_at: number
  updated_at: number
}
export type AdjustmentTables = ProjectionTables & {
  adjustments: Omit<AdjustmentRow, 'id'> & { id: Generated<number> }
}
export type AdjustmentDb = Kysely<AdjustmentTables>

export const findAdjustment = (db: AdjustmentDb, id: number): Promise<AdjustmentRow | undefined> =>
  db.selectFrom('adjustments').selectAll().where('id', '=', id).executeTakeFirst()

export type AdjustmentFilter = {
  asset: string | undefined
  state: AdjustmentRow['state'] | undefined
  category: string | undefined
  ordering: 'asc' | 'desc'
  limit: number
  page: number
  /** Instead of a page: what comes behind this place. */
  after: Place | undefined
}

export async function listAdjustmentRows(
  db: AdjustmentDb,
  { asset, state, category, ordering, limit, page, after }: AdjustmentFilter,
): Promise<AdjustmentRow[]> {
  return db
    .selectFrom('adjustments')
    .selectAll()
    .$if(asset !== undefined, (query) => query.where('asset', '=', asset!))
    .$if(state !== undefined, (query) => query.where('state', '=', state!))
    .$if(category !== undefined, (query) =>
      query.where('category', '=', category as AdjustmentRow['category']),
    )
    .$call(listPart('id', { direction: ordering, limit, offset: (page - 1) * limit, after }))
    .execute()
}

/** Says that the engine is about to be asked; false if it was decided already, or if somebody else has just begun. */
export const beginAccepting = (
  db: AdjustmentDb,
  row: AdjustmentRow,
  { validator, now }: { validator: string; now: number },
): Promise<boolean> =>
  change(db, row, { in_doubt: 1, validator_uid: validator, updated_at: now }, row.in_doubt)

export const accepted = (
  db: AdjustmentDb,
  row: AdjustmentRow,
  { validator, sequence, at, now }: { validator: string; sequence: number; at: number; now: number },
): Promise<boolean> =>
  change(db, row, {
    state: 'accepted',
    in_doubt: 0,
    validator_uid: validator,
    sequence,
    booked_at: at,
    updated_at: now,
  })

/** The engine said no: the next time it is asked anew. */
export const refused = (db: AdjustmentDb, row: AdjustmentRow, now: number): Promise<boolean> =>
  change(db, row, { attempt: row.attempt + 1, in_doubt: 0, validator_uid: null, updated_at: now })

/** Only one of which it is certain that the engine has not accepted it. */
export async function rejected(
  db: AdjustmentDb,
  row: AdjustmentRow,
  validator: string,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('adjustments')
    .set({ state: 'rejected', validator_uid: validator, updated_at: now })
    .where('id', '=', row.id)
    .where('state', '=', 'pending')
    .where('in_doubt', '=', 0)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Changes one that is pending still, at the attempt that was read; and in doubt as was read, if that is said. */
async function change(
  db: AdjustmentDb,
  row: AdjustmentRow,
  set: Partial<AdjustmentRow>,
  doubt?: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('adjustments')
    .set(set)
    .where('id', '=', row.id)
    .where('state', '=', 'pending')
    .where('attempt', '=', row.attempt)
    .$if(doubt !== undefined, (query) => query.where('in_doubt', '=', doubt!))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
