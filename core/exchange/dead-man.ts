import type { TimeMs } from '../units/index.ts'
import type { SetDeadMan } from './command.ts'
import type { Decision } from './decide.ts'
import type { State } from './state.ts'

/** Sets, moves or switches off the moment at which the account's orders are canceled. */
export function decideSetDeadMan(_: State, { account, expiresAt }: SetDeadMan, at: TimeMs): Decision {
  const valid = expiresAt === null || (Number.isSafeInteger(expiresAt) && expiresAt > at)
  if (!valid) return { rejection: 'invalid_expiry' }
  return { events: [{ kind: 'dead_man_set', account, expiresAt }] }
}
