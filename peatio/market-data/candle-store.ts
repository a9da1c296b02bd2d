import type { Kysely, Selectable } from 'kysely'
import { intervals, type Interval } from '../../contract/index.ts'
import { amount, decimalFromAmount, type MarketCode, type TimeMs } from '../../core/units/index.ts'
import { upsert, type Dialect } from '../../platform/sql/index.ts'
import { sumOf } from '../engine/projector/index.ts'
import type { Candle } from './candle.ts'
import { storedSum } from './stored-sum.ts'
import type { MarketDataTables } from './tables.ts'

type Db = Kysely<MarketDataTables>
export type Series = { market: MarketCode; interval: Interval }
export type SeriesCandle = Series & { candle: Candle }

const rowsMax = 500
const updated = ['open_price', 'high_price', 'low_price', 'close_price', 'base_volume', 'quote_volume']

/** Inserts candles, or overwrites those of the same period. They must differ in market, interval or opening. */
export async function writeCandles(db: Db, dialect: Dialect, candles: SeriesCandle[]): Promise<void> {
  for (let start = 0; start < candles.length; start += rowsMax) {
    const rows = candles.slice(start, start + rowsMax).map(rowOf)
    await upsert(dialect, db.insertInto('candles').values(rows), {
      key: ['market', 'minutes', 'opened_at'],
      update: updated,
    }).execute()
  }
}

const rowOf = ({ market, interval, candle }: SeriesCandle): MarketDataTables['candles'] => ({
  market,
  minutes: intervals[interval],
  opened_at: candle.openedAt,
  open_price: decimalFromAmount(candle.open),
  high_price: decimalFromAmount(candle.high),
  low_price: decimalFromAmount(candle.low),
  close_price: decimalFromAmount(candle.close),
  base_volume: decimalFromAmount(candle.baseVolume),
  quote_volume: decimalFromAmount(candle.quoteVolume),
})

const candleOf = (row: Selectable<MarketDataTables['candles']>): Candle => ({
  openedAt: row.opened_at as TimeMs,
  open: storedSum(row.open_price),
  high: storedSum(row.high_price),
  low: storedSum(row.low_price),
  close: storedSum(row.close_price),
  baseVolume: amount(sumOf(row.base_volume)),
  quoteVolume: amount(sumOf(row.quote_volume)),
})

const series = (db: Db, { market, interval }: Series) =>
  db.selectFrom('candles').selectAll().where('market', '=', market).where('minutes', '=', intervals[interval])

/** Candles that opened in `[from, to]`, oldest first. */
export async function candlesBetween(
  db: Db,
  of: Series,
  { from, to }: { from: number; to: number },
): Promise<Candle[]> {
  const rows = await series(db, of)
    .where('opened_at', '>=', from)
    .where('opened_at', '<=', to)
    .orderBy('opened_at')
    .execute()
  return rows.map(candleOf)
}

/** The last candle that opened before a moment. */
export async function candleBefore(db: Db, of: Series, at: number): Promise<Candle | undefined> {
  const row = await series(db, of)
    .where('opened_at', '<', at)
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && candleOf(row)
}

/** The first candle that opened at a moment or after it. */
export async function candleFrom(db: Db, of: Series, at: number): Promise<Candle | undefined> {
  const row = await series(db, of)
    .where('opened_at', '>=', at)
    .orderBy('opened_at')
    .limit(1)
    .executeTakeFirst()
  return row && candleOf(row)
}

/** The newest candles, oldest first. */
export async function latestCandles(db: Db, of: Series, limit: number): Promise<Candle[]> {
  const rows = await series(db, of).orderBy('opened_at', 'desc').limit(limit).execute()
  return rows.map(candleOf).reverse()
}

/**
 * Forgets candles of a series that opened before a moment. The last of them stays: the periods after it stand at its
 * price until the next trade, however long that takes.
 */
export async function pruneCandles(db: Db, of: Series, before: number): Promise<void> {
  const last = await candleBefore(db, of, before)
  if (!last) return
  await db
    .deleteFrom('candles')
    .where('market', '=', of.market)
    .where('minutes', '=', intervals[of.interval])
    .where('opened_at', '<', last.openedAt)
    .execute()
}
