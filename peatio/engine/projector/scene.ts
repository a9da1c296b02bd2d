import { randomUUID } from 'node:crypto'
import type { Command } from '../../../core/exchange/index.ts'
import {
  amount,
  lots,
  ppm,
  ticks,
  type AccountId,
  type AssetCode,
  type MarketCode,
} from '../../../core/units/index.ts'
import { createLog } from '../../../platform/log/index.ts'
import { createMemoryDisk } from '../../../platform/storage/index.ts'
import { openEngine, type Answer, type RunningEngine } from '../index.ts'

export const btc = 'btc' as AssetCode
export const usd = 'usd' as AssetCode
export const btcusd = 'btcusd' as MarketCode
export const alice = 'IDALICE' as AccountId
export const bob = 'IDBOB' as AccountId
export const whole = (count: number) => amount(BigInt(count) * 10n ** 18n)
export const quiet = () => createLog('test', 'silent')

type Order = { side: 'buy' | 'sell'; price?: number; quantity: number; uuid?: string }

/** An engine with a market in dollars (2 + 4 digits; maker 0.1 %, taker 0.2 %) and two rich people, for tests. */
export type Scene = {
  engine: RunningEngine
  submit(command: Parameters<RunningEngine['submit']>[0]['command']): Promise<Answer>
  place(account: AccountId, order: Order): Promise<Answer>
  close(): Promise<void>
}

export async function openScene(random: () => number = Math.random): Promise<Scene> {
  let now = 1_700_000_000_000
  const disk = createMemoryDisk(random)
  const engine = openEngine({ storage: disk.open(), clock: () => (now += 7), log: quiet() })
  const submit: Scene['submit'] = (command) => engine.submit({ key: randomUUID(), command })
  for (const command of opening()) await submit(command)
  return {
    engine,
    submit,
    place: (account, { side, price, quantity, uuid = randomUUID() }) =>
      submit({
        kind: 'place_order',
        account,
        uuid,
        market: btcusd,
        side,
        type: price === undefined ? 'market' : 'limit',
        limit: price === undefined ? null : ticks(price),
        quantity: lots(quantity),
      }),
    close: () => engine.close(),
  }
}

function opening(): Command[] {
  const market: Command = {
    kind: 'define_market',
    market: btcusd,
    base: btc,
    quote: usd,
    pricePrecision: 2,
    amountPrecision: 4,
    priceMin: ticks(1),
    priceMax: 0,
    quantityMin: lots(1),
    status: 'open',
  }
  const credit = (account: AccountId, asset: AssetCode, count: number): Command => ({
    kind: 'credit_deposit',
    account,
    asset,
    sum: whole(count),
    reference: `TID${account}${asset}`,
  })
  return [
    { kind: 'define_asset', asset: btc, type: 'coin', precision: 8 },
    { kind: 'define_asset', asset: usd, type: 'fiat', precision: 2 },
    market,
    { kind: 'set_trading_fee', group: 'any', market: 'any', makerFee: ppm(1_000), takerFee: ppm(2_000) },
    credit(alice, btc, 1_000),
    credit(alice, usd, 1_000_000),
    credit(bob, btc, 1_000),
    credit(bob, usd, 1_000_000),
  ]
}

/** xorshift: the same seed, the same stream. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** Two people trade with each other and themselves, cancel, and take whatever the book has. */
export async function tradeAtRandom(
  { place, submit }: Scene,
  random: () => number,
  count: number,
): Promise<void> {
  const whole = (max: number) => 1 + Math.floor(random() * max)
  for (let step = 0; step < count; step++) {
    const account = random() < 0.5 ? alice : bob
    const side = random() < 0.5 ? 'buy' : 'sell'
    const choice = random()
    if (choice < 0.2) {
      await submit({ kind: 'cancel_orders', account, market: null, side: random() < 0.5 ? side : null })
    } else if (choice < 0.4) {
      await place(account, { side, quantity: whole(40_000) })
    } else {
      await place(account, { side, price: 9_900 + whole(200), quantity: whole(30_000) })
    }
  }
}
