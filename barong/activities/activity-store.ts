import type { Selectable } from 'kysely'
import { insertedId, type Dialect } from '../../platform/sql/index.ts'
import type { Db, Tables } from '../database/index.ts'

export type ActivityRow = Selectable<Tables['activities']>
export type ActivityFilter = {
  topic: string | undefined
  result: string | undefined
  fromMs: number | undefined
  toMs: number | undefined
}

export const insertActivity = (db: Db, dialect: Dialect, row: Omit<ActivityRow, 'id'>): Promise<number> =>
  insertedId(dialect, db.insertInto('activities').values(row))

/** Keeps the newest `kept` rows of a user. */
export async function pruneActivities(db: Db, userId: number, kept: number): Promise<void> {
  const oldest = await db
    .selectFrom('activities')
    .select('id')
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .offset(kept - 1)
    .limit(1)
    .executeTakeFirst()
  if (!oldest) return
  await db.deleteFrom('activities').where('user_id', '=', userId).where('id', '<', oldest.id).execute()
}

/** A page of a user's rows, newest first, and how many there are in all. */
export async function selectActivities(
  db: Db,
  userId: number,
  { filter, page, limit }: { filter: ActivityFilter; page: number; limit: number },
): Promise<{ rows: ActivityRow[]; total: number }> {
  let query = db.selectFrom('activities').where('user_id', '=', userId)
  if (filter.topic !== undefined) query = query.where('topic', '=', filter.topic)
  if (filter.result !== undefined) query = query.where('result', '=', filter.result as ActivityRow['result'])
  if (filter.fromMs !== undefined) query = query.where('created_at', '>=', filter.fromMs)
  if (filter.toMs !== undefined) query = query.where('created_at', '<', filter.toMs)
  const { total } = await query
    .select((count) => count.fn.countAll<number | string>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await query
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  return { rows, total: Number(total) }
}
