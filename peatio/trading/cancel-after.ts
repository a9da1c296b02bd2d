import type { cancelAfter, ValuesOf } from '../../contract/index.ts'
import type { AccountId, TimeMs } from '../../core/units/index.ts'
import { ownKey } from './own-key.ts'
import { refusalOf, type Verb } from './refusals.ts'
import type { Trading } from './trading-routes.ts'
import { isoTime } from './wire.ts'

type Values = ValuesOf<(typeof cancelAfter)['params']>

/** A bot's dead man's switch: unless it is set again in time, the engine cancels all orders of the account. */
export function cancelAfterHandler({ engine, clock }: Trading): Verb<Values> {
  return async ({ params: { timeout }, caller }) => {
    const account = caller.uid as AccountId
    const expiresAt = timeout === 0 ? null : ((clock() + timeout * 1000) as TimeMs)
    const command = { kind: 'set_dead_man', account, expiresAt } as const
    const { rejection } = await engine.submit({ key: ownKey(account, 'cancel_after'), command })
    if (rejection !== null) return refusalOf(rejection)
    return { body: { timeout, expires_at: expiresAt === null ? null : isoTime(expiresAt) } }
  }
}
