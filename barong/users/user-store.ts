import type { Selectable } from 'kysely'
import { insertedId, listPart, type Dialect, type Place } from '../../platform/sql/index.ts'
import type { Db, Tables } from '../database/index.ts'
import type { User } from './user.ts'

const userOf = (row: Selectable<Tables['users']>): User => ({
  id: row.id,
  uid: row.uid,
  email: row.email,
  username: row.username,
  passwordDigest: row.password_digest,
  role: row.role,
  level: row.level,
  otp: Boolean(row.otp),
  state: row.state,
  referralId: row.referral_id,
  data: row.data,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** Finds by a column that is unique. */
export async function findUserBy(
  db: Db,
  column: 'id' | 'uid' | 'email' | 'username',
  value: string | number,
): Promise<User | undefined> {
  const row = await db.selectFrom('users').selectAll().where(column, '=', value).executeTakeFirst()
  return row && userOf(row)
}

export type UserSearch = {
  uid?: string | undefined
  email?: string | undefined
  role?: string | undefined
  state?: string | undefined
  range: 'created_at' | 'updated_at'
  from?: number | undefined
  to?: number | undefined
  orderBy: 'id' | 'uid' | 'email' | 'created_at' | 'updated_at'
  direction: 'asc' | 'desc'
  limit: number
}
export type UserFilter = UserSearch & { offset: number }

const matching = (db: Db, { uid, email, role, state, range, from, to }: UserSearch) =>
  db
    .selectFrom('users')
    .$if(uid !== undefined, (query) => query.where('uid', '=', uid!))
    .$if(email !== undefined, (query) => query.where('email', '=', email!))
    .$if(role !== undefined, (query) => query.where('role', '=', role!))
    .$if(state !== undefined, (query) => query.where('state', '=', state as User['state']))
    .$if(from !== undefined, (query) => query.where(range, '>=', from!))
    .$if(to !== undefined, (query) => query.where(range, '<=', to!))

/** A page of users, and how many match in all. */
export async function selectUsers(db: Db, filter: UserFilter): Promise<{ users: User[]; total: number }> {
  const { total } = await matching(db, filter)
    .select((count) => count.fn.countAll<number | string>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching(db, filter).selectAll().$call(listPart(filter.orderBy, filter)).execute()
  return { users: rows.map(userOf), total: Number(total) }
}

/** The same list in parts: what comes behind a place, or its beginning. */
export async function selectUsersAfter(db: Db, search: UserSearch, after?: Place): Promise<User[]> {
  const rows = await matching(db, search)
    .selectAll()
    .$call(listPart(search.orderBy, { ...search, offset: 0, after }))
    .execute()
  return rows.map(userOf)
}

/** Reads a user and keeps everyone else from changing him until the transaction ends. */
export async function lockUser(tx: Db, uid: string): Promise<User | undefined> {
  const row = await tx.selectFrom('users').selectAll().where('uid', '=', uid).forUpdate().executeTakeFirst()
  return row && userOf(row)
}

/** Throws what the database throws for a duplicate. Gives the new user's id. */
export function insertUser(db: Db, dialect: Dialect, user: Omit<User, 'id'>): Promise<number> {
  return insertedId(
    dialect,
    db.insertInto('users').values({
      uid: user.uid,
      email: user.email,
      username: user.username,
      password_digest: user.passwordDigest,
      role: user.role,
      level: user.level,
      otp: user.otp,
      state: user.state,
      referral_id: user.referralId,
      data: user.data,
      created_at: user.createdAt,
      updated_at: user.updatedAt,
    }),
  )
}

/** Writes everything that may change in a user's life. */
export async function updateUser(db: Db, user: User): Promise<void> {
  await db
    .updateTable('users')
    .set({
      password_digest: user.passwordDigest,
      role: user.role,
      level: user.level,
      otp: user.otp,
      state: user.state,
      data: user.data,
      updated_at: user.updatedAt,
    })
    .where('id', '=', user.id)
    .execute()
}
