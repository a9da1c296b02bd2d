import type { Selectable } from 'kysely'
import type { Db, Tables } from '../database/index.ts'

export type PermissionRow = Omit<Selectable<Tables['permissions']>, 'id'>

export function selectPermissions(db: Db): Promise<PermissionRow[]> {
  return db.selectFrom('permissions').select(['action', 'role', 'verb', 'path', 'topic']).execute()
}

/** Fills an empty table; operators' rows are never overwritten. */
export async function seedPermissions(db: Db, rows: readonly PermissionRow[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const any = await tx.selectFrom('permissions').select('id').limit(1).executeTakeFirst()
    if (!any)
      await tx
        .insertInto('permissions')
        .values([...rows])
        .execute()
  })
}
