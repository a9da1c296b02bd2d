import type { Account, PaymentAddress } from '../../contract/index.ts'
import type { BalanceView } from '../../core/exchange/index.ts'
import { decimalFromAmount } from '../../core/units/index.ts'
import type { Asset } from '../catalog/index.ts'

/** The wire's `balance` is what may be used: posted less held, never posted. Coins come with their addresses. */
export function balanceEntity(
  asset: Asset,
  { posted, held }: Pick<BalanceView, 'posted' | 'held'>,
  addresses: readonly PaymentAddress[],
): Account {
  const account = {
    currency: asset.code as string,
    balance: decimalFromAmount(posted - held),
    locked: decimalFromAmount(held),
  }
  if (asset.type !== 'coin') return account
  const own = addresses.filter(({ currencies }) => currencies.includes(asset.code))
  return { ...account, deposit_address: own[0] ?? null, deposit_addresses: own }
}

/** Visible assets are the enabled ones. */
export const isVisible = ({ status }: Asset): boolean => status === 'enabled'
