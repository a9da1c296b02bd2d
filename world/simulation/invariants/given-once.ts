import type { Event } from '../../../core/exchange/index.ts'

export type Gift = { from: string; to: string; asset: string; sum: bigint }

const nameOf = ({ from, to, asset, sum }: Gift): string => `${from} gives ${to} ${sum} ${asset}`

type Counts = { asked: number; given: number; told: number }

/**
 * I12, between users: nothing is given more often than its owner asked for it with a code of his own, and all that he
 * was told is given. (Gifts have no name of their own; equal ones are counted.)
 */
export class GivenOnce {
  readonly #counts = new Map<string, Counts>()

  /** Once for every code. */
  ask(gift: Gift): void {
    this.#of(gift).asked += 1
  }

  told(gift: Gift): void {
    this.#of(gift).told += 1
  }

  take(events: Event[]): string[] {
    return events.flatMap((event) => {
      if (event.kind !== 'funds_transferred') return []
      const counts = this.#of(event)
      counts.given += 1
      return counts.given <= counts.asked
        ? []
        : [`${nameOf(event)}: asked ${counts.asked} times, given ${counts.given} times`]
    })
  }

  /** How many were given. */
  get given(): number {
    return [...this.#counts.values()].reduce((sum, { given }) => sum + given, 0)
  }

  /** What somebody was told and no record knows: to be asked when all records are in. */
  lost(): string[] {
    return [...this.#counts]
      .filter(([, { told, given }]) => told > given)
      .map(([name, { told, given }]) => `${name}: told ${told} times, given ${given} times`)
  }

  #of(gift: Gift): Counts {
    const name = nameOf(gift)
    const counts = this.#counts.get(name) ?? { asked: 0, given: 0, told: 0 }
    this.#counts.set(name, counts)
    return counts
  }
}
