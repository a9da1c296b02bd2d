import { upsert, type Dialect } from '../../platform/sql/index.ts'
import type { Db } from '../database/index.ts'

export type SecondFactorRow = {
  user_id: number
  sealed_secret: string
  last_step: number
  created_at: number
}

export function findSecondFactor(db: Db, userId: number): Promise<SecondFactorRow | undefined> {
  return db.selectFrom('second_factors').selectAll().where('user_id', '=', userId).executeTakeFirst()
}

/** Puts a new secret in the place of an old one. */
export async function putSecondFactor(db: Db, dialect: Dialect, row: SecondFactorRow): Promise<void> {
  const update = ['sealed_secret', 'last_step', 'created_at']
  await upsert(dialect, db.insertInto('second_factors').values(row), { key: ['user_id'], update }).execute()
}

/** Marks a step of this very secret as used; `false` if it, or a later one, was. One statement, so one winner. */
export async function useStep(db: Db, row: SecondFactorRow, step: number): Promise<boolean> {
  const done = await db
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('user_id', '=', row.user_id)
    .where('sealed_secret', '=', row.sealed_secret)
    .where('last_step', '<', step)
    .executeTakeFirstOrThrow()
  return done.numUpdatedRows === 1n
}

export async function removeSecondFactor(db: Db, userId: number): Promise<void> {
  await db.deleteFrom('second_factors').where('user_id', '=', userId).execute()
}
