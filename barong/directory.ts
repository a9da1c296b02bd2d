import { randomBytes } from 'node:crypto'
import type { Permissions } from './authz/index.ts'
import type { ApiKeys } from './api-keys/index.ts'
import { canonicalEmail, newUser, type Identity, type NewUser } from './identity/index.ts'
import type { Labels } from './labels/index.ts'
import { newTotpSecret, type SecondFactor } from './second-factor/index.ts'
import type { Place } from '../platform/sql/index.ts'
import type { Step, User, UserFilter, Users, UserSearch } from './users/index.ts'

/**
 * What commands and the demo seed do to users, past the door: no session, no mail, no limits. `false` or
 * `undefined` means that there is no such user (or role).
 */
export type Directory = {
  findUser(by: { uid: string } | { email: string } | { username: string }): Promise<User | undefined>
  /** A page of users, and how many there are in all. Times in milliseconds, both ends included. */
  listUsers(filter: UserFilter): Promise<{ users: User[]; total: number }>
  /** The same in parts of `limit`: what comes behind a place, or the beginning. */
  listUsersAfter(search: UserSearch, after?: Place): Promise<User[]>
  /** Level 0, state `pending`, role `member`; or the error keys of what is wrong. */
  createUser(wanted: NewUser): Promise<User | { errors: string[] }>
  /** As if the link of the confirmation mail had been opened. */
  confirm(uid: string): Promise<boolean>
  setLabel(uid: string, label: { key: string; value: string; scope?: 'public' | 'private' }): Promise<boolean>
  removeLabel(uid: string, label: { key: string; scope?: 'public' | 'private' }): Promise<boolean>
  /** `false` also if no permission names the role. */
  setRole(uid: string, role: string): Promise<boolean>
  /** Turns the second factor on with this secret (base32), or a new one. */
  enableSecondFactor(uid: string, secret?: string): Promise<{ secret: string } | undefined>
  /** For users with a second factor. `given` is for keys whose secret is kept elsewhere (a seed's, in the keystore). */
  createApiKey(
    uid: string,
    options?: { scope?: readonly string[]; given?: { kid: string; secret: string } },
  ): Promise<{ kid: string; secret: string } | undefined>
  hasApiKey(kid: string): Promise<boolean>
  /** Whether this is a code of his second factor that was not used before; it is used now. */
  useCode(uid: string, code: string): Promise<boolean>
}

export function createDirectory({
  identity,
  users,
  labels,
  secondFactor,
  apiKeys,
  permissions,
}: {
  identity: Identity
  users: Users
  labels: Labels
  secondFactor: SecondFactor
  apiKeys: ApiKeys
  permissions: Permissions
}): Directory {
  return {
    findUser: async (by) => {
      if (!('email' in by)) return users.find(by)
      const email = canonicalEmail(by.email)
      return email === undefined ? undefined : users.find({ email })
    },
    listUsers: (filter) => users.list(filter),
    listUsersAfter: (search, after) => users.listAfter(search, after),
    createUser: (wanted) => newUser(identity, wanted),
    confirm: (uid) => labels.set(uid, { key: 'email', value: 'verified', scope: 'private' }),
    setLabel: (uid, { key, value, scope = 'private' }) => labels.set(uid, { key, value, scope }),
    removeLabel: (uid, { key, scope = 'private' }) => labels.remove(uid, { key, scope }),
    async setRole(uid, role) {
      if (!permissions.hasRole(role)) return false
      const work = () => Promise.resolve({ change: { role }, result: true })
      return (await users.change(uid, work)) !== undefined
    },
    async enableSecondFactor(uid, secret = newTotpSecret()) {
      const work = async (step: Step) => ({
        change: await secondFactor.adopt(step, secret),
        result: { secret },
      })
      return (await users.change(uid, work))?.result
    },
    async createApiKey(uid, { scope = [], given } = {}) {
      const done = await users.change(uid, async (step) => {
        const key = given ?? { kid: randomBytes(8).toString('hex'), secret: randomBytes(16).toString('hex') }
        const made = step.user.otp ? await apiKeys.create(step, { scope, given: key }) : undefined
        return { result: made && key }
      })
      return done?.result
    },
    async useCode(uid, code) {
      const user = await users.find({ uid })
      return user?.otp === true && (await secondFactor.check(user, code)) === 'accepted'
    },
    hasApiKey: async (kid) => (await apiKeys.find(kid)) !== undefined,
  }
}
