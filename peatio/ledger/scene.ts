// A stage for tests: an engine whose clock makes long steps, its books in SQL, and everything an accountant may meet.
import { randomUUID } from 'node:crypto'
import { house } from '../../core/ledger/index.ts'
import type { Command } from '../../core/exchange/index.ts'
import {
  amount,
  lots,
  ppm,
  ticks,
  unit,
  type AccountId,
  type AssetCode,
  type MarketCode,
} from '../../core/units/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { openPglite, type Sql } from '../../platform/sql/index.ts'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { startProjector, type Projector } from '../engine/projector/index.ts'
import { openEngine, type RunningEngine } from '../engine/index.ts'

export const [btc, usd] = ['btc' as AssetCode, 'usd' as AssetCode]
export const btcusd = 'btcusd' as MarketCode
export const [alice, bob] = ['IDALICE' as AccountId, 'IDBOB' as AccountId]
export const whole = (count: number) => amount(BigInt(count) * unit)
export const quiet = createLog('test', 'silent')
export const approvedBy: [string, string] = ['IDGRACE', 'IDALAN']
const signed = { reason: 'why', reference: 'R1', approvedBy }
const start = Date.UTC(2026, 10, 1, 9)

export type Scene = {
  engine: RunningEngine
  sql: Sql
  projector: Projector
  /** When the next record will have been made. */
  now(): number
  submit(command: Command): ReturnType<RunningEngine['submit']>
  place(account: AccountId, side: 'buy' | 'sell', order: { price: number; quantity: number }): Promise<void>
  settled(): Promise<void>
  close(): Promise<void>
}

/** `stepMs`: how far the clock goes with every command. */
export async function openScene({ stepMs = 5 * 3_600_000 } = {}): Promise<Scene> {
  let now = start
  const engine = openEngine({ storage: createMemoryDisk(() => 0).open(), clock: () => now, log: quiet })
  const sql = await openPglite(undefined)
  const projector = await startProjector({ engine, sql, log: quiet }, { lingerMs: 1 })
  const submit: Scene['submit'] = (command) => {
    now += stepMs
    return engine.submit({ key: randomUUID(), command })
  }
  const settled = () => projector.reached(engine.sequence())
  for (const command of opening) await submit(command)
  return {
    engine,
    sql,
    projector,
    now: () => now,
    submit,
    async place(account, side, { price, quantity }) {
      const about = { account, uuid: randomUUID(), market: btcusd, side, type: 'limit' } as const
      await submit({ kind: 'place_order', ...about, limit: ticks(price), quantity: lots(quantity) })
    },
    settled,
    async close() {
      await projector.stop()
      await engine.close()
      await sql.close()
    },
  }
}

const credit = (account: AccountId, asset: AssetCode, count: number): Command => ({
  kind: 'credit_deposit',
  account,
  asset,
  sum: whole(count),
  reference: `TID${account}${asset}`,
})

const opening: Command[] = [
  { kind: 'define_asset', asset: btc, type: 'coin', precision: 8 },
  { kind: 'define_asset', asset: usd, type: 'fiat', precision: 2 },
  {
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
  },
  { kind: 'set_trading_fee', group: 'any', market: 'any', makerFee: ppm(1_000), takerFee: ppm(2_000) },
  credit(alice, btc, 10),
  credit(bob, usd, 1_000),
]

/** One of each: what the house does with its own and other people's money. */
export const accounting: Command[] = [
  { kind: 'set_adjustment_cap', asset: usd, sum: whole(500), approvedBy },
  { kind: 'fund_house', source: 'custody', asset: usd, sum: whole(400), category: 'investment', ...signed },
  { kind: 'adjust_balance', account: alice, asset: usd, sum: whole(30), category: 'compensation', ...signed },
  {
    kind: 'adjust_balance',
    account: bob,
    asset: usd,
    sum: 0n - whole(4),
    ...signed,
    reason: '=1+1',
    reference: '=1+1',
  },
  { kind: 'record_expense', asset: usd, sum: whole(5), category: 'bank_fees', ...signed },
  credit(house.suspense, btc, 3),
  { kind: 'resolve_suspense', to: bob, asset: btc, sum: whole(2), ...signed },
  {
    kind: 'transfer_funds',
    from: alice,
    to: bob,
    asset: btc,
    sum: whole(1),
    category: 'airdrop',
    reference: 'T1',
  },
  { kind: 'hold_withdrawal', withdrawal: 'W1', account: bob, asset: usd, sum: whole(50), fee: whole(2) },
  { kind: 'complete_withdrawal', withdrawal: 'W1', reference: '0xfeed' },
  { kind: 'hold_withdrawal', withdrawal: 'W2', account: bob, asset: usd, sum: whole(60), fee: whole(2) },
]

/** A resting sell at 10 that is bought in two parts, an order that stays, and all of `accounting`. */
export async function fillBooks(scene: Scene): Promise<void> {
  await scene.place(alice, 'sell', { price: 1_000, quantity: 20_000 })
  await scene.place(bob, 'buy', { price: 1_100, quantity: 5_000 })
  for (const command of accounting) await scene.submit(command)
  await scene.place(bob, 'buy', { price: 1_000, quantity: 5_000 })
  await scene.place(bob, 'buy', { price: 900, quantity: 10_000 })
  await scene.settled()
}
