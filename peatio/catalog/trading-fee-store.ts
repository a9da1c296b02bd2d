import type { Kysely } from 'kysely'
import type { SetTradingFee } from '../../core/exchange/index.ts'
import type { TimeMs } from '../../core/units/index.ts'
import { upsert, type Dialect } from '../../platform/sql/index.ts'
import type { CatalogTables } from './tables.ts'

type Db = Kysely<CatalogTables>
type Rates = Omit<SetTradingFee, 'kind'>

/** Rates of a group on a market as the engine has them, and since when. `id` counts them in order of definition. */
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
  const fees: TradingFee[] = []
  for (const [index, { group, market, makerFee, takerFee }] of defined.entries()) {
    const row = known.get(feeKey({ group, market }))
    const same = row?.maker_ppm === makerFee && row.taker_ppm === takerFee
    const fee: TradingFee = {
      id: index + 1,
      group,
      market,
      makerFee,
      takerFee,
      createdAt: (row?.created_at ?? now) as TimeMs,
      updatedAt: (same ? row.updated_at : now) as TimeMs,
    }
    if (!same) await writeFee(db, dialect, fee)
    fees.push(fee)
  }
  return fees
}

export async function writeFee(db: Db, dialect: Dialect, fee: TradingFee): Promise<void> {
  const row = {
    user_group: fee.group,
    market: fee.market,
    maker_ppm: fee.makerFee,
    taker_ppm: fee.takerFee,
    created_at: fee.createdAt,
    updated_at: fee.updatedAt,
  }
  await upsert(dialect, db.insertInto('trading_fees').values(row), {
    key: ['user_group', 'market'],
    update: ['maker_ppm', 'taker_ppm', 'updated_at'],
  }).execute()
}
