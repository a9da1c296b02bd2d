import { identityInfo, publicInfo } from '../../contract/index.ts'
import type { Doors } from '../users/index.ts'
import { entropyOf } from './entropy.ts'
import type { Identity } from './identity.ts'
import { entropyMin, passwordPattern } from './password-rules.ts'

/** Small facts, below `/identity` and `/public` alike. */
export function infoRoutes(doors: Doors, { clock, config }: Identity): void {
  const configs = {
    session_expire_time: config.sessionLifeMs / 1000,
    captcha_type: 'none',
    password_min_entropy: entropyMin,
    password_regexp: passwordPattern,
  }
  for (const info of [identityInfo, publicInfo]) {
    doors.anyone(info.ping, () => ({ body: { ping: 'pong' } }))
    doors.anyone(info.time, () => ({ body: { time: Math.floor(clock() / 1000) } }))
    doors.anyone(info.version, () => ({ body: config.version }))
    doors.anyone(info.configs, () => ({ body: configs }))
    doors.anyone(info.validatePassword, ({ params }) => ({ body: { entropy: entropyOf(params.password) } }))
  }
}
