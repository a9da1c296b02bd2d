import type { Kysely } from 'kysely'
import type { MarketCode } from '../../core/units/index.ts'
import { upsert, type Dialect } from '../../platform/sql/index.ts'
import type { MarketDescription } from './market.ts'
import type { CatalogTables } from './tables.ts'

type Db = Kysely<CatalogTables>

export async function readMarketDescriptions(db: Db): Promise<Map<MarketCode, MarketDescription>> {
  const rows = await db.selectFrom('market_descriptions').selectAll().execute()
  return new Map(
    rows.map(({ market, name, position, hidden, created_at: createdAt, updated_at: updatedAt }) => [
      market as MarketCode,
      { name, position, hidden: hidden === 1, createdAt, updatedAt },
    ]),
  )
}

export async function writeMarketDescription(
  db: Db,
  dialect: Dialect,
  { market, description }: { market: MarketCode; description: MarketDescription },
): Promise<void> {
  const { createdAt, updatedAt, hidden, ...rest } = description
  const row = { ...rest, market, hidden: hidden ? 1 : 0, created_at: createdAt, updated_at: updatedAt }
  await upsert(dialect, db.insertInto('market_descriptions').values(row), {
    key: ['market'],
    update: ['name', 'position', 'hidden', 'updated_at'],
  }).execute()
}
