import { Fault, type Sequence } from '../../core/units/index.ts'
import type { Consumer, Engine } from '../engine/index.ts'
import type { Position } from './position-store.ts'

/**
 * Follows the engine from a position on, if the record that stands there is the one that it names: it comes once more,
 * to be looked at. Gives the end of the subscription; nothing, and no record, if the journal is another history.
 */
export async function followHistory(
  engine: Pick<Engine, 'subscribe'>,
  { sequence, record }: Position,
  consume: Consumer,
): Promise<(() => void) | undefined> {
  if (record === null) return engine.subscribe(sequence, consume)
  let passed = false
  let look: (same: boolean) => void
  const looked = new Promise<boolean>((resolve) => (look = resolve))
  const unsubscribe = await engine.subscribe((sequence - 1) as Sequence | 0, async (records) => {
    const found = records.find((each) => each.sequence === sequence)
    if (found) look(found.key === record.key && found.at === record.at)
    else if (records[0]!.sequence > sequence && !passed)
      throw new Fault('market_data_gap', { detail: `record ${sequence} did not come` })
    if (passed || (await looked)) await consume(records)
  })
  passed = await looked
  if (passed) return unsubscribe
  unsubscribe()
  return undefined
}
