import type { Keystore } from '../../platform/keystore/index.ts'
import type { Dialect } from '../../platform/sql/index.ts'
import type { Db } from '../database/index.ts'
import type { Labels } from '../labels/index.ts'
import { createThrottle } from '../memory/index.ts'
import type { Change, Step, User } from '../users/index.ts'
import { findSecondFactor, putSecondFactor, removeSecondFactor, useStep } from './second-factor-store.ts'
import { newSecret, stepOf, totpUrl } from './totp.ts'

/** `used`: the code was good once already; `throttled`: too many wrong ones, this one was not looked at. */
export type CodeVerdict = 'accepted' | 'wrong' | 'used' | 'throttled'

export type SecondFactor = {
  /** Makes a secret for a user who has none in use; it counts once `enable` was called. */
  enroll(step: Step): Promise<{ secret: string; url: string }>
  /** Checks a code and uses it up. */
  check(user: User, code: string): Promise<CodeVerdict>
  /** What has to change for it to be on; `undefined` if no code of the secret that is kept now was shown to work. */
  enable(step: Step): Promise<Change | undefined>
  /** What has to change for it to be off. */
  disable(step: Step): Promise<Change>
  /** Keeps a secret that was agreed elsewhere (a seed), in use from now on. */
  adopt(step: Step, secret: string): Promise<Change>
}

const label = { key: 'otp', value: 'enabled', scope: 'private' } as const

export function createSecondFactor({
  db,
  dialect,
  keystore,
  labels,
  clock,
  issuer,
}: {
  db: Db
  dialect: Dialect
  keystore: Keystore
  labels: Labels
  clock: () => number
  issuer: string
}): SecondFactor {
  // Six digits hold 20 bits: without a bound on attempts they would be guessed within days.
  const windows = [
    { max: 5, windowMs: 60_000 },
    { max: 20, windowMs: 3_600_000 },
  ]
  const attempts = createThrottle(windows, { clock })
  const context = (user: User) => `totp:${user.uid}`

  const put = (step: Step, secret: string) =>
    putSecondFactor(step.tx, dialect, {
      user_id: step.user.id,
      sealed_secret: keystore.seal(secret, context(step.user)),
      last_step: 0,
      created_at: clock(),
    })
  const turnOn = async (step: Step): Promise<Change> => ({
    ...(await labels.setWithin(step, label)),
    otp: true,
  })

  return {
    async enroll(step) {
      const secret = newSecret()
      await put(step, secret)
      return { secret, url: totpUrl(secret, { issuer, label: step.user.email }) }
    },
    async check(user, code) {
      if (attempts.take(user.uid) > 0) return 'throttled'
      const row = await findSecondFactor(db, user.id)
      if (!row) return 'wrong'
      const step = stepOf(keystore.open(row.sealed_secret, context(user)), code, clock())
      if (step === undefined) return 'wrong'
      if (!(await useStep(db, row, step))) return 'used'
      attempts.giveBack(user.uid)
      return 'accepted'
    },
    async enable(step) {
      // A new secret may have replaced the one whose code was just shown.
      const row = await findSecondFactor(step.tx, step.user.id)
      return row && row.last_step > 0 ? turnOn(step) : undefined
    },
    async disable(step) {
      await removeSecondFactor(step.tx, step.user.id)
      return { ...(await labels.removeWithin(step, label)), otp: false }
    },
    async adopt(step, secret) {
      await put(step, secret)
      return turnOn(step)
    },
  }
}
