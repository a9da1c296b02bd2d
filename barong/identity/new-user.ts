import { randomBytes } from 'node:crypto'
import { constraintOf, isDuplicate } from '../../platform/sql/index.ts'
import type { User } from '../users/index.ts'
import { canonicalEmail } from './email.ts'
import type { Identity } from './identity.ts'
import { passwordFault } from './password-rules.ts'

export type NewUser = {
  email: string
  password: string
  username?: string | undefined
  /** Uid of the user who sent this one. */
  refid?: string | undefined
  /** JSON as text. */
  data?: string | undefined
}

const usernamePattern = /^[a-z0-9]+$/

/** Makes a user of level 0, state `pending` and role `member`, or says what is wrong by error keys. */
export async function newUser(identity: Identity, wanted: NewUser): Promise<User | { errors: string[] }> {
  const { users, config } = identity
  const refid = wanted.refid?.trim().toUpperCase() ?? ''
  if (refid !== '' && !refid.startsWith(config.uidPrefix)) {
    return { errors: ['identity.user.invalid_referral_format'] }
  }
  const referral = refid === '' ? undefined : await users.find({ uid: refid })
  if (refid !== '' && !referral) return { errors: ['identity.user.referral_doesnt_exist'] }

  const email = canonicalEmail(wanted.email)
  const username = wanted.username?.trim().toLowerCase() || null
  const errors = [
    ...(email === undefined ? ['email.invalid'] : (await users.find({ email })) ? ['email.taken'] : []),
    ...[passwordFault(wanted.password) ?? []].flat(),
    ...(await usernameFaults(identity, username)),
    ...(isJson(wanted.data) ? [] : ['data.invalid_format']),
  ]
  if (email === undefined || errors.length > 0) return { errors }
  const row = {
    email,
    username,
    passwordDigest: await identity.passwords.hash(wanted.password),
    role: 'member',
    level: 0,
    otp: false,
    state: 'pending',
    referralId: referral?.id ?? null,
    data: wanted.data ?? null,
  }
  return insert(identity, row)
}

async function insert(
  identity: Identity,
  row: Omit<Parameters<Identity['users']['insert']>[0], 'uid'>,
): Promise<User | { errors: string[] }> {
  const uid = identity.config.uidPrefix + randomBytes(5).toString('hex').toUpperCase()
  try {
    return await identity.users.insert({ ...row, uid })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    // Somebody was faster: the checks before the insert are for all errors at once, this one is for certain.
    const constraint = constraintOf(error) ?? ''
    if (constraint.includes('username')) return { errors: ['username.taken'] }
    if (constraint.includes('email')) return { errors: ['email.taken'] }
    return insert(identity, row)
  }
}

async function usernameFaults({ users }: Identity, username: string | null): Promise<string[]> {
  if (username === null) return []
  if (username.length < 4) return ['username.too_short']
  if (username.length > 12) return ['username.too_long']
  if (!usernamePattern.test(username)) return ['username.invalid']
  return (await users.find({ username })) ? ['username.taken'] : []
}

/** Absence is fine. */
export function isJson(text: string | undefined): boolean {
  if (text === undefined) return true
  try {
    JSON.parse(text)
    return true
  } catch {
    // The parser's words are for nobody.
    return false
  }
}
