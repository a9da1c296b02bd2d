import type { AccountId } from '../../core/units/index.ts'
import type { Engine } from '../engine/index.ts'

/** So many orders in so long. */
export type Rate = { max: number; windowMs: number }
/** By fee group; `any` is for all groups that are not named. No entry, no limit. */
export type OrderRates = Readonly<Record<string, Rate>>

export type OrderRate = {
  /** Counts an order of this account, unless it is one too many. The headers tell where the account stands. */
  take(account: AccountId): { allowed: boolean; headers: Record<string, number> }
}

type Count = { since: number; used: number; group: string; askedAt: number }

/** A changed group has its new limit after this long at most. */
const groupMs = 60_000
const accountsMax = 50_000

export const unlimited: OrderRate = { take: () => ({ allowed: true, headers: {} }) }

/**
 * Counts what an account places and amends in windows that begin with its first order. Cancels are never counted:
 * whoever has to get out gets out. Whom nobody has seen for longest is forgotten when there are too many.
 */
export function createOrderRate(
  rates: OrderRates,
  {
    engine,
    clock,
    onFault,
  }: { engine: Pick<Engine, 'read'>; clock: () => number; onFault: (error: unknown) => void },
): OrderRate {
  const counts = new Map<AccountId, Count>()

  /** Asked beside the order, which does not wait for it; until it is known, an account is like any other. */
  const learnGroup = (account: AccountId, count: Count) => {
    count.askedAt = clock()
    engine.read({ kind: 'group_of', account }).then(({ result }) => (count.group = result), onFault)
  }

  const countOf = (account: AccountId): Count => {
    const known = counts.get(account)
    const count = known ?? { since: -Infinity, used: 0, group: 'any', askedAt: -Infinity }
    counts.delete(account)
    if (counts.size >= accountsMax) counts.delete(counts.keys().next().value!)
    counts.set(account, count)
    if (clock() - count.askedAt >= groupMs) learnGroup(account, count)
    return count
  }

  return {
    take(account) {
      const now = clock()
      const count = countOf(account)
      const rate = Object.hasOwn(rates, count.group) ? rates[count.group] : rates['any']
      if (!rate) return { allowed: true, headers: {} }
      if (now >= count.since + rate.windowMs) Object.assign(count, { since: now, used: 0 })
      const allowed = count.used < rate.max
      if (allowed) count.used += 1
      const resetS = Math.max(1, Math.ceil((count.since + rate.windowMs - now) / 1000))
      const headers = {
        'RateLimit-Limit': rate.max,
        'RateLimit-Remaining': Math.max(0, rate.max - count.used),
        'RateLimit-Reset': resetS,
      }
      return { allowed, headers: allowed ? headers : { ...headers, 'Retry-After': resetS } }
    },
  }
}
