import { createAlarm } from './alarm.ts'
import { createBack, type BackPorts } from './back.ts'
import { Front, type RunningEngine } from './front.ts'
import { openLeader, type LeaderPorts } from './leader.ts'

export type OpenEngine = LeaderPorts & {
  /** When the engine takes its next turn: `setImmediate` by default; a simulation has its own. */
  schedule?: (work: () => void) => void
  /** Decides the next batch while the last one syncs, as the engine in a thread of its own does. */
  overlaps?: boolean
  /** Wakes the engine when something comes due; a timer of the runtime by default. */
  wakeAt?: BackPorts['wakeAt']
  onStopped?: (fault: Error) => void
  onConsumerFault?: (error: unknown) => void
}

/**
 * The engine on the caller's own thread, over any storage: for tests and simulations. Snapshots are written
 * when a segment is full. Faults: `journal_corrupt`, `journal_unreadable`, `storage_failed`.
 */
export function openEngine({
  schedule = setImmediate,
  overlaps = false,
  ...ports
}: OpenEngine): RunningEngine {
  const leader = openLeader(ports)
  const back = createBack({
    leader,
    schedule,
    overlaps,
    reply: (message) => front.receive(message),
    wakeAt: ports.wakeAt ?? createAlarm(ports.clock),
    takeSnapshot: () => leader.snapshot(),
  })
  const front = new Front({
    recovered: leader.recovered,
    options: leader.options,
    log: ports.log,
    schedule,
    send: (message) => back.receive(message),
    openBackfill(after) {
      const replay = leader.replay(after)
      return { next: async (until, countMax) => replay.next(until, countMax), close: () => {} }
    },
    onStopped: ports.onStopped ?? (() => {}),
    onConsumerFault: ports.onConsumerFault ?? (() => {}),
  })
  return front
}
