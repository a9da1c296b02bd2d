import { Fault, type TimeMs } from '../../core/units/index.ts'
import { Intake } from './intake.ts'
import type { Leader } from './leader.ts'
import { clearBatch, emptyBatch, type Batch } from './batch.ts'
import { encodeDone, readSubmissions } from './message-codec.ts'
import type { AnyReply, CallId, ToBack, ToFront } from './messages.ts'
import type { Query } from './port.ts'

export type BackPorts = {
  leader: Leader
  reply: (message: ToFront) => void
  /** Runs work soon, after everything that has arrived by now. */
  schedule: (work: () => void) => void
  /** Runs work when that time has come, in place of what was to run before; null: nothing is waited for. */
  wakeAt: (at: TimeMs | null, work: () => void) => void
  /** The journal has a new segment: write a snapshot, on this thread or another. */
  takeSnapshot: () => void
  /** Whether the next batch is decided while the last one syncs; without it a turn waits for its sync. */
  overlaps?: boolean
}

/** A batch that is decided, with whose it is and what was read before it. Nothing of it has left. */
type Waiting = { ids: CallId[]; batch: Batch; reads: [CallId, AnyReply][] }

/**
 * The engine's own side: takes what has arrived as one batch, runs it, replies. While a batch is on its way to the disk
 * the next one is decided and grows; it is written when the disk is done, so never are two of them unsynced.
 */
export function createBack(ports: BackPorts): { receive(message: ToBack): void } {
  const { leader, reply, schedule, wakeAt, takeSnapshot, overlaps = false } = ports
  const intake = new Intake()
  let queries: [CallId, Query][] = []
  let waiting: Waiting | null = null
  /** Batches that are done: their memory has grown to what is needed here. */
  const spare: Batch[] = []
  let scheduled = false
  let syncing = false
  let closing = false
  let failed = false

  const soon = () => {
    if (!scheduled) schedule(() => guarded(turn))
    scheduled = true
  }
  const fail = (error: unknown) => {
    failed = true
    reply(stopped(error))
  }
  const guarded = (work: () => void) => {
    try {
      if (!failed) work()
    } catch (error) {
      fail(error)
    }
  }

  function turn(): void {
    scheduled = false
    gather()
    wakeAt(closing ? null : leader.nextTimer, soon)
    if (syncing) return
    if (waiting) return write(waiting)
    if (closing) void close()
  }

  /**
   * Decides what has arrived and what has come due. Reads come first: they see what was decided before, and leave when
   * that is durable.
   */
  function gather(): void {
    const gathered = waiting ?? { ids: [], batch: spare.pop() ?? emptyBatch(), reads: [] }
    const { ids, batch, reads } = gathered
    for (const [id, query] of queries) reads.push([id, readFrom(leader, query)])
    queries = []
    const room = leader.options.batchMax - ids.length
    if (room > 0) {
      const items = intake.take(room)
      for (const [id] of items) ids.push(id)
      leader.decide(
        items.map(([, submission]) => submission),
        batch,
      )
    }
    if (ids.length + reads.length + batch.count > 0) waiting = gathered
    else spare.push(batch)
  }

  function write(decided: Waiting): void {
    waiting = null
    if (!overlaps) return settle(decided, leader.append(decided.batch))
    syncing = true
    leader.appendLater(decided.batch).then(
      (written) =>
        guarded(() => {
          syncing = false
          settle(decided, written)
        }),
      fail,
    )
    if (intake.size > 0) soon()
  }

  function settle({ ids, batch, reads }: Waiting, { rotated }: { rotated: boolean }): void {
    reply({ kind: 'done', ...encodeDone(ids, batch), reads })
    clearBatch(batch)
    spare.push(batch)
    if (rotated) takeSnapshot()
    if (waiting && !syncing) write(waiting)
    else if (intake.size > 0 || queries.length > 0 || closing) soon()
  }

  async function close(): Promise<void> {
    try {
      await leader.close()
      reply({ kind: 'closed' })
    } catch (error) {
      reply(stopped(error))
    }
  }

  // What came due while nobody was there.
  wakeAt(leader.nextTimer, soon)
  return {
    receive(message) {
      if (message.kind === 'work') {
        for (const item of readSubmissions(message.submissions)) intake.add(item)
        queries.push(...message.reads)
        for (const [reader, sequence] of message.confirmed) leader.confirm(reader, sequence)
      } else {
        closing = true
      }
      soon()
    },
  }
}

/** A query that cannot be answered is the asker's trouble, not the engine's. */
function readFrom(leader: Leader, query: Query): AnyReply {
  try {
    return leader.read(query)
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

export function stopped(error: unknown): ToFront {
  if (error instanceof Fault) return { kind: 'stopped', code: error.code, message: error.message }
  return {
    kind: 'stopped',
    code: 'engine_stopped',
    message: error instanceof Error ? error.message : String(error),
  }
}
