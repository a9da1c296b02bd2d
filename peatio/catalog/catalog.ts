import type { Kysely } from 'kysely'
import { Fault, type AssetCode, type MarketCode, type Sequence, type TimeMs } from '../../core/units/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { Sql } from '../../platform/sql/index.ts'
import type { Engine, Published } from '../engine/index.ts'
import type { Asset, AssetDescription, Network } from './asset.ts'
import { readDescriptions, readNetworks, writeDescription, writeNetwork } from './asset-store.ts'
import { definitionsOf, follow, mayDefine, type Definitions } from './definitions.ts'
import { describe, plainAsset, plainMarket, type Described, type Presentation } from './describe.ts'
import type { Market, MarketDescription } from './market.ts'
import { readMarketDescriptions, writeMarketDescription } from './market-store.ts'
import { catalogMigrations } from './migrations.ts'
import { createWaiters } from './waiters.ts'
import type { CatalogTables } from './tables.ts'
import { removeFee, syncFees, writeFee, type TradingFee } from './trading-fee-store.ts'
import {
  readWithdrawLimits,
  withdrawLimitFor,
  writeWithdrawLimit,
  type WithdrawLimit,
} from './withdraw-limit-store.ts'

/** KYC levels from which each action is allowed. */
export type Levels = { deposit: number; trade: number; withdraw: number }

/** What can be traded, as people see it: the engine's definitions, described. Reads are from memory. */
export type Catalog = {
  /** All of them, by position; hidden and disabled ones too. */
  assets(): readonly Asset[]
  asset(code: string): Asset | undefined
  /** The network of this key, or the asset's default one. */
  network(code: string, blockchainKey?: string): Network | undefined
  /** All of them, by position; those in any state. */
  markets(): readonly Market[]
  market(code: string): Market | undefined
  fees(): readonly TradingFee[]
  levels(): Levels
  withdrawLimits(): readonly WithdrawLimit[]
  /** The most specific limit of a user, if any row applies. */
  withdrawLimit(user: { group: string; kycLevel: number }): WithdrawLimit | undefined
  /** Presentation; what is not given keeps its value, or a plain default. */
  describeAsset(code: AssetCode, description: Partial<AssetDescription>): Promise<void>
  describeMarket(code: MarketCode, description: Partial<MarketDescription>): Promise<void>
  /** Adds a network, or replaces the one of the same key. */
  setNetwork(code: AssetCode, network: Network): Promise<void>
  setWithdrawLimit(limit: Pick<WithdrawLimit, 'group' | 'kycLevel' | 'limit24h' | 'limit1m'>): Promise<void>
  /** Resolves when the definitions are those of this record, or a later one. */
  reached(sequence: Sequence | 0): Promise<void>
  /** Reads the presentation again, when another process may have changed it. */
  refresh(): Promise<void>
  close(): void
}

export type CatalogOptions = { levels?: Levels; clock?: () => number }

/** Opens the catalog: migrates its tables, reads the engine's definitions and follows them from there. */
export async function openCatalog(
  { engine, sql, log }: { engine: Engine; sql: Sql; log: Logger },
  { levels = { deposit: 1, trade: 1, withdraw: 3 }, clock = Date.now }: CatalogOptions = {},
): Promise<Catalog> {
  await sql.migrate('peatio', catalogMigrations)
  const db = sql.database<CatalogTables>('peatio')
  const { dialect } = sql
  let presentation = await readPresentation(db)
  const { sequence, result } = await engine.read({ kind: 'definitions' })
  const now = () => clock() as TimeMs
  const definitions = definitionsOf(result, await syncFees(db, dialect, { defined: result.fees, now: now() }))
  let shown: Described | undefined
  const waiters = createWaiters(sequence)

  let followed = sequence
  const follows = async (records: Published[]) => {
    for (const record of records) {
      const { sequence } = record
      if (sequence <= followed) continue
      // A definition that was missed would be unknown here for ever.
      if (sequence !== followed + 1)
        throw new Fault('catalog_gap', { detail: `record ${sequence} after ${followed}` })
      followed = sequence
      if (!mayDefine(record.kind)) continue
      const { events, at } = record
      for (const event of events) {
        const { changed, fee, gone } = follow(definitions, event, at)
        if (changed) shown = undefined
        // The rates themselves are in the journal; a time that could not be stored is set at the next start.
        const stored = fee ? writeFee(db, dialect, fee) : gone ? removeFee(db, gone) : undefined
        await stored?.catch((err: unknown) => log.error({ err }, 'a fee was not stored'))
      }
    }
    waiters.reach(records.at(-1)!.sequence)
  }
  const unsubscribe = await engine.subscribe(sequence, follows)

  const view = () => (shown ??= describe(definitions, presentation))
  let reading = Promise.resolve()
  /** One reading after the other, so that an older one never overwrites a newer. */
  const changed = () => {
    const read = async () => {
      presentation = await readPresentation(db)
      shown = undefined
    }
    return (reading = reading.then(read, read))
  }

  return {
    ...lookups(view, () => presentation.limits),
    fees: () => [...definitions.fees.values()],
    levels: () => levels,
    async describeAsset(code, part) {
      const known = presentation.assets.get(code) ?? plainAsset(code, definitions.assets.size + 1)
      await writeDescription(db, dialect, { asset: code, description: { ...known, ...part } })
      await changed()
    },
    async describeMarket(code, part) {
      const known = presentation.markets.get(code) ?? plainMarket(placeOf(definitions, code))
      const times = { createdAt: known.createdAt ?? now(), updatedAt: now() }
      await writeMarketDescription(db, dialect, {
        market: code,
        description: { ...known, ...part, ...times },
      })
      await changed()
    },
    async setNetwork(code, network) {
      await writeNetwork(db, dialect, { asset: code, network })
      await changed()
    },
    async setWithdrawLimit(limit) {
      await writeWithdrawLimit(db, dialect, { ...limit, updatedAt: now() })
      await changed()
    },
    refresh: changed,
    reached: waiters.reached,
    close: unsubscribe,
  }
}

/** Where a market stands that nobody has placed: among the others as they were defined. */
function placeOf({ markets }: Definitions, code: MarketCode): number {
  const index = [...markets.keys()].indexOf(code)
  return (index === -1 ? markets.size : index) + 1
}

type Lookups = Pick<
  Catalog,
  'assets' | 'asset' | 'network' | 'markets' | 'market' | 'withdrawLimits' | 'withdrawLimit'
>

const lookups = (view: () => Described, limits: () => WithdrawLimit[]): Lookups => ({
  assets: () => [...view().assets.values()],
  asset: (code) => view().assets.get(code),
  network(code, blockchainKey) {
    const networks = view().assets.get(code)?.networks ?? []
    return blockchainKey === undefined
      ? networks[0]
      : networks.find((network) => network.blockchainKey === blockchainKey)
  },
  markets: () => [...view().markets.values()],
  market: (code) => view().markets.get(code),
  withdrawLimits: limits,
  withdrawLimit: (user) => withdrawLimitFor(limits(), user),
})

async function readPresentation(db: Kysely<CatalogTables>): Promise<Presentation> {
  return {
    assets: await readDescriptions(db),
    networks: await readNetworks(db),
    markets: await readMarketDescriptions(db),
    limits: await readWithdrawLimits(db),
  }
}
