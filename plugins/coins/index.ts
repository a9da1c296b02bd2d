// Coins: what a chain must do for us. It knows chains, and nothing of users, deposits or the ledger.
export { coinProviders } from './registry.ts'
export type { DevnetCoin, DevnetOptions } from './devnet/index.ts'
export type {
  Addresses,
  Block,
  BlockHeader,
  ChainReader,
  Coin,
  CoinAsset,
  DepositAddress,
  Faucet,
  Transfer,
  Watched,
} from './port.ts'
