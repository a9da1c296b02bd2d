import type { Event } from '../../../core/exchange/index.ts'

export type Approved = { account: string; asset: string; sum: bigint }

/** I12: what leaves the ledger by an operator's hand was approved, exactly so, and leaves once. */
export class PaidOutOnce {
  readonly #approved = new Map<string, Approved>()
  readonly #paid = new Set<string>()

  /** `reason` names the correction. */
  approve(reason: string, approved: Approved): void {
    this.#approved.set(reason, approved)
  }

  take(events: Event[]): string[] {
    return events.flatMap((event) => {
      if (event.kind !== 'balance_adjusted') return []
      const { reason, account, asset, sum } = event
      const approved = this.#approved.get(reason)
      if (!approved) return [`${reason} was never approved`]
      if (this.#paid.has(reason)) return [`${reason} was paid twice`]
      this.#paid.add(reason)
      const same = approved.account === account && approved.asset === asset && approved.sum === sum
      return same ? [] : [`${reason} paid ${sum} ${asset} to ${account}, approved were ${approved.sum}`]
    })
  }
}
