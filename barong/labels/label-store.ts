import type { Selectable } from 'kysely'
import { insertedId, type Dialect } from '../../platform/sql/index.ts'
import type { Db, Tables } from '../database/index.ts'

export type Scope = 'public' | 'private'
export type Label = {
  id: number
  userId: number
  key: string
  value: string
  scope: Scope
  createdAt: number
  updatedAt: number
}

const labelOf = (row: Selectable<Tables['labels']>): Label => ({
  id: row.id,
  userId: row.user_id,
  key: row.key,
  value: row.value,
  scope: row.scope,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** A user's labels, oldest first. */
export async function selectLabels(db: Db, userId: number): Promise<Label[]> {
  const rows = await db.selectFrom('labels').selectAll().where('user_id', '=', userId).orderBy('id').execute()
  return rows.map(labelOf)
}

/** Throws what the database throws for a duplicate. */
export async function insertLabel(db: Db, dialect: Dialect, label: Omit<Label, 'id'>): Promise<Label> {
  const id = await insertedId(
    dialect,
    db.insertInto('labels').values({
      user_id: label.userId,
      key: label.key,
      value: label.value,
      scope: label.scope,
      created_at: label.createdAt,
      updated_at: label.updatedAt,
    }),
  )
  return { id, ...label }
}

export async function updateLabelValue(
  db: Db,
  id: number,
  to: { value: string; updatedAt: number },
): Promise<void> {
  await db
    .updateTable('labels')
    .set({ value: to.value, updated_at: to.updatedAt })
    .where('id', '=', id)
    .execute()
}

export async function removeLabel(db: Db, id: number): Promise<void> {
  await db.deleteFrom('labels').where('id', '=', id).execute()
}
