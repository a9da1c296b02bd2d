import type { Coin } from '../../plugins/coins/index.ts'
import { findAddress, keepAddress, type PaymentAddressRow } from './address-store.ts'
import type { WalletDb } from './tables.ts'

export type Given = {
  row: PaymentAddressRow
  /** True when this call made the address known: tell the user's open screens. */
  isNew: boolean
}

/** The caller's address on a chain, made on the first request and the same ever after. */
export async function giveDepositAddress(
  db: WalletDb,
  coin: Coin,
  { uid, at }: { uid: string; at: number },
): Promise<Given> {
  const owner = { uid, chain: coin.chain }
  const known = await findAddress(db, owner)
  if (known !== undefined && known.address !== null) return { row: known, isNew: false }
  const made = await coin.addresses.deposit(uid)
  const isNew = await keepAddress(db, { ...owner, at }, made)
  const row = await findAddress(db, owner)
  return { row: row ?? { ...owner, address: null, memo: '' }, isNew }
}
