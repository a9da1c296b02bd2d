import type { Generated, Insertable, Kysely, Selectable } from 'kysely'
import { insertedId, listPart, type Dialect, type ListPart } from '../../platform/sql/index.ts'

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
  end: { result: 'done' | 'refused'; errors: readonly string[]; sequence: number | null },
): Promise<void> {
  const row = { ...end, errors: JSON.stringify(end.errors) }
  await db.updateTable('operator_actions').set(row).where('id', '=', id).execute()
}

export type ActionFilter = ListPart & {
  uid: string | undefined
  subject: string | undefined
}

/** What comes behind a place is a part of a list that was counted when it was begun: its `total` is not told. */
export async function selectActions(
  db: Db,
  { uid, subject, ...part }: ActionFilter,
): Promise<{ rows: ActionRow[]; total: number }> {
  const matching = db
    .selectFrom('operator_actions')
    .$if(uid !== undefined, (query) => query.where('uid', '=', uid!))
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject!))
  const rows = await matching.selectAll().$call(listPart('id', part)).execute()
  if (part.after !== undefined) return { rows, total: 0 }
  const { total } = await matching
    .select((count) => count.fn.countAll<number | string>().as('total'))
    .executeTakeFirstOrThrow()
  return { rows, total: Number(total) }
}
