import type { DepositAddress } from '../../plugins/coins/index.ts'
import { isDuplicate } from '../../platform/sql/index.ts'
import type { WalletDb } from './tables.ts'

/** A user's deposit address on a chain; `address` is null while a custodian prepares it. */
export type PaymentAddressRow = { uid: string; chain: string; address: string | null; memo: string }

const columns = ['uid', 'chain', 'address', 'memo'] as const

export function findAddress(db: WalletDb, owner: { uid: string; chain: string }) {
  return db
    .selectFrom('payment_addresses')
    .select(columns)
    .where('chain', '=', owner.chain)
    .where('uid', '=', owner.uid)
    .executeTakeFirst()
}

export function listAddresses(db: WalletDb, uid: string): Promise<PaymentAddressRow[]> {
  return db.selectFrom('payment_addresses').select(columns).where('uid', '=', uid).orderBy('id').execute()
}

/**
 * Keeps the address of a user unless he has one already. True when this call made it known; two that run at
 * once keep the same address, because it goes by the user's uid.
 */
export async function keepAddress(
  db: WalletDb,
  owner: { uid: string; chain: string; at: number },
  made: DepositAddress | undefined,
): Promise<boolean> {
  const { uid, chain, at } = owner
  const address = made?.address ?? null
  const memo = made?.memo ?? ''
  try {
    await db.insertInto('payment_addresses').values({ uid, chain, address, memo, created_at: at }).execute()
    return address !== null
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  const completed = await db
    .updateTable('payment_addresses')
    .set({ address, memo })
    .where('chain', '=', chain)
    .where('uid', '=', uid)
    .where('address', 'is', null)
    .executeTakeFirst()
  return address !== null && completed.numUpdatedRows > 0n
}

/** Owners of these addresses of a chain, one row for each memo. */
export function findOwners(db: WalletDb, chain: string, addresses: readonly string[]) {
  if (addresses.length === 0) return Promise.resolve([])
  return db
    .selectFrom('payment_addresses')
    .select(columns)
    .where('chain', '=', chain)
    .where('address', 'in', [...addresses])
    .execute()
}
