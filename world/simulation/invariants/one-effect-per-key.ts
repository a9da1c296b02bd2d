import type { JournalRecord } from '../../../peatio/engine/index.ts'

/** I9: a key is decided once, however often it is sent. */
export class OneEffectPerKey {
  readonly #first = new Map<string, number>()

  take({ sequence, key }: Pick<JournalRecord, 'sequence' | 'key'>): string[] {
    const first = this.#first.get(key)
    if (first !== undefined) return [`${key} was decided at ${first} and again at ${sequence}`]
    this.#first.set(key, sequence)
    return []
  }
}
