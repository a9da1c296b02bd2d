import type { AssetType } from '../../core/exchange/index.ts'
import type { Amount, AssetCode } from '../../core/units/index.ts'

export type AssetStatus = 'enabled' | 'disabled' | 'hidden'

/** How an asset is shown. `price` is in the platform currency, for limits; it moves no money. */
export type AssetDescription = {
  name: string
  description: string
  homepage: string
  iconUrl: string | null
  position: number
  price: Amount
  status: AssetStatus
}

/** How an asset comes and goes on one network. `blockchainKey` is null for fiat. */
export type Network = {
  blockchainKey: string | null
  protocol: string | null
  /** The asset that pays the network fee of a token. */
  parentAsset: AssetCode | null
  /** The first network is the default one. */
  position: number
  depositEnabled: boolean
  withdrawalEnabled: boolean
  depositFee: Amount
  depositMin: Amount
  withdrawalFee: Amount
  withdrawalMin: Amount
  /** Decimals of the asset on this network. */
  subunits: number
  confirmationsRequired: number
  /** Templates with `#{txid}` and `#{address}`. */
  explorerTransaction: string
  explorerAddress: string
  description: string
  warning: string
}

/** An asset as the engine defines it, described for people. Networks by position. */
export type Asset = AssetDescription & {
  code: AssetCode
  type: AssetType
  precision: number
  networks: Network[]
}
