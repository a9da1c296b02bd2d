import { refuse, type Refusal } from '../../platform/http/index.ts'
import type { CodeVerdict } from './second-factor.ts'

/** The answer to a code that was not accepted; `wrong` is the caller's own status and key. */
export function refuseCode(verdict: Exclude<CodeVerdict, 'accepted'>, wrong: [number, string]): Refusal {
  if (verdict === 'wrong') return refuse(...wrong)
  return verdict === 'used' ? refuse(422, 'totp.error') : refuse(429, 'identity.session.rack_attack_limit')
}
