import { randomUUID } from 'node:crypto'
import type { AccountId } from '../../core/units/index.ts'

/** For commands that are harmless to repeat, so that none shares its key with another. */
export const ownKey = (account: AccountId, what: 'amend' | 'cancel' | 'cancel_after'): string =>
  `${account}:${what}:${randomUUID()}`
