import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext } from 'node:test'
import type { KyselyPlugin } from 'kysely'
import { pino } from 'pino'
import { amount, unit, type Amount, type AssetCode } from '../../core/units/index.ts'
import { openPglite, type Sql } from '../../platform/sql/index.ts'
import { coinProviders, type Coin, type DevnetCoin } from '../../plugins/coins/index.ts'
import type { Deposit } from './deposit-store.ts'
import { giveDepositAddress } from './give-deposit-address.ts'
import { walletMigrations } from './migrations.ts'
import { depositRound, type DepositsOptions } from './run-deposits.ts'
import { scriptEngine, type ScriptedEngine } from './scripted-engine.ts'
import { walletDb } from './tables.ts'
import type { WalletAsset, WalletNetwork } from './wallet-asset.ts'

/** One chain, one database and a scripted engine, for this room's tests. */
export type Scene = {
  sql: Sql
  coin: DevnetCoin
  engine: ScriptedEngine
  network: WalletNetwork
  assets: WalletAsset[]
  alarms: string[]
  credited: Deposit[]
  now: { at: number }
  /** Bitcoin's deposit address of a user. */
  addressOf(uid: string): Promise<string>
  pay(address: string, sum: Amount): Promise<string>
  round(changed?: Partial<DepositsOptions>): Promise<void>
  deposits(): Promise<{ txid: string; status: string; uid: string; amount: string; block_height: number }[]>
}

export const btc = (text: number): Amount => amount((BigInt(Math.round(text * 1e8)) * unit) / 10n ** 8n)

let shared: Promise<Sql> | undefined

/**
 * A database takes a second to start, so the scenes of a test file share one; each begins with empty
 * tables.
 */
async function emptySql(): Promise<Sql> {
  shared ??= openPglite(undefined)
  const sql = await shared
  await sql.migrate('peatio', walletMigrations)
  const db = walletDb(sql)
  await db.deleteFrom('payment_addresses').execute()
  await db.deleteFrom('scanned_chains').execute()
  await db.deleteFrom('scanned_blocks').execute()
  await db.deleteFrom('deposits').execute()
  return sql
}
after(async () => (await shared)?.close())

export async function openScene(t: TestContext): Promise<Scene> {
  const directory = mkdtempSync(join(tmpdir(), 'wallets-'))
  const now = { at: 1_700_000_000_000 }
  const clock = () => now.at
  const alarms: string[] = []
  const log = pino(
    { level: 'error' },
    { write: (line: string) => void alarms.push(String((JSON.parse(line) as { alarm?: string }).alarm)) },
  )
  const coins = await coinProviders.devnet({ directory, walletSeed: 'seed', clock, log, pace: null })
  const coin = coins[0]!
  const sql = await emptySql()
  t.after(async () => {
    await Promise.all(coins.map((each) => each.close()))
    rmSync(directory, { recursive: true, force: true })
  })
  const network: WalletNetwork = {
    blockchainKey: coin.chain,
    protocol: 'Bitcoin',
    depositEnabled: true,
    depositMin: btc(0.001),
    confirmationsRequired: 3,
    warning: '',
  }
  const assets: WalletAsset[] = [{ code: 'btc', type: 'coin', status: 'enabled', networks: [network] }]
  const engine = scriptEngine(clock)
  const credited: Deposit[] = []
  const usual = { sql, coin: coin as Coin, engine, assets: () => assets, clock, log }
  return {
    sql,
    coin,
    engine,
    network,
    assets,
    alarms,
    credited,
    now,
    addressOf: async (uid) =>
      (await giveDepositAddress(walletDb(sql), coin, { uid, at: now.at })).row.address!,
    pay: async (address, sum) => (await coin.faucet.give({ address, asset: 'btc' as AssetCode, sum })).txid,
    round: (changed = {}) =>
      depositRound({ ...usual, onCredited: (deposit) => void credited.push(deposit), ...changed }),
    deposits: () =>
      walletDb(sql)
        .selectFrom('deposits')
        .select(['txid', 'status', 'uid', 'amount', 'block_height'])
        .orderBy('id')
        .execute(),
  }
}

/**
 * A database on which statement number `failing` fails, before or after it took effect, and all later ones.
 */
export function killedAt(
  sql: Sql,
  failing: number,
  when: 'before' | 'after',
): Sql & { statements(): number } {
  let count = 0
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      count += 1
      if (count > failing || (count === failing && when === 'before')) throw new Error('killed')
      return node
    },
    async transformResult({ result }) {
      if (count >= failing) throw new Error('killed')
      return result
    },
  }
  return {
    ...sql,
    database: <Tables>(schema: string) => sql.database<Tables>(schema).withPlugin(plugin),
    statements: () => count,
  }
}
