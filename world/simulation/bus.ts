import type { Consumer, Engine, Published } from '../../peatio/engine/index.ts'
import type { Random } from './random.ts'
import type { Actor, Scheduler } from './scheduler.ts'
import type { Faults } from './swarm.ts'

export type BusParts = {
  scheduler: Scheduler
  random: Random
  faults: Faults
  tell: (text: string) => void
  /** A consumer gave up on what it was given. */
  onStopped: (fault: Error) => void
}

const repeatsMax = 20

/**
 * The engine's subscriptions as a bus between processes would deliver them: at least once, in parts, late, and now
 * and then with a record lost or two parts exchanged. A consumer passes over what it knows and stops at a gap; its
 * process then starts anew from where its own store stands.
 */
export function subscribeOverBus(
  engine: Pick<Engine, 'subscribe'>,
  actor: Actor,
  { scheduler, random, faults, tell, onStopped }: BusParts,
): Engine['subscribe'] {
  /** What becomes of a delivery, after `last`; `held` is an earlier one that waits to come too late. */
  const parts = (records: Published[], last: Published[], held: Published[]): Published[][] => {
    let batches = [records]
    if (records.length > 1 && faults.strikes('busSplits')) {
      const at = random.whole(1, records.length - 1)
      batches = [records.slice(0, at), records.slice(at)]
    }
    if (records.length > 1 && faults.strikes('busLoses')) {
      tell(`the bus loses ${records[0]!.sequence}`)
      batches[0] = batches[0]!.slice(1)
    }
    if (last.length > 0 && faults.strikes('busRepeats'))
      batches.unshift(last.slice(-random.whole(1, repeatsMax)))
    return [...batches, held].filter((batch) => batch.length > 0)
  }
  return (after, consumer: Consumer) => {
    let delivered: Published[] = []
    let held: Published[] = []
    let running = Promise.resolve()
    /** A consumer gets one batch after the other, also those that come late. */
    const deliver = (batches: Published[][]): Promise<void> =>
      (running = running.then(async () => {
        for (const batch of batches) {
          if (faults.strikes('busSlow')) await scheduler.pause(actor, random.whole(1e4, 2e6))
          await consumer(batch)
        }
      }))
    const hold = (records: Published[]) => {
      tell(`the bus holds ${records[0]!.sequence} back`)
      held = records
      scheduler.schedule(actor, random.whole(1e4, 2e6), () => void deliver([held.splice(0)]).catch(onStopped))
    }
    return engine.subscribe(after, async (records) => {
      const late = held.splice(0)
      if (late.length === 0 && faults.strikes('busReorders')) return hold(records)
      const batches = parts(records, delivered, late)
      delivered = records.slice(-repeatsMax)
      await deliver(batches)
    })
  }
}
