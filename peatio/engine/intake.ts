import type { AccountId } from '../../core/units/index.ts'
import type { CallId } from './messages.ts'
import type { Request, Submission } from './port.ts'

type Item = [CallId, Submission]

/**
 * Commands that wait for their batch. Cancels go first, so that a trader gets out of a crowded queue; but
 * never past an earlier command of the same account, which may be the order that is to be canceled.
 */
export class Intake {
  #cancels: Item[] = []
  #others: Item[] = []
  /** How many commands of an account wait in `#others`. */
  readonly #waiting = new Map<AccountId, number>()

  get size(): number {
    return this.#cancels.length + this.#others.length
  }

  add(item: Item): void {
    const { command } = item[1]
    const account = accountOf(command)
    if (isCancel(command) && !(account !== null && this.#waiting.has(account))) {
      this.#cancels.push(item)
      return
    }
    this.#others.push(item)
    if (account !== null) this.#waiting.set(account, (this.#waiting.get(account) ?? 0) + 1)
  }

  /** The next batch. All cancels that may go first do: another command of their account may rely on them. */
  take(countMax: number): Item[] {
    const cancels = this.#cancels.splice(0, countMax)
    const others = this.#others.splice(0, countMax - cancels.length)
    for (const [, { command }] of others) this.#done(accountOf(command))
    return [...cancels, ...others]
  }

  #done(account: AccountId | null): void {
    if (account === null) return
    const left = (this.#waiting.get(account) ?? 0) - 1
    if (left > 0) this.#waiting.set(account, left)
    else this.#waiting.delete(account)
  }
}

export const isCancel = ({ kind }: Request): boolean => kind === 'cancel_order' || kind === 'cancel_orders'

const accountOf = (command: Request): AccountId | null => ('account' in command ? command.account : null)
