import type { TimeMs } from '../units/index.ts'
import type { DueCommand } from './command.ts'
import type { State } from './state.ts'
import type { Timer } from './timers.ts'

/**
 * What trades or time have made due: the command that the engine has to run before anything else, or null. Orders that
 * a trade woke come first, by market code, each market's in the order in which they woke; a market that is not open
 * lets its own wait.
 */
export function nextDue(state: State, at: TimeMs): DueCommand | null {
  let first: { market: string; command: DueCommand } | null = null
  for (const market of state.awake) {
    if (market.status !== 'open') continue
    const { market: code } = market.definition
    if (first && first.market < code) continue
    first = { market: code, command: { kind: 'trigger_order', order: market.woken[0]!.id } }
  }
  if (first) return first.command
  const timer = nextTimerOf(state)
  if (!timer || timer.at > at) return null
  const { at: _, ...command } = timer
  return command
}

/**
 * What `nextDue` named last could not be decided: it is not named again, until the state is restored. A market that a
 * trigger broke is halted, and lets its orders wait.
 */
export function skipDue(state: State, { kind }: DueCommand): void {
  if (kind !== 'trigger_order') state.timers.drop()
}

/** When `nextDue` has to be asked again if nothing happens until then; null if there is no such moment. */
export const nextTimer = (state: State): TimeMs | null => nextTimerOf(state)?.at ?? null

function nextTimerOf(state: State): Timer | undefined {
  if (state.timers.crowded) state.timers.sweep((timer) => isPending(state, timer))
  for (;;) {
    const timer = state.timers.peek()
    if (!timer || isPending(state, timer)) return timer
    state.timers.drop()
  }
}

/** Timers are not taken back: one counts while what it is about is still as it was when it was set. */
function isPending(state: State, timer: Timer): boolean {
  switch (timer.kind) {
    case 'expire_order':
      return state.orders.get(timer.order) !== undefined
    case 'expire_dead_man':
      return state.deadMen.get(timer.account) === timer.at
    case 'end_auction': {
      const market = state.markets.get(timer.market)
      return market?.status === 'auction' && market.endsAt === timer.at
    }
  }
}
