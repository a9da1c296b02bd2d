import type { TimeMs } from '../../units/index.ts'
import type { DueCommand } from '../command.ts'
import type { Naive } from './twin.ts'

type Due = { at: number; rank: number; id: number; name: string; command: DueCommand }

/** Everything that a moment brings, each with when it comes. */
function timersOf(naive: Naive): Due[] {
  const dues: Due[] = []
  for (const { id, special } of naive.orders) {
    if (special?.expiresAt === undefined) continue
    dues.push({ at: special.expiresAt, rank: 1, id, name: '', command: { kind: 'expire_order', order: id } })
  }
  for (const [account, at] of naive.deadMen)
    dues.push({ at, rank: 2, id: 0, name: account, command: { kind: 'expire_dead_man', account } })
  for (const [market, { endsAt, status }] of naive.markets) {
    if (status !== 'auction' || endsAt === null) continue
    dues.push({ at: endsAt, rank: 3, id: 0, name: market, command: { kind: 'end_auction', market } })
  }
  return dues
}

/** What trades or time have made due: triggered stops of open markets, then what comes first in time. */
export function nextDueNaively(naive: Naive, at: TimeMs): DueCommand | null {
  const queues = [...naive.markets.values()]
    .filter(({ status, queue }) => status === 'open' && queue.length > 0)
    .sort((a, b) => byText(a.definition.market, b.definition.market))
  if (queues[0]) return { kind: 'trigger_order', order: queues[0].queue[0]! }
  const dues = timersOf(naive).filter((due) => due.at <= at)
  dues.sort((a, b) => a.at - b.at || a.rank - b.rank || a.id - b.id || byText(a.name, b.name))
  return dues[0]?.command ?? null
}

/** When the next expiry, dead-man timer or end of an auction comes; `null` if nothing waits for time. */
export function nextTimerNaively(naive: Naive): TimeMs | null {
  const times = timersOf(naive).map(({ at }) => at)
  return times.length > 0 ? (Math.min(...times) as TimeMs) : null
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
