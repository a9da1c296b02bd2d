import type { Event } from '../../../core/exchange/index.ts'

/** What a chain has for good: the account behind the address, and how much. */
export type Received = { account: string; asset: string; sum: bigint }

/** I13: a deposit is credited once, to whom it was sent, in full, and only when the chain has it for good. */
export class CreditedWasReceived {
  readonly #final: (txid: string) => Received | undefined
  readonly #credited = new Set<string>()

  constructor(final: (txid: string) => Received | undefined) {
    this.#final = final
  }

  take(events: Event[]): string[] {
    return events.flatMap((event) => {
      if (event.kind !== 'deposit_credited') return []
      const { reference, account, asset, sum } = event
      const received = this.#final(reference)
      if (!received) return [`${reference} was credited and is not final`]
      if (this.#credited.has(reference)) return [`${reference} was credited twice`]
      this.#credited.add(reference)
      const same = received.account === account && received.asset === asset && received.sum === sum
      return same ? [] : [`${reference} brought ${received.sum} to ${received.account}, credited were ${sum}`]
    })
  }

  get count(): number {
    return this.#credited.size
  }
}
