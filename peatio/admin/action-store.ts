import type { Generated, Insertable, Kysely, Selectable } from 'kysely'
import { beyond, insertedId, type Dialect, type Place } from '../../platform/sql/index.ts'

type ActionTable = {
  id: Generated<number>
  /** The key of the command in the journal, which outlives this table. */
  command_key: string
  uid: string
  role: string
  ip: string
  action: string
  subject: string
  reason: string
  /** JSON. */
  request: string
  result: 'pending' | 'done' | 'refused'
  /** JSON: keys of the refusal. */
  errors: string
  sequence: number | null
  created_at: number
}
export type AdminTables = { operator_actions: ActionTable }
export type ActionRow = Selectable<ActionTable>

type Db = Kysely<AdminTables>

export const insertAction = (db: Db, dialect: Dialect, row: Insertable<ActionTable>): Promise<number> =>
  insertedId(dialect, db.insertInto('operator_actions').values(row))

export async function endAction(
  db: Db,
  id: number,
  end: { result: 'done' | 'refused'; errors: string[]; sequence: number | null },
): Promise<void> {
  const row = { ...end, errors: JSON.stringify(end.errors) }
  await db.updateTable('operator_actions').set(row).where('id', '=', id).execute()
}

export type ActionFilter = {
  uid: string | undefined
  subject: string | undefined
  direction: 'asc' | 'desc'
  limit: number
  offset: number
  /** Instead of an offset: only what comes behind this place. */
  after?: Place | undefined
}

export async function selectActions(
  db: Db,
  { uid, subject, direction, limit, offset, after }: ActionFilter,
): Promise<{ rows: ActionRow[]; total: number }> {
  const matching = db
    .selectFrom('operator_actions')
    .$if(uid !== undefined, (query) => query.where('uid', '=', uid!))
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject!))
  const { total } = await matching
    .select((count) => count.fn.countAll<number | string>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching
    .selectAll()
    .$if(after !== undefined, (query) => query.where(beyond('id', direction, after!)))
    .orderBy('id', direction)
    .limit(limit)
    .offset(after ? 0 : offset)
    .execute()
  return { rows, total: Number(total) }
}
