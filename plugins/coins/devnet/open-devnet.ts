import { amount, assert, unit, type Amount, type AssetCode } from '../../../core/units/index.ts'
import type { Logger } from '../../../platform/log/index.ts'
import type { Coin, Faucet } from '../port.ts'
import { bitcoinLike, deriveAddress, ethereumLike, type AddressFormat } from './logic/address-format.ts'
import { chainReader } from './network/chain-reader.ts'
import { keepMining, type Pace } from './node/keep-mining.ts'
import { openNode, type DevnetNode } from './node/open-node.ts'

type Chain = {
  chain: string
  protocol: string
  format: AddressFormat
  hashPrefix: string
  assets: { asset: AssetCode; decimals: number; usual: Amount; most: Amount }[]
}

const whole = (count: bigint) => amount(count * unit)
const hundredths = (count: bigint) => amount((count * unit) / 100n)

/** Two chains, shaped like the two families that real coins come from. */
export const devnetChains: readonly Chain[] = [
  {
    chain: 'devnet-btc',
    protocol: 'Bitcoin devnet',
    format: bitcoinLike,
    hashPrefix: '',
    assets: [{ asset: 'btc' as AssetCode, decimals: 8, usual: hundredths(10n), most: whole(1n) }],
  },
  {
    chain: 'devnet-eth',
    protocol: 'Ethereum devnet',
    format: ethereumLike,
    hashPrefix: '0x',
    assets: [
      { asset: 'eth' as AssetCode, decimals: 18, usual: whole(2n), most: whole(20n) },
      { asset: 'usdt' as AssetCode, decimals: 6, usual: whole(5_000n), most: whole(50_000n) },
    ],
  },
]

/** A devnet coin with the node behind it, for those who must make the chain do something. */
export type DevnetCoin = Coin & { readonly faucet: Faucet; readonly node: DevnetNode }

export type DevnetOptions = {
  /** Where the chains' files live, one per chain. */
  directory: string
  /** What deposit addresses are derived from; keep it as long as the files. */
  walletSeed: string
  clock: () => number
  log: Logger
  /** `null`: blocks come only when `node.mine()` is called. */
  pace?: Pace | null
}

const usualPace: Pace = { blockTimeMs: 2_000, idleBlockTimeMs: 60_000 }

/** Opens every simulated chain; state survives a kill. Throws the Fault `chain_file_corrupt`. */
export async function openDevnet(options: DevnetOptions): Promise<DevnetCoin[]> {
  const coins: DevnetCoin[] = []
  try {
    for (const chain of devnetChains) coins.push(await openCoin(chain, options))
  } catch (error) {
    await Promise.all(coins.map((coin) => coin.close()))
    throw error
  }
  return coins
}

async function openCoin(chain: Chain, options: DevnetOptions): Promise<DevnetCoin> {
  const { directory, walletSeed, clock, log, pace = usualPace } = options
  const node = await openNode({ directory, chain: chain.chain, prefix: chain.hashPrefix, clock, log })
  const stopMining = pace === null ? () => {} : keepMining(node, { ...pace, clock, log })
  return {
    chain: chain.chain,
    protocol: chain.protocol,
    assets: chain.assets.map(({ asset, decimals }) => ({ asset, decimals })),
    addresses: {
      canonical: chain.format.canonical,
      deposit: async (label) => ({
        address: deriveAddress(chain.format, { seed: walletSeed, chain: chain.chain, label }),
        memo: null,
      }),
    },
    reader: chainReader(node),
    faucet: faucetOf(chain, node),
    node,
    async close() {
      stopMining()
      await node.close()
    },
  }
}

function faucetOf(chain: Chain, node: DevnetNode): Faucet {
  const known = (asset: AssetCode) => chain.assets.find((each) => each.asset === asset)
  return {
    limits: (asset) => known(asset),
    give({ address, asset, sum }) {
      const decimals = known(asset)?.decimals
      assert(decimals !== undefined, `${chain.chain} carries ${asset}`)
      assert(sum > 0n && sum % 10n ** BigInt(18 - decimals) === 0n, 'the chain can express the sum')
      return node.send([{ address, asset, sum: sum.toString() }])
    },
  }
}
