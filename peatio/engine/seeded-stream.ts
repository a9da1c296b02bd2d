import type { Command } from '../../core/exchange/index.ts'
import {
  amount,
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

const sumOf = (count: number) => amount(BigInt(count) * unit)

/** After the opening: every accounting command once, and the house ready for corrections. */
export function openingBooks(): Submission[] {
  const [btc, , usdt] = assets as [AssetCode, AssetCode, AssetCode]
  const [ada, bob] = streamAccounts as [AccountId, AccountId]
  const approvedBy: [string, string] = ['ada', 'grace']
  const signed = { reason: 'opening', reference: 'opening', approvedBy }
  const hold = (withdrawal: string): Command => ({
    kind: 'hold_withdrawal',
    withdrawal,
    account: ada,
    asset: usdt,
    sum: sumOf(7),
    fee: sumOf(1),
  })
  const commands: Command[] = [
    ...assets.flatMap((asset): Command[] => [
      { kind: 'set_adjustment_cap', asset, sum: sumOf(40), approvedBy },
      { kind: 'fund_house', source: 'custody', asset, sum: sumOf(500), category: 'investment', ...signed },
    ]),
    { kind: 'record_expense', asset: btc, sum: sumOf(1), category: 'bank_fees', ...signed },
    {
      kind: 'credit_deposit',
      account: 'house:suspense' as AccountId,
      asset: btc,
      sum: sumOf(3),
      reference: 'lost',
    },
    { kind: 'resolve_suspense', to: bob, asset: btc, sum: sumOf(2), ...signed },
    {
      kind: 'transfer_funds',
      from: ada,
      to: bob,
      asset: usdt,
      sum: sumOf(5),
      category: 'internal_transfer',
      reference: 'opening',
    },
    hold('W-opening-1'),
    hold('W-opening-2'),
    { kind: 'set_withdrawals', allowed: false, reason: 'opening', by: 'ada' },
    { kind: 'complete_withdrawal', withdrawal: 'W-opening-1', reference: 'opening' },
    { kind: 'release_withdrawal', withdrawal: 'W-opening-2', reason: 'opening' },
    { kind: 'set_withdrawals', allowed: true, reason: '', by: 'ada' },
  ]
  return commands.map((command, index) => ({ key: `opening-books-${index}`, command }))
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
  if (kind < 0.98) return booksCommandOf({ account, key, seed, count }, asset, whole)
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

/** Transfers and withdrawals; most of those that end were held a while ago, some never. */
function booksCommandOf(
  { account, key, seed, count }: About,
  asset: AssetCode,
  whole: (from: number, to: number) => number,
): Request {
  const sum = sumOf(whole(2, 9))
  const withdrawal = `${seed}-${whole(Math.max(1, count - 400), count)}`
  switch (whole(0, 4)) {
    case 0:
    case 1:
      return { kind: 'hold_withdrawal', withdrawal, account, asset, sum, fee: sumOf(1) }
    case 2:
      return { kind: 'complete_withdrawal', withdrawal, reference: key }
    case 3:
      return { kind: 'release_withdrawal', withdrawal, reason: key }
    default: {
      const to = streamAccounts[whole(0, streamAccounts.length - 1)]!
      return { kind: 'transfer_funds', from: account, to, asset, sum, category: 'airdrop', reference: key }
    }
  }
}
