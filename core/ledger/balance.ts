import type { AccountId, AssetCode } from '../units/index.ts'
import { Limbs } from './limbs.ts'

/**
 * One account's funds in one asset, in 10⁻¹⁸ units: two pots, what is available and what is held, that is, already
 * promised. No pot is ever negative but the available one of house accounts that stand for the outside world
 * (`overdraft`). Only the ledger's verbs touch the pots, and put in again what they take.
 */
export class Balance {
  readonly account: AccountId
  readonly asset: AssetCode
  readonly overdraft: boolean
  readonly availablePot = new Limbs()
  readonly heldPot = new Limbs()

  constructor(account: AccountId, asset: AssetCode, overdraft: boolean) {
    this.account = account
    this.asset = asset
    this.overdraft = overdraft
  }

  get held(): bigint {
    return this.heldPot.read()
  }

  /** All that the account owns, available or held. */
  get posted(): bigint {
    return this.availablePot.readWith(this.heldPot)
  }
}
