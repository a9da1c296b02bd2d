import type { Command } from '../../core/exchange/index.ts'
import {
  lots,
  ppm,
  ticks,
  unit,
  type AccountId,
  type Amount,
  type AssetCode,
  type MarketCode,
  type OrderId,
} from '../../core/units/index.ts'
import type { Request, Submission } from './port.ts'

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const assets = ['btc', 'eth', 'usdt'] as AssetCode[]
const markets = (['btcusdt', 'ethusdt', 'ethbtc'] as MarketCode[]).map((market) => ({
  market,
  base: market.slice(0, 3) as AssetCode,
  quote: market.slice(3) as AssetCode,
}))
export const streamAccounts = ['ID0000000001', 'ID0000000002', 'ID0000000003', 'ID0000000004'] as AccountId[]

/** Assets, markets, fees and funds of the seeded streams. */
export function openingCommands(): Submission[] {
  const commands: Command[] = [
    ...assets.map((asset): Command => ({ kind: 'define_asset', asset, type: 'coin', precision: 8 })),
    ...markets.map((market): Command => ({
      kind: 'define_market',
      ...market,
      pricePrecision: 2,
      amountPrecision: 4,
      priceMin: ticks(1),
      priceMax: 0,
      quantityMin: lots(1),
      status: 'open',
    })),
    { kind: 'set_trading_fee', group: 'any', market: 'any', makerFee: ppm(1_000), takerFee: ppm(2_000) },
    { kind: 'set_user_group', account: streamAccounts[0]!, group: 'vip-1' },
    {
      kind: 'set_trading_fee',
      group: 'vip-1',
      market: 'btcusdt' as MarketCode,
      makerFee: ppm(0),
      takerFee: ppm(500),
    },
    ...streamAccounts.flatMap((account) =>
      assets.map((asset): Command => ({
        kind: 'credit_deposit',
        account,
        asset,
        sum: (10_000n * unit) as Amount,
        reference: 'opening',
      })),
    ),
  ]
  return commands.map((command, index) => ({ key: `opening-${index}`, command }))
}

/**
 * Endless trading of four users: orders around a price, market orders, cancels by id and uuid, corrections.
 */
export function createSeededStream(seed: number): { next(count: number): Submission[] } {
  const random = seededRandom(seed)
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1))
  let count = 0
  const one = (): Submission => {
    const account = streamAccounts[whole(0, streamAccounts.length - 1)]!
    const key = `${seed}-${(count += 1)}`
    return { key, command: commandOf({ account, key, seed, count }, random(), whole) }
  }
  return { next: (wanted) => Array.from({ length: wanted }, one) }
}

type About = { account: AccountId; key: string; seed: number; count: number }

function commandOf(
  { account, key, seed, count }: About,
  kind: number,
  whole: (from: number, to: number) => number,
): Request {
  const { market } = markets[whole(0, markets.length - 1)]!
  const side = whole(0, 1) === 0 ? 'buy' : 'sell'
  if (kind < 0.62) {
    const limit = ticks(1_000 + whole(-20, 20))
    return {
      kind: 'place_order',
      account,
      uuid: key,
      market,
      side,
      type: 'limit',
      limit,
      quantity: lots(whole(1, 90_000)),
    }
  }
  if (kind < 0.72) {
    return {
      kind: 'place_order',
      account,
      uuid: key,
      market,
      side,
      type: 'market',
      limit: null,
      quantity: lots(whole(1, 90_000)),
    }
  }
  if (kind < 0.86)
    return {
      kind: 'cancel_order',
      account,
      order: { uuid: `${seed}-${whole(Math.max(1, count - 60), count)}` },
    }
  if (kind < 0.93) return { kind: 'cancel_order', account, order: whole(1, count) as OrderId }
  if (kind < 0.94)
    return { kind: 'cancel_orders', account, market: whole(0, 1) === 0 ? market : null, side: null }
  const asset = assets[whole(0, assets.length - 1)]!
  if (kind < 0.97)
    return {
      kind: 'credit_deposit',
      account,
      asset,
      sum: (BigInt(whole(1, 50)) * unit) as Amount,
      reference: key,
    }
  if (kind > 0.995) return { kind: 'set_market_status', market, status: 'open', reason: 'review' }
  return {
    kind: 'adjust_balance',
    account,
    asset,
    sum: BigInt(whole(-50, 50)) * unit,
    reason: 'count',
    approvedBy: ['ada', 'grace'],
  }
}
