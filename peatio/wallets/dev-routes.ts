import type { FastifyInstance } from 'fastify'
import {
  getDevChain,
  giveFromFaucet,
  type DevChain,
  type FaucetGift,
  type ValuesOf,
} from '../../contract/index.ts'
import { decimalFromAmount, Fault, type Amount, type AssetCode } from '../../core/units/index.ts'
import { mount, refuse, type Handler } from '../../platform/http/index.ts'
import type { Coin, Faucet } from '../../plugins/coins/index.ts'

export type DevDeps = {
  coins: readonly Coin[]
  clock: () => number
  /** Whom the faucet serves: nobody but this machine unless told otherwise. */
  allow?: (ip: string) => boolean
}

/** Gifts per address and asset, and in all, within a window. */
const giftsMax = { ofAddress: 5, inAll: 100, windowMs: 10 * 60_000 }

/** Mounts `/dev/faucet` and `/dev/chain`. Embedded profile only: the coins are worth nothing. */
export function devRoutes(app: FastifyInstance, deps: DevDeps): void {
  mount(app, '', giveFromFaucet, { handle: faucetHandler(deps) })
  mount(app, '', getDevChain, {
    handle: async () => ({ body: await Promise.all(deps.coins.filter(hasFaucet).map(chainToWire)) }),
  })
}

const loopback = (ip: string) => ip === '::1' || /^(::ffff:)?127\./.test(ip)

function faucetHandler({
  coins,
  clock,
  allow = loopback,
}: DevDeps): Handler<ValuesOf<typeof giveFromFaucet.params>, undefined> {
  const admit = createGiftBook(clock)
  return async ({ params, ip }) => {
    if (!allow(ip)) return refuse(403, 'dev.faucet.not_permitted')
    const asset = params.currency as AssetCode
    const sources = coins.filter(hasFaucet).filter(({ faucet }) => faucet.limits(asset) !== undefined)
    const coin = sources.find(({ addresses }) => addresses.canonical(params.address) !== undefined)
    if (sources.length === 0) return refuse(422, 'dev.faucet.invalid_currency')
    if (coin === undefined) return refuse(422, 'dev.faucet.invalid_address')

    const limits = coin.faucet.limits(asset)!
    const sum = params.amount ?? limits.usual
    if (sum > limits.most || !isWhole(coin, asset, sum)) return refuse(422, 'dev.faucet.invalid_amount')
    const address = coin.addresses.canonical(params.address)!
    if (!admit(`${coin.chain} ${asset} ${address}`)) return refuse(429, 'dev.faucet.too_many_requests')
    try {
      const { txid } = await coin.faucet.give({ address, asset, sum })
      const amount = decimalFromAmount(sum)
      const body: FaucetGift = { currency: asset, blockchain_key: coin.chain, address, amount, txid }
      return { body }
    } catch (error) {
      if (error instanceof Fault && error.code === 'chain_unavailable')
        return refuse(503, 'dev.faucet.unavailable')
      throw error
    }
  }
}

const hasFaucet = (coin: Coin): coin is Coin & { faucet: Faucet } => coin.faucet !== undefined

/** Whether the chain has digits enough for the sum. */
function isWhole({ assets }: Coin, asset: AssetCode, sum: Amount): boolean {
  const decimals = assets.find((each) => each.asset === asset)?.decimals ?? 0
  return sum % 10n ** BigInt(18 - decimals) === 0n
}

/** Counts gifts within the window, forgetting older ones; so it never holds more than `inAll` lines. */
function createGiftBook(clock: () => number): (place: string) => boolean {
  let gifts: { place: string; at: number }[] = []
  return (place) => {
    const now = clock()
    gifts = gifts.filter(({ at }) => now - at < giftsMax.windowMs)
    const ofAddress = gifts.filter((gift) => gift.place === place).length
    if (gifts.length >= giftsMax.inAll || ofAddress >= giftsMax.ofAddress) return false
    gifts.push({ place, at: now })
    return true
  }
}

async function chainToWire({ chain, protocol, reader, assets }: Coin): Promise<DevChain> {
  const { height, hash } = await reader.head()
  return { blockchain_key: chain, protocol, height, hash, currencies: assets.map(({ asset }) => asset) }
}
