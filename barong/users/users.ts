import type { Dialect, Place } from '../../platform/sql/index.ts'
import type { Db } from '../database/index.ts'
import {
  findUserBy,
  insertUser,
  lockUser,
  selectUsers,
  selectUsersAfter,
  updateUser,
  type UserFilter,
  type UserSearch,
} from './user-store.ts'
import type { User } from './user.ts'

/** What may change in a user's life. */
export type Change = Partial<Pick<User, 'passwordDigest' | 'role' | 'level' | 'otp' | 'state' | 'data'>>

/** One change in the making: `user` as he is now, locked; what is registered with `after` runs once it is durable. */
export type Step = { tx: Db; user: User; after(effect: () => void): void }

export type Users = {
  find(
    by: { uid: string } | { email: string } | { username: string } | { id: number },
  ): Promise<User | undefined>
  list(filter: UserFilter): Promise<{ users: User[]; total: number }>
  listAfter(search: UserSearch, after?: Place): Promise<User[]>
  /** Throws what the database throws for a duplicate (`isDuplicate`). */
  insert(user: Omit<User, 'id' | 'createdAt' | 'updatedAt'>): Promise<User>
  /**
   * Runs `work` in a transaction in which nobody else changes this user, and writes what it says to change.
   * `undefined` if there is no such user. The only way in which a user changes.
   */
  change<Result>(
    uid: string,
    work: (step: Step) => Promise<{ change?: Change; result: Result }>,
  ): Promise<{ user: User; result: Result } | undefined>
}

/** `within` runs in every changing transaction: what a change of standing takes with it. */
export function createUsers({
  db,
  dialect,
  clock,
  within,
}: {
  db: Db
  dialect: Dialect
  clock: () => number
  within: (step: Step, before: User, now: User) => Promise<void>
}): Users {
  return {
    find(by) {
      const [[column, value]] = Object.entries(by) as [['id' | 'uid' | 'email' | 'username', string | number]]
      return findUserBy(db, column, value)
    },
    list: (filter) => selectUsers(db, filter),
    listAfter: (search, after) => selectUsersAfter(db, search, after),
    async insert(user) {
      const whole = { ...user, createdAt: clock(), updatedAt: clock() }
      return { id: await insertUser(db, dialect, whole), ...whole }
    },
    async change(uid, work) {
      const effects: (() => void)[] = []
      const done = await db.transaction().execute(async (tx) => {
        const before = await lockUser(tx, uid)
        if (!before) return undefined
        const step: Step = { tx, user: before, after: (effect) => effects.push(effect) }
        const { change, result } = await work(step)
        if (!change) return { user: before, result }
        const user = { ...before, ...change, updatedAt: clock() }
        await updateUser(tx, user)
        await within(step, before, user)
        return { user, result }
      })
      for (const effect of effects) effect()
      return done
    },
  }
}
