import type { Event } from '../../core/exchange/index.ts'
import type { EngineLog } from './options.ts'
import { isAbout, type Outbox, type Portion } from './outbox.ts'
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

/** What a consumer wants: all records, or those with an event of one of these kinds. */
export type Interest = { after: number; about: readonly Event['kind'][] | undefined }

/**
 * Feeds one consumer, in order, each record once, waiting for it each time. What the outbox no longer holds
 * comes from the journal: at the start, and whenever the consumer has fallen that far behind. A consumer that
 * throws has missed something, so its subscription ends and `onConsumerFault` hears of it.
 */
export function runSubscription(
  { after, about }: Interest,
  consumer: Consumer,
  ports: SubscriptionPorts,
): () => void {
  const { outbox, log, onConsumerFault } = ports
  const life = { ended: false }
  let backfill: Backfill | null = null

  async function next(position: number): Promise<Portion> {
    const held = outbox.after(position, recordsAtOnce, about)
    if (held) {
      if (backfill) log.info({ position }, 'a reader of the outbox has caught up')
      backfill?.close()
      backfill = null
      return held
    }
    if (!backfill)
      log.info({ position, last: outbox.last }, 'a reader of the outbox is served from the journal')
    backfill ??= ports.openBackfill(position)
    const records = await backfill.next(outbox.last, recordsAtOnce)
    const wanted = records.filter((record) => isAbout(record, about))
    return { records: wanted, until: records.at(-1)?.sequence ?? position }
  }

  async function run(): Promise<void> {
    for (let position = after; !life.ended;) {
      const { records, until } = await next(position)
      if (life.ended) break
      if (until === position) {
        await outbox.changed()
        continue
      }
      if (records.length > 0) await consumer(records)
      position = until
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
