import type { Kysely } from 'kysely'
import { amount, type AssetCode } from '../../core/units/index.ts'
import { openCatalog, type Catalog } from '../../peatio/catalog/index.ts'
import type { Network } from '../../peatio/catalog/asset.ts'
import {
  openEngine,
  type EngineOptions,
  type RunningEngine,
  type Submission,
} from '../../peatio/engine/index.ts'
import {
  startProjector,
  type ProjectionTables,
  type Projector,
  type ProjectorOptions,
} from '../../peatio/engine/projector/index.ts'
import { openMarketData, type MarketData } from '../../peatio/market-data/index.ts'
import { giveDepositAddress } from '../../peatio/wallets/give-deposit-address.ts'
import { runDeposits, walletMigrations } from '../../peatio/wallets/index.ts'
import { walletDb } from '../../peatio/wallets/tables.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { Sql } from '../../platform/sql/index.ts'
import type { Storage } from '../../platform/storage/index.ts'
import { subscribeOverBus, type BusParts } from './bus.ts'
import { chainName, confirmationsRequired, type SimulatedChain } from './chain.ts'
import type { Actor } from './scheduler.ts'
import type { SecondFactor } from './second-factor.ts'

/** One life of the exchange: from a start to a kill. */
export type Host = {
  actor: Actor
  clock: () => number
  engine: RunningEngine
  catalog: Catalog
  projector: Projector
  marketData: MarketData
  database: Kysely<ProjectionTables>
  secondFactor: SecondFactor
  close(): Promise<void>
}

export type HostParts = BusParts & {
  actor: Actor
  storage: Storage
  sql: Sql
  chain: SimulatedChain
  secondFactor: SecondFactor
  clock: () => number
  log: Logger
  engineOptions: Partial<EngineOptions>
  projectorOptions: ProjectorOptions
  people: readonly string[]
  /** Sees every command on its way to the engine, and may change it. */
  intercept: (submission: Submission) => Submission
  /** Follows the engine from its first moment, on no bus. */
  witness: (engine: RunningEngine) => Promise<void>
  onStopped: (fault: Error) => void
}

/** Opens the rooms as `processes/exchange.ts` does, on parts that fail. Faults are those of the rooms. */
export async function openHost(parts: HostParts): Promise<Host> {
  const { actor, storage, sql, clock, log, scheduler, random, onStopped } = parts
  const engine = openEngine({
    storage,
    clock,
    log,
    options: parts.engineOptions,
    schedule: (work) => void scheduler.schedule(actor, random.whole(1, 300), work),
    onStopped,
    onConsumerFault: (error) => onStopped(error instanceof Error ? error : new Error(String(error))),
  })
  await parts.witness(engine)
  const seen: RunningEngine = {
    recovered: engine.recovered,
    confirm: (reader, sequence) => engine.confirm(reader, sequence),
    submit: (submission) => engine.submit(parts.intercept(submission)),
    full: () => engine.full(),
    read: (query) => engine.read(query),
    sequence: () => engine.sequence(),
    subscribe: subscribeOverBus(engine, actor, parts),
    close: () => engine.close(),
  }
  const catalog = await openCatalog({ engine: seen, sql, log }, { clock })
  const projector = await startProjector(
    { engine: seen, sql, log },
    {
      ...parts.projectorOptions,
      halted: onStopped,
      confirm: (sequence) => engine.confirm('projector', sequence),
    },
  )
  const marketData = await openMarketData(
    { engine: seen, catalog, sql, log },
    { clock, onStored: (sequence) => engine.confirm('market-data', sequence) },
  )
  const deposits = await openDeposits(parts, { engine: seen, catalog })
  return {
    actor,
    clock,
    engine: seen,
    catalog,
    projector,
    marketData,
    database: sql.database<ProjectionTables>('peatio'),
    secondFactor: parts.secondFactor,
    async close() {
      await deposits.stop()
      await marketData.close()
      await projector.stop()
      catalog.close()
      await engine.close()
    },
  }
}

async function openDeposits(
  { actor, sql, chain, clock, log, people }: HostParts,
  { engine, catalog }: Pick<Host, 'engine' | 'catalog'>,
): Promise<{ stop(): Promise<void> }> {
  await sql.migrate('peatio', walletMigrations)
  const coin = chain.coin(actor)
  for (const uid of people) await giveDepositAddress(walletDb(sql), coin, { uid, at: clock() })
  const assets = () => catalog.assets().map((asset) => ({ ...asset, networks: [networkOf(asset.code)] }))
  return runDeposits({ sql, coin, engine, assets, clock, log })
}

const networkOf = (asset: AssetCode): Network => ({
  blockchainKey: chainName,
  protocol: null,
  parentAsset: null,
  position: 1,
  depositEnabled: true,
  withdrawalEnabled: false,
  depositFee: amount(0n),
  depositMin: amount(1n),
  withdrawalFee: amount(0n),
  withdrawalMin: amount(0n),
  subunits: 18,
  confirmationsRequired,
  explorerTransaction: asset,
  explorerAddress: asset,
  description: '',
  warning: '',
})
