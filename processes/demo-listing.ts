import type { DefineAsset, DefineMarket } from '../core/exchange/index.ts'
import {
  amount,
  lots,
  ticks,
  unit,
  type Amount,
  type AssetCode,
  type MarketCode,
} from '../core/units/index.ts'
import type { AssetDescription, Network } from '../peatio/catalog/index.ts'

/** What the demo lists, as the engine and the catalog want it. */
type Listing = {
  definition: Omit<DefineAsset, 'kind'>
  description: Partial<AssetDescription>
  network: Network
}

const asset = (code: string) => code as AssetCode
const whole = (count: number) => amount(BigInt(count) * unit)
const thousandths = (count: number) => amount((BigInt(count) * unit) / 1_000n)
const millionths = (count: number) => amount((BigInt(count) * unit) / 1_000_000n)
const nothing = amount(0n)

const simulated = 'Simulated coins for trying things out. They are worth nothing: never send real coins here.'

type Coin = Pick<Network, 'parentAsset' | 'subunits' | 'confirmationsRequired'> & {
  chain: string
  protocol: string
  depositMin: Amount
  withdrawalFee: Amount
}

const coinNetwork = ({ chain, protocol, depositMin, withdrawalFee, ...rest }: Coin): Network => ({
  ...rest,
  blockchainKey: chain,
  protocol,
  position: 1,
  depositEnabled: true,
  withdrawalEnabled: true,
  depositFee: nothing,
  depositMin,
  withdrawalFee,
  withdrawalMin: depositMin,
  explorerTransaction: '',
  explorerAddress: '',
  description: '',
  warning: simulated,
})

export const demoAssets: readonly Listing[] = [
  {
    definition: { asset: asset('btc'), type: 'coin', precision: 8 },
    description: { name: 'Bitcoin', position: 1, price: whole(64_000), homepage: 'https://bitcoin.org' },
    network: coinNetwork({
      chain: 'devnet-btc',
      protocol: 'Bitcoin devnet',
      parentAsset: null,
      subunits: 8,
      confirmationsRequired: 3,
      depositMin: thousandths(1),
      withdrawalFee: millionths(100),
    }),
  },
  {
    definition: { asset: asset('eth'), type: 'coin', precision: 8 },
    description: { name: 'Ether', position: 2, price: whole(3_200), homepage: 'https://ethereum.org' },
    network: coinNetwork({
      chain: 'devnet-eth',
      protocol: 'Ethereum devnet',
      parentAsset: null,
      subunits: 18,
      confirmationsRequired: 5,
      depositMin: thousandths(10),
      withdrawalFee: thousandths(1),
    }),
  },
  {
    definition: { asset: asset('usdt'), type: 'coin', precision: 6 },
    description: { name: 'Tether', position: 3, price: whole(1), homepage: 'https://tether.to' },
    network: coinNetwork({
      chain: 'devnet-eth',
      protocol: 'Ethereum devnet',
      parentAsset: asset('eth'),
      subunits: 6,
      confirmationsRequired: 5,
      depositMin: whole(10),
      withdrawalFee: whole(1),
    }),
  },
  {
    definition: { asset: asset('usd'), type: 'fiat', precision: 2 },
    description: { name: 'US Dollar', position: 4, price: whole(1) },
    network: {
      blockchainKey: null,
      protocol: null,
      parentAsset: null,
      position: 1,
      depositEnabled: false,
      withdrawalEnabled: false,
      depositFee: nothing,
      depositMin: whole(10),
      withdrawalFee: nothing,
      withdrawalMin: whole(10),
      subunits: 2,
      confirmationsRequired: 0,
      explorerTransaction: '',
      explorerAddress: '',
      description: '',
      warning: '',
    },
  },
]

const market = (
  [base, quote]: [string, string],
  [pricePrecision, amountPrecision]: [number, number],
  quantityMin: number,
): Omit<DefineMarket, 'kind'> => ({
  market: `${base}${quote}` as MarketCode,
  base: asset(base),
  quote: asset(quote),
  pricePrecision,
  amountPrecision,
  priceMin: ticks(1),
  priceMax: 0,
  quantityMin: lots(quantityMin),
  status: 'open',
})

/** Smallest orders are worth about three dollars. */
export const demoMarkets: readonly Omit<DefineMarket, 'kind'>[] = [
  market(['btc', 'usdt'], [2, 6], 50),
  market(['eth', 'usdt'], [2, 5], 100),
  market(['eth', 'btc'], [6, 4], 10),
]

/** What a person gets to play with, and what each bot trades with: equal values of each asset. */
export const demoFunds = {
  person: { btc: whole(10), eth: whole(100), usdt: whole(250_000), usd: whole(50_000) },
  bot: { btc: whole(200), eth: whole(4_000), usdt: whole(12_800_000) },
  /** What the house sets aside for all of these gifts, with something left for corrections. */
  house: { btc: whole(1_000), eth: whole(10_000), usdt: whole(30_000_000), usd: whole(1_000_000) },
  /** The most that one gift or correction may come to. */
  cap: { btc: whole(200), eth: whole(4_000), usdt: whole(12_800_000), usd: whole(50_000) },
} as const

/** Daily and monthly withdrawals by KYC level, in usdt. */
export const demoWithdrawLimits = [
  { group: 'any', kycLevel: 'any', limit24h: whole(1_000), limit1m: whole(10_000) },
  { group: 'any', kycLevel: '3', limit24h: whole(100_000), limit1m: whole(1_000_000) },
]
