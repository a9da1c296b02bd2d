import type { Claims, getDepositAddress, ValuesOf } from '../../contract/index.ts'
import { refuse, type Handler } from '../../platform/http/index.ts'
import { giveDepositAddress } from './give-deposit-address.ts'
import { walletDb } from './tables.ts'
import type { WalletDeps } from './wallet-routes.ts'
import { addressEvent, addressToWire } from './wire.ts'

/** The caller's address for an asset: on the chain he names, else on the asset's first network. */
export const depositAddressHandler =
  (deps: WalletDeps): Handler<ValuesOf<typeof getDepositAddress.params>, Claims> =>
  async ({ params, caller: { uid } }) => {
    const assets = await deps.assets()
    const asset = assets.find(({ code, status }) => code === params.currency && status === 'enabled')
    const networks = asset?.networks.filter(({ blockchainKey }) => blockchainKey !== null) ?? []
    const wanted = params.blockchain_key
    const network =
      wanted === undefined ? networks[0] : networks.find((each) => each.blockchainKey === wanted)

    if (asset?.type !== 'coin') return refuse(422, 'account.currency.doesnt_exist')
    if (wanted !== undefined && network === undefined) {
      return refuse(422, 'account.deposit.blockchain_key_doesnt_exist')
    }
    // No chain of ours has two spellings of one address.
    if (params.address_format !== undefined) {
      return refuse(422, 'account.deposit_address.doesnt_support_cash_address_format')
    }
    if (network !== undefined && !network.depositEnabled)
      return refuse(422, 'account.currency.deposit_disabled')
    const coin = deps.coins.find(({ chain }) => chain === network?.blockchainKey)
    if (coin === undefined) return refuse(422, 'account.wallet.not_found')

    const { row, isNew } = await giveDepositAddress(walletDb(deps.sql), coin, { uid, at: deps.clock() })
    const body = addressToWire(row, assets)
    const event = addressEvent(body)
    if (isNew && event) deps.onDepositAddress(uid, event)
    return { body }
  }
