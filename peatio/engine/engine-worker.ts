import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '../../core/units/index.ts'
import { openDirectory } from '../../platform/storage/index.ts'
import { createAlarm } from './alarm.ts'
import { createBack, stopped } from './back.ts'
import { Leader, openLeader } from './leader.ts'
import type { ToBack, ToFront } from './messages.ts'
import type { EngineLog } from './options.ts'
import { createSnapshotTaker } from './take-snapshot.ts'
import type { EngineWorkerData } from './start-engine.ts'
import { tuneRuntime } from './tune-runtime.ts'
import { watchPauses } from './watch-pauses.ts'

assert(parentPort !== null, 'this file runs as a thread')
const port = parentPort
const { directory, options } = workerData as EngineWorkerData

const send = (message: ToFront) => port.postMessage(message)
const sendLog = (level: keyof EngineLog) => (facts: object, text: string) =>
  send({ kind: 'log', level, facts: cloneable(facts), text })
const log: EngineLog = { info: sendLog('info'), warn: sendLog('warn'), error: sendLog('error') }

tuneRuntime()
try {
  watchPauses(log, options.pauseMsLogged)
  const storage = await openDirectory(directory)
  const leader: Leader = openLeader({ storage, clock: Date.now, log, options })
  const snapshots = createSnapshotTaker({ directory, leader, log })
  const back = createBack({
    leader,
    schedule: setImmediate,
    wakeAt: createAlarm(Date.now),
    takeSnapshot: () => snapshots.take(),
    overlaps: true,
    reply(message) {
      send(message)
      if (message.kind === 'stopped') end(1)
      if (message.kind === 'closed') end(0)
    },
  })
  port.on('message', (message: ToBack) => back.receive(message))
  send({ kind: 'ready', recovered: leader.recovered })
  // What had to be replayed now must not be replayed once more.
  if (leader.recovered.behind > 0) snapshots.take()
} catch (error) {
  send(stopped(error))
  end(1)
}

/** Ends this thread only. What was sent before is still delivered. */
function end(code: number): void {
  process.exit(code)
}

/** An error keeps its message and stack on the way to another thread, and its code only this way. */
function cloneable(facts: object): object {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      fact instanceof Error ? (fact.stack ?? fact.message) : fact,
    ]),
  )
}
