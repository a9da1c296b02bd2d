import type { Amount } from '../../core/units/index.ts'

/**
 * What this room needs to know of an asset; the catalog's assets are such. Networks by position, default
 * first.
 */
export type WalletAsset = {
  code: string
  type: 'coin' | 'fiat'
  status: 'enabled' | 'disabled' | 'hidden'
  networks: readonly WalletNetwork[]
}
export type WalletNetwork = {
  /** Null for fiat. */
  blockchainKey: string | null
  protocol: string | null
  depositEnabled: boolean
  depositMin: Amount
  confirmationsRequired: number
  warning: string
}

/** All assets as they are defined now. */
export type ListAssets = () => Promise<readonly WalletAsset[]> | readonly WalletAsset[]

export function networkOf(
  assets: readonly WalletAsset[],
  { asset, chain }: { asset: string; chain: string },
) {
  return assets
    .find(({ code }) => code === asset)
    ?.networks.find(({ blockchainKey }) => blockchainKey === chain)
}

/** The assets that share addresses on a chain, as the wire lists them. */
export const currenciesOn = (assets: readonly WalletAsset[], chain: string): string[] =>
  assets
    .filter(
      ({ status, networks }) =>
        status !== 'disabled' && networks.some((each) => each.blockchainKey === chain),
    )
    .map(({ code }) => code)
