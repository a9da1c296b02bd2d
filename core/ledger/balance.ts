import type { AccountId, AssetCode } from '../units/index.ts'
import { addLimbs, bigintOfLimbs, reaches, takeLimbs, type Limbs } from './limbs.ts'

/** Numbers per line on a page: three limbs that are available, then three that are held. */
export const lineSize = 6
const heldAt = 3

type Owner = Pick<Balance, 'account' | 'asset' | 'overdraft'>

/**
 * One account's funds in one asset, in 10⁻¹⁸ units: two pots, what is available and what is held, that is, already
 * promised. No pot is ever negative but the available one of house accounts that stand for the outside world
 * (`overdraft`). The pots are numbers on a page shared with other lines, so that a trade leaves no garbage.
 */
export class Balance {
  readonly account: AccountId
  readonly asset: AssetCode
  readonly overdraft: boolean
  readonly #page: Limbs
  readonly #at: number

  constructor({ account, asset, overdraft }: Owner, page: Limbs, at: number) {
    this.account = account
    this.asset = asset
    this.overdraft = overdraft
    this.#page = page
    this.#at = at
  }

  get available(): bigint {
    return bigintOfLimbs(this.#page, this.#at)
  }

  get held(): bigint {
    return bigintOfLimbs(this.#page, this.#at + heldAt)
  }

  /** All that the account owns: `available + held`. */
  get posted(): bigint {
    return this.available + this.held
  }

  covers(sum: Limbs): boolean {
    return reaches(this.#page, this.#at, sum)
  }

  // Changes are for the ledger's verbs only, which put in again what they took.

  takeAvailable(sum: Limbs): boolean {
    return takeLimbs(this.#page, this.#at, sum, this.overdraft)
  }

  putAvailable(sum: Limbs): void {
    addLimbs(this.#page, this.#at, sum)
  }

  takeHeld(sum: Limbs): boolean {
    return takeLimbs(this.#page, this.#at + heldAt, sum, false)
  }

  putHeld(sum: Limbs): void {
    addLimbs(this.#page, this.#at + heldAt, sum)
  }
}
