import { Fault } from '../../core/units/index.ts'
import { Intake } from './intake.ts'
import type { Leader } from './leader.ts'
import { decodeSubmissions, encodeDone } from './message-codec.ts'
import type { AnyReply, CallId, ToBack, ToFront } from './messages.ts'
import type { Query } from './port.ts'

export type BackPorts = {
  leader: Leader
  reply: (message: ToFront) => void
  /** Runs work soon, after everything that has arrived by now. */
  schedule: (work: () => void) => void
  /** The journal has a new segment: write a snapshot, on this thread or another. */
  takeSnapshot: () => void
}

/** The engine's own side: takes what has arrived as one batch, runs it, replies. */
export function createBack({ leader, reply, schedule, takeSnapshot }: BackPorts): {
  receive(message: ToBack): void
} {
  const intake = new Intake()
  let reads: [CallId, Query][] = []
  let scheduled = false
  let closing = false

  const soon = () => {
    if (!scheduled) schedule(turn)
    scheduled = true
  }
  const turn = () => {
    scheduled = false
    try {
      runBatch()
      if (intake.size > 0 || reads.length > 0) soon()
      else if (closing) void close()
    } catch (error) {
      reply(stopped(error))
    }
  }

  function runBatch(): void {
    // Between batches the state is the durable one; so reads come before the next batch, and do not wait for
    // it.
    const replies = reads.map(([id, query]): [CallId, AnyReply] => [id, readFrom(leader, query)])
    reads = []
    const items = intake.take(leader.options.batchMax)
    const batch = leader.decide(items.map(([, submission]) => submission))
    const { lines, rotated } = leader.append(batch)
    const ids = items.map(([id]) => id)
    reply({ kind: 'done', ...encodeDone(ids, batch, lines), reads: replies })
    if (rotated) takeSnapshot()
  }

  async function close(): Promise<void> {
    try {
      await leader.close()
      reply({ kind: 'closed' })
    } catch (error) {
      reply(stopped(error))
    }
  }

  return {
    receive(message) {
      if (message.kind === 'work') {
        for (const item of decodeSubmissions(message.submissions)) intake.add(item)
        reads.push(...message.reads)
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
