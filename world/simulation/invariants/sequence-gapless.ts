import type { JournalRecord } from '../../../peatio/engine/index.ts'

/** I11: sequences count up by one, and time never runs backwards. */
export class SequenceGapless {
  #sequence = 0
  #at = 0

  take({ sequence, at }: Pick<JournalRecord, 'sequence' | 'at'>): string[] {
    const complaints: string[] = []
    if (sequence !== this.#sequence + 1) complaints.push(`record ${sequence} follows ${this.#sequence}`)
    if (at < this.#at) complaints.push(`record ${sequence} is of ${at}, the one before it of ${this.#at}`)
    this.#sequence = sequence
    this.#at = at
    return complaints
  }
}
