import type { Selectable } from 'kysely'
import { insertedId, type Dialect } from '../../platform/sql/index.ts'
import type { Db, Tables } from '../database/index.ts'

export type ApiKeyRow = Selectable<Tables['api_keys']>

/** With the uid of its holder. */
export function findApiKey(db: Db, kid: string): Promise<(ApiKeyRow & { uid: string }) | undefined> {
  return db
    .selectFrom('api_keys')
    .innerJoin('users', 'users.id', 'api_keys.user_id')
    .selectAll('api_keys')
    .select('users.uid')
    .where('kid', '=', kid)
    .executeTakeFirst()
}

/** A key of this user, `undefined` also if it is somebody else's. */
export function findOwnApiKey(db: Db, userId: number, kid: string): Promise<ApiKeyRow | undefined> {
  return db
    .selectFrom('api_keys')
    .selectAll()
    .where('user_id', '=', userId)
    .where('kid', '=', kid)
    .executeTakeFirst()
}

export async function countApiKeys(db: Db, userId: number): Promise<number> {
  const { count } = await db
    .selectFrom('api_keys')
    .select((all) => all.fn.countAll<number | string>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export function selectApiKeys(
  db: Db,
  userId: number,
  {
    orderBy,
    ordering,
    page,
    limit,
  }: {
    orderBy: 'id' | 'kid' | 'algorithm' | 'scope' | 'state' | 'created_at' | 'updated_at'
    ordering: 'asc' | 'desc'
    page: number
    limit: number
  },
): Promise<ApiKeyRow[]> {
  return db
    .selectFrom('api_keys')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy(orderBy, ordering)
    .orderBy('id', ordering)
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
}

/** Throws what the database throws for a duplicate. */
export const insertApiKey = (db: Db, dialect: Dialect, row: Omit<ApiKeyRow, 'id'>): Promise<number> =>
  insertedId(dialect, db.insertInto('api_keys').values(row))

export async function updateApiKeyRow(
  db: Db,
  id: number,
  to: Pick<ApiKeyRow, 'scope' | 'state' | 'updated_at'>,
): Promise<void> {
  await db.updateTable('api_keys').set(to).where('id', '=', id).execute()
}

export async function removeApiKey(db: Db, id: number): Promise<void> {
  await db.deleteFrom('api_keys').where('id', '=', id).execute()
}

/** Never undone by itself: whoever turns a key off has a reason. */
export async function deactivateApiKeys(db: Db, userId: number, now: number): Promise<void> {
  await db
    .updateTable('api_keys')
    .set({ state: 'inactive', updated_at: now })
    .where('user_id', '=', userId)
    .where('state', '=', 'active')
    .execute()
}

export async function markNonce(db: Db, kid: string, mark: number): Promise<void> {
  await db
    .updateTable('api_keys')
    .set({ nonce_mark: mark })
    .where('kid', '=', kid)
    .where('nonce_mark', '<', mark)
    .execute()
}

/** Marks that lie after `now`, by key. */
export async function selectNonceMarks(db: Db, now: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('api_keys')
    .select(['kid', 'nonce_mark'])
    .where('nonce_mark', '>=', now)
    .execute()
  return new Map(rows.map((row) => [row.kid, row.nonce_mark]))
}
