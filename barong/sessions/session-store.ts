import type { Selectable } from 'kysely'
import type { Db, Tables } from '../database/index.ts'

export type SessionRow = Selectable<Tables['sessions']>

export async function insertSession(db: Db, row: SessionRow): Promise<void> {
  await db.insertInto('sessions').values(row).execute()
}

export function findSession(db: Db, digest: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('digest', '=', digest).executeTakeFirst()
}

/** `false` if it is not there any more. */
export async function prolongSession(db: Db, digest: string, expiresAt: number): Promise<boolean> {
  const done = await db
    .updateTable('sessions')
    .set({ expires_at: expiresAt })
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow()
  return done.numUpdatedRows > 0n
}

export async function removeSession(db: Db, digest: string): Promise<boolean> {
  const [done] = await db.deleteFrom('sessions').where('digest', '=', digest).execute()
  return done !== undefined && done.numDeletedRows > 0n
}

/** Gives the digests of what was removed. */
export async function removeSessionsOf(
  db: Db,
  userId: number,
  except: string | undefined,
): Promise<string[]> {
  const rows = await db.selectFrom('sessions').select('digest').where('user_id', '=', userId).execute()
  const digests = rows.map((row) => row.digest).filter((digest) => digest !== except)
  if (digests.length > 0) await db.deleteFrom('sessions').where('digest', 'in', digests).execute()
  return digests
}

export async function removeExpiredSessions(db: Db, now: number): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute()
}

/** Keeps the newest `kept` sessions of a user. */
export async function pruneSessions(db: Db, userId: number, kept: number): Promise<string[]> {
  const rows = await db
    .selectFrom('sessions')
    .select('digest')
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .execute()
  const dropped = rows.slice(kept).map((row) => row.digest)
  if (dropped.length > 0) await db.deleteFrom('sessions').where('digest', 'in', dropped).execute()
  return dropped
}
