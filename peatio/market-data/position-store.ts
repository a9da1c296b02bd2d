import type { Kysely } from 'kysely'
import type { Sequence } from '../../core/units/index.ts'
import { upsert, type Dialect } from '../../platform/sql/index.ts'
import type { MarketDataTables } from './tables.ts'

type Db = Kysely<MarketDataTables>

/** The last record whose effects are stored; 0 before the first. */
export async function readPosition(db: Db): Promise<Sequence | 0> {
  const row = await db.selectFrom('market_data_position').select('sequence').executeTakeFirst()
  return (row?.sequence ?? 0) as Sequence | 0
}

export async function writePosition(db: Db, dialect: Dialect, sequence: Sequence | 0): Promise<void> {
  await upsert(dialect, db.insertInto('market_data_position').values({ id: 1, sequence }), {
    key: ['id'],
    update: ['sequence'],
  }).execute()
}
