import type { EngineLog } from './options.ts'
import type { Outbox } from './outbox.ts'
import type { Consumer, Published } from './port.ts'

/** Old records from the journal, made on another thread or this one. */
export type Backfill = {
  next(until: number, countMax: number): Promise<Published[]>
  close(): void
}

export type SubscriptionPorts = {
  outbox: Outbox
  openBackfill: (after: number) => Backfill
  log: EngineLog
  onConsumerFault: (error: unknown) => void
}

const recordsAtOnce = 500

/**
 * Feeds one consumer, in order, each record once, waiting for it each time. What the outbox no longer holds
 * comes from the journal: at the start, and whenever the consumer has fallen that far behind. A consumer that
 * throws has missed something, so its subscription ends and `onConsumerFault` hears of it.
 */
export function runSubscription(after: number, consumer: Consumer, ports: SubscriptionPorts): () => void {
  const { outbox, log, onConsumerFault } = ports
  const life = { ended: false }
  let backfill: Backfill | null = null

  async function next(position: number): Promise<Published[]> {
    const held = outbox.after(position, recordsAtOnce)
    if (held) {
      if (backfill) log.info({ position }, 'a reader of the outbox has caught up')
      backfill?.close()
      backfill = null
      return held
    }
    if (!backfill)
      log.info({ position, last: outbox.last }, 'a reader of the outbox is served from the journal')
    backfill ??= ports.openBackfill(position)
    return backfill.next(outbox.last, recordsAtOnce)
  }

  async function run(): Promise<void> {
    for (let position = after; !life.ended;) {
      const records = await next(position)
      const last = records.at(-1)
      if (life.ended) break
      if (!last) {
        await outbox.changed()
        continue
      }
      await consumer(records)
      position = last.sequence
      // A consumer that never waits must not keep everyone else waiting.
      if (position < outbox.last) await new Promise<void>((resolve) => setImmediate(resolve))
    }
  }

  run()
    .catch((error: unknown) => {
      if (life.ended) return
      log.error({ err: error }, 'a subscription to the engine ended')
      onConsumerFault(error)
    })
    .finally(() => backfill?.close())
  return () => {
    life.ended = true
    outbox.wake()
  }
}
