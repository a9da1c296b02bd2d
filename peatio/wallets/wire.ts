import type { DepositAddressEvent, DepositEntity, PaymentAddress } from '../../contract/index.ts'
import { decimalFromAmount } from '../../core/units/index.ts'
import type { PaymentAddressRow } from './address-store.ts'
import { wireState } from './deposit-status.ts'
import type { Deposit } from './deposit-store.ts'
import { currenciesOn, networkOf, type WalletAsset } from './wallet-asset.ts'

/** `address?dt=memo` is how the wire writes an address that needs a memo. */
export function addressToWire(row: PaymentAddressRow, assets: readonly WalletAsset[]): PaymentAddress {
  const { address, memo, chain } = row
  return {
    currencies: currenciesOn(assets, chain),
    blockchain_key: chain,
    address: address !== null && memo !== '' ? `${address}?dt=${memo}` : address,
    state: address === null ? 'pending' : 'active',
  }
}

export function addressEvent({
  currencies,
  blockchain_key,
  address,
}: PaymentAddress): DepositAddressEvent | undefined {
  return address === null
    ? undefined
    : { type: 'create', currencies, blockchain_key, address, state: 'active' }
}

/** `height` is how far the deposit's chain was read. */
export function depositToWire(
  deposit: Deposit,
  { assets, height }: { assets: readonly WalletAsset[]; height: number },
): DepositEntity {
  const { asset, chain, status } = deposit
  const network = networkOf(assets, { asset, chain })
  const inChain = status !== 'orphaned' && status !== 'vanished'
  return {
    id: deposit.id,
    currency: asset,
    blockchain_key: chain,
    ...(network?.protocol && { protocol: network.protocol }),
    ...(network?.warning && { warning: network.warning }),
    amount: decimalFromAmount(deposit.sum),
    // Coins arrive without a fee of ours.
    fee: '0.0',
    txid: deposit.txid,
    confirmations: inChain ? Math.max(0, height - deposit.blockHeight + 1) : 0,
    state: wireState[status],
    transfer_type: 'crypto',
    created_at: isoSeconds(deposit.createdAt),
    completed_at: deposit.completedAt === null ? null : isoSeconds(deposit.completedAt),
    tid: deposit.tid,
  }
}

const isoSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
