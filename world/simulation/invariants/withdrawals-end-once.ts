import type { Event, HeldWithdrawal } from '../../../core/exchange/index.ts'

/** What left by a transaction: for which withdrawal, and how much. */
export type Sent = { withdrawal: string; asset: string; sum: bigint }

/**
 * I12: a withdrawal is held as its owner asked, once; it ends once; and it is completed exactly if its coins have left,
 * in full and less its fee. `sentBy` knows what a transaction has sent.
 */
export class WithdrawalsEndOnce {
  readonly #sentBy: (txid: string) => Sent | undefined
  readonly #asked = new Map<string, HeldWithdrawal>()
  readonly #state = new Map<string, 'held' | 'completed' | 'released'>()

  constructor(sentBy: (txid: string) => Sent | undefined) {
    this.#sentBy = sentBy
  }

  ask(asked: HeldWithdrawal): void {
    this.#asked.set(asked.withdrawal, asked)
  }

  take(events: Event[]): string[] {
    return events.flatMap((event) => {
      if (event.kind === 'withdrawal_held') return this.#hold(event)
      if (event.kind === 'withdrawal_released') return this.#end(event, 'released')
      if (event.kind !== 'withdrawal_completed') return []
      const { withdrawal, asset, sum, fee, reference } = event
      const sent = this.#sentBy(reference)
      const left = sent?.withdrawal === withdrawal && sent.asset === asset && sent.sum === sum - fee
      const complaints = left ? [] : [`${withdrawal} is completed by ${reference}, which did not send it`]
      return [...complaints, ...this.#end(event, 'completed')]
    })
  }

  /** When all is over: every withdrawal has ended, and what left is what was completed. */
  unsettled(sent: readonly Sent[]): string[] {
    const open = [...this.#state].filter(([, state]) => state === 'held')
    const left = sent.filter(({ withdrawal }) => this.#state.get(withdrawal) !== 'completed')
    return [
      ...open.map(([withdrawal]) => `${withdrawal} is still held`),
      ...left.map(({ withdrawal }) => `${withdrawal} was sent, and is ${this.#state.get(withdrawal)}`),
    ]
  }

  /** How many have ended so far, of either way. */
  get ended(): number {
    return [...this.#state.values()].filter((state) => state !== 'held').length
  }

  #hold({ withdrawal, account, asset, sum, fee }: HeldWithdrawal): string[] {
    const known = this.#state.get(withdrawal)
    this.#state.set(withdrawal, 'held')
    if (known !== undefined) return [`${withdrawal} is held again, after it was ${known}`]
    const asked = this.#asked.get(withdrawal)
    if (!asked) return [`${withdrawal} was never asked for`]
    const same = asked.account === account && asked.asset === asset && asked.sum === sum && asked.fee === fee
    return same ? [] : [`${withdrawal} holds ${sum} ${asset} of ${account}, asked were ${asked.sum}`]
  }

  #end({ withdrawal }: HeldWithdrawal, state: 'completed' | 'released'): string[] {
    const before = this.#state.get(withdrawal)
    this.#state.set(withdrawal, state)
    return before === 'held' ? [] : [`${withdrawal} is ${state}, it was ${before ?? 'never held'}`]
  }
}
