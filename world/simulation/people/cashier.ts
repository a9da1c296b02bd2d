import type { Command, HeldWithdrawal } from '../../../core/exchange/index.ts'
import type { AccountId } from '../../../core/units/index.ts'
import { Person, type PersonParts } from './person.ts'

/**
 * Ends the withdrawals that the engine holds, as the daemon does that will send them: he decides once about each, sends
 * its coins first and then says so, and lets no failure change his mind. Stops withdrawals now and then.
 */
export class Cashier extends Person {
  readonly #decided = new Map<string, Command>()
  #count = 0

  constructor(parts: PersonParts) {
    super('IDCASHIER' as AccountId, parts)
  }

  async act(): Promise<void> {
    const choice = this.random.next()
    if (choice < 0.1) await this.#set(false)
    else if (choice < 0.4) await this.#set(true)
    for (const held of await this.#held()) await this.#end(held)
  }

  /** Ends what is left; nobody asks for more by now. */
  async endAll(): Promise<void> {
    await this.#set(true)
    for (let left = await this.#held(); left.length > 0; left = await this.#held())
      for (const held of left) await this.#end(held)
  }

  async #held(): Promise<readonly HeldWithdrawal[]> {
    this.waitingFor = 'the books'
    for (;;) {
      const books = await this.parts.network.read(this.actor, { kind: 'books' })
      if (books) {
        this.waitingFor = null
        return books.result.withdrawals
      }
      await this.pause(50_000, 1_000_000)
    }
  }

  async #end(held: HeldWithdrawal): Promise<void> {
    const { withdrawal } = held
    const command = this.#decided.get(withdrawal) ?? this.#decide(held)
    await this.insistOn({ key: `${command.kind}:${withdrawal}`, command })
    if (this.random.chance(0.2)) await this.#endAgain(withdrawal)
  }

  #decide({ withdrawal, asset, sum, fee }: HeldWithdrawal): Command {
    const command: Command = this.random.chance(0.7)
      ? {
          kind: 'complete_withdrawal',
          withdrawal,
          reference: this.parts.chain.pay({ withdrawal, asset, sum: sum - fee }),
        }
      : { kind: 'release_withdrawal', withdrawal, reason: 'refused' }
    this.#decided.set(withdrawal, command)
    return command
  }

  /** What has ended ends no second time, whoever says so and how. */
  async #endAgain(withdrawal: string): Promise<void> {
    const command: Command = this.random.pick<Command>([
      { kind: 'complete_withdrawal', withdrawal, reference: 'again' },
      { kind: 'release_withdrawal', withdrawal, reason: 'again' },
    ])
    const { rejection } = await this.insistOn({ key: `again:${command.kind}:${withdrawal}`, command })
    if (rejection !== 'unknown_withdrawal')
      this.parts.witness.violated('I12 paid out once', [`${withdrawal} ended again: ${rejection}`])
  }

  async #set(allowed: boolean): Promise<void> {
    const command = { kind: 'set_withdrawals', allowed, reason: 'a look at the books', by: 'ann' } as const
    await this.insistOn({ key: `cashier-${(this.#count += 1)}`, command })
  }
}
