import type { AccountId, AssetCode } from '../units/index.ts'
import { limbsEach, readSum, type Limbs } from './limbs.ts'

/** Where a balance's two sums stand in its pots: what is available, then what is held. */
export const availableAt = 0
export const heldAt = limbsEach
/** How many numbers a balance's two sums take, side by side. */
export const potsEach = 2 * limbsEach

/** What a copy of a balance's numbers says, wherever it was carried. */
export function readPots(pots: Limbs): { posted: bigint; held: bigint } {
  const held = readSum(pots, heldAt)
  return { posted: readSum(pots, availableAt) + held, held }
}

/**
 * One account's funds in one asset, in 10⁻¹⁸ units: two pots, what is available and what is held, that is, already
 * promised. No pot is ever negative but the available one of house accounts that stand for the outside world
 * (`overdraft`). Only the ledger's verbs touch the pots, and put in again what they take.
 */
export class Balance {
  readonly account: AccountId
  readonly asset: AssetCode
  readonly overdraft: boolean
  /** A page that many balances share, and where this one's pots begin on it. */
  readonly page: Limbs
  readonly at: number

  constructor(account: AccountId, asset: AssetCode, pots: { overdraft: boolean; page: Limbs; at: number }) {
    this.account = account
    this.asset = asset
    this.overdraft = pots.overdraft
    this.page = pots.page
    this.at = pots.at
  }

  get available(): bigint {
    return readSum(this.page, this.at + availableAt)
  }

  get held(): bigint {
    return readSum(this.page, this.at + heldAt)
  }

  /** All that the account owns, available or held. */
  get posted(): bigint {
    return this.available + this.held
  }
}

const balancesAPage = 1_024

/** Room for pots, a page at a time: pages never move, so a balance may keep its own. */
export class Pots {
  #page: Limbs = new Float64Array(0)
  #next = 0

  take(): { page: Limbs; at: number } {
    if (this.#next === this.#page.length) {
      this.#page = new Float64Array(balancesAPage * potsEach)
      this.#next = 0
    }
    const at = this.#next
    this.#next += potsEach
    return { page: this.#page, at }
  }
}
