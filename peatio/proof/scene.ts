import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Command } from '../../core/exchange/index.ts'
import {
  amountFromDecimal,
  Fault,
  lots,
  ticks,
  type AccountId,
  type AssetCode,
  type MarketCode,
  type Sequence,
} from '../../core/units/index.ts'
import { openDirectory, readDirectory } from '../../platform/storage/index.ts'
import { openEngine, type RunningEngine } from '../engine/index.ts'

export const quiet = { info: () => {}, warn: () => {}, error: () => {} }
export const ada = 'ID0000000ADA' as AccountId
export const bob = 'ID0000000BOB' as AccountId
export const cy = 'ID00000000CY' as AccountId
export const [btc, usdt] = ['btc', 'usdt'] as [AssetCode, AssetCode]

export type Scene = {
  engine: RunningEngine
  journalDirectory: string
  directory: string
  now: { at: number }
  submit(command: Command): Promise<Sequence>
  credit(account: AccountId, asset: AssetCode, sum: string): Promise<Sequence>
}

/** For tests: a small exchange on a real disk, where Ada sells to Bob, Cy waits with an order, and fees were paid. */
export async function openScene(t: Pick<TestContext, 'after'>): Promise<Scene> {
  const top = mkdtempSync(join(tmpdir(), 'opex-proof-'))
  const journalDirectory = join(top, 'journal')
  const storage = await openDirectory(journalDirectory)
  const now = { at: Date.parse('2026-11-26T21:00:00.700Z') }
  const engine = openEngine({ storage, clock: () => now.at, log: quiet })
  t.after(async () => {
    await engine.close()
    rmSync(top, { recursive: true, force: true })
  })
  const submit = async (command: Command) => {
    const { rejection, sequence } = await engine.submit({ key: randomUUID(), command })
    if (rejection !== null) throw new Fault('scene_rejected', { detail: `${command.kind}: ${rejection}` })
    return sequence
  }
  const credit = (account: AccountId, asset: AssetCode, sum: string) =>
    submit({
      kind: 'credit_deposit',
      account,
      asset,
      sum: amountFromDecimal(sum)!,
      reference: randomUUID(),
    })
  await openMarket(submit)
  await credit(ada, btc, '3')
  await credit(bob, usdt, '1000')
  await credit(cy, usdt, '500')
  const order = { kind: 'place_order', market: 'btcusdt' as MarketCode, type: 'limit' } as const
  const place = (account: AccountId, side: 'buy' | 'sell', limit: number) =>
    submit({ ...order, account, uuid: randomUUID(), side, limit: ticks(limit), quantity: lots(1_000) })
  await place(ada, 'sell', 10_000)
  await place(bob, 'buy', 10_000)
  await place(cy, 'buy', 9_000)
  return { engine, journalDirectory, directory: join(top, 'proofs'), now, submit, credit }
}

async function openMarket(submit: (command: Command) => Promise<Sequence>): Promise<void> {
  for (const asset of [btc, usdt]) await submit({ kind: 'define_asset', asset, type: 'coin', precision: 8 })
  await submit({
    kind: 'define_market',
    market: 'btcusdt' as MarketCode,
    base: btc,
    quote: usdt,
    pricePrecision: 2,
    amountPrecision: 4,
    priceMin: ticks(1),
    priceMax: 0,
    quantityMin: lots(1),
    status: 'open',
  })
  const rate = 2_000 as never
  await submit({ kind: 'set_trading_fee', group: 'any', market: 'any', makerFee: rate, takerFee: rate })
}

/** The journal as a build beside the running engine opens it. */
export const journalOf = ({ journalDirectory }: Scene) => readDirectory(journalDirectory)
