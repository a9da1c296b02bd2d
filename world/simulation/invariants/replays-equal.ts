import { createLeaderState, applyRecord } from '../../../peatio/engine/leader-state.ts'
import { hashOf, type JournalRecord } from '../../../peatio/engine/index.ts'
import { decodeRecord, encodeRecord } from '../../../peatio/engine/record-codec.ts'

/** I10: the state is what the records, written down and read again, add up to. */
export class ReplaysEqual {
  readonly #state = createLeaderState(1)

  take(record: JournalRecord): void {
    applyRecord(this.#state, decodeRecord(encodeRecord(record)))
  }

  /** Compares with a state that was hashed at this sequence. */
  compare({ sequence, hash }: { sequence: number; hash: string }): string[] {
    if (this.#state.sequence !== sequence)
      return [`the replay is at ${this.#state.sequence}, the state at ${sequence}`]
    const own = hashOf(this.#state.exchange)
    return own === hash ? [] : [`at ${sequence} the state is ${hash}, its replay ${own}`]
  }
}
