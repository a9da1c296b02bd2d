import { randomUUID } from 'node:crypto'
import type { Mailer } from '../../platform/mail/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { BarongVersion } from '../../contract/index.ts'
import type { Activities } from '../activities/index.ts'
import type { Db } from '../database/index.ts'
import type { Labels } from '../labels/index.ts'
import { createThrottle, type Throttle, type ThrottleWindow } from '../memory/index.ts'
import type { SecondFactor } from '../second-factor/index.ts'
import type { Sessions } from '../sessions/index.ts'
import type { Users } from '../users/index.ts'
import { networkOf } from './network-of.ts'
import type { Passwords } from './password-hash.ts'

export type IdentityConfig = {
  /** What the exchange calls itself in letters. */
  name: string
  /** What links in letters begin with; cookies are `Secure` if it is https. */
  baseUrl: string
  uidPrefix: string
  sessionLifeMs: number
  mailTokenLifeMs: number
  /** Answers that must not tell whether there is such a user take at least this long, whatever was done. */
  answerFloorMs: number
  limits: {
    signInsPerIp: readonly ThrottleWindow[]
    signInsPerEmail: readonly ThrottleWindow[]
    signUpsPerIp: readonly ThrottleWindow[]
    lettersPerIp: readonly ThrottleWindow[]
    lettersPerEmail: readonly ThrottleWindow[]
    /** Of a signed-in user who is asked for his password once more. */
    passwordsPerUser: readonly ThrottleWindow[]
  }
  version: BarongVersion
}

type Given = {
  db: Db
  users: Users
  labels: Labels
  sessions: Sessions
  secondFactor: SecondFactor
  activities: Activities
  mailer: Mailer
  passwords: Passwords
  clock: () => number
  log: Logger
  config: IdentityConfig
}

/** What every flow of this room works with. */
export type Identity = Given & {
  throttles: Record<keyof IdentityConfig['limits'], Throttle>
  /** Digest of a password that nobody has: compared with where there is no user, so that both take as long. */
  nobodysDigest: string
  secureCookies: boolean
}

export async function createIdentity(given: Given): Promise<Identity> {
  const { clock, config } = given
  const throttle = (name: keyof IdentityConfig['limits']) => createThrottle(config.limits[name], { clock })
  const throttlePerIp = (name: keyof IdentityConfig['limits']): Throttle => {
    const perNetwork = throttle(name)
    return {
      take: (ip) => perNetwork.take(networkOf(ip)),
      giveBack: (ip) => perNetwork.giveBack(networkOf(ip)),
    }
  }
  return {
    ...given,
    throttles: {
      signInsPerIp: throttlePerIp('signInsPerIp'),
      signInsPerEmail: throttle('signInsPerEmail'),
      signUpsPerIp: throttlePerIp('signUpsPerIp'),
      lettersPerIp: throttlePerIp('lettersPerIp'),
      lettersPerEmail: throttle('lettersPerEmail'),
      passwordsPerUser: throttle('passwordsPerUser'),
    },
    nobodysDigest: await given.passwords.hash(randomUUID()),
    secureCookies: config.baseUrl.startsWith('https:'),
  }
}
