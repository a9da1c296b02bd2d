import { assert } from '../../core/units/index.ts'
import type { Storage } from '../../platform/storage/index.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { JournalReader } from './journal-reader.ts'
import { recordsOf } from './journal.ts'
import { applyRecord } from './leader-state.ts'
import type { EngineLog } from './options.ts'
import type { Published } from './port.ts'
import { loadSnapshot } from './recover.ts'
import { corrupt } from './segment.ts'
import { readTouched } from './view-codec.ts'

/** Old records once more, with what they touched: a second, private state that walks through the journal. */
export type Replay = {
  /** The next records up to `until`, which is durable; about `countMax` of them, none when all were given. */
  next(until: number, countMax: number): Published[]
}

/**
 * Begins after `after`, from the newest snapshot before it. Fault `journal_corrupt` if the journal begins
 * later.
 */
export function openReplay(storage: Storage, after: number, log: EngineLog): Replay {
  // Answers are of no interest to readers of the past.
  const { state } = loadSnapshot(storage, after, { log, orderKeysMax: 1 })
  const reader = new JournalReader(storage, state.sequence + 1)
  const views = new ByteWriter()
  return {
    next(until, countMax) {
      const published: Published[] = []
      while (reader.next <= until && published.length < countMax) {
        const step = reader.step()
        if (step.kind !== 'frame')
          throw corrupt(step.segment.name, step.position, `record ${reader.next} is missing`)
        for (const record of recordsOf(step)) {
          if (record.sequence <= state.sequence) continue
          views.clear()
          const { viewsAt } = applyRecord(state, record, views)
          if (record.sequence <= after) continue
          published.push({ ...record, touched: readTouched(new ByteReader(views.bytes, viewsAt)) })
        }
      }
      assert(state.sequence <= Math.max(until, after), 'only durable records are replayed')
      return published
    },
  }
}
