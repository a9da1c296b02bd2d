import type { Kysely } from 'kysely'
import type { SetTradingFee } from '../../core/exchange/index.ts'
import type { TimeMs } from '../../core/units/index.ts'
import { upsert, type Dialect } from '../../platform/sql/index.ts'
import type { CatalogTables } from './tables.ts'

type Db = Kysely<CatalogTables>
type Rates = Omit<SetTradingFee, 'kind'>

/** Rates of a group on a market as the engine has them, and since when. `id` numbers them; it stays with its entry. */
export type TradingFee = Rates & { id: number; createdAt: TimeMs; updatedAt: TimeMs }

export const feeKey = ({ group, market }: { group: string; market: string }): string => `${group}/${market}`

/**
 * Brings the stored rates up to the engine's, and gives them with their times. The engine's definitions carry
 * none, so what changed while nobody listened counts as changed `now`.
 */
export async function syncFees(
  db: Db,
  dialect: Dialect,
  { defined, now }: { defined: Rates[]; now: TimeMs },
): Promise<TradingFee[]> {
  const rows = await db.selectFrom('trading_fees').selectAll().execute()
  const known = new Map(rows.map((row) => [feeKey({ group: row.user_group, market: row.market }), row]))
  let lastNumber = Math.max(0, ...rows.map((row) => row.number ?? 0))
  const fees: TradingFee[] = []
  for (const { group, market, makerFee, takerFee } of defined) {
    const row = known.get(feeKey({ group, market }))
    const same = row?.maker_ppm === makerFee && row.taker_ppm === takerFee
    const fee: TradingFee = {
      id: row?.number ?? (lastNumber += 1),
      group,
      market,
      makerFee,
      takerFee,
      createdAt: (row?.created_at ?? now) as TimeMs,
      updatedAt: (same ? row.updated_at : now) as TimeMs,
    }
    if (!same || row.number === null) await writeFee(db, dialect, fee)
    fees.push(fee)
    known.delete(feeKey({ group, market }))
  }
  // What the engine no longer has was deleted while nobody listened.
  for (const row of known.values()) await removeFee(db, { group: row.user_group, market: row.market })
  return fees
}

export async function removeFee(db: Db, { group, market }: { group: string; market: string }): Promise<void> {
  await db.deleteFrom('trading_fees').where('user_group', '=', group).where('market', '=', market).execute()
}

export async function writeFee(db: Db, dialect: Dialect, fee: TradingFee): Promise<void> {
  const row = {
    number: fee.id,
    user_group: fee.group,
    market: fee.market,
    maker_ppm: fee.makerFee,
    taker_ppm: fee.takerFee,
    created_at: fee.createdAt,
    updated_at: fee.updatedAt,
  }
  await upsert(dialect, db.insertInto('trading_fees').values(row), {
    key: ['user_group', 'market'],
    update: ['number', 'maker_ppm', 'taker_ppm', 'updated_at'],
  }).execute()
}
