import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amount, unit, type MarketCode, type TimeMs } from '../../core/units/index.ts'
import { openPglite } from '../../platform/sql/index.ts'
import { flatCandle } from './candle.ts'
import { latestCandles, writeCandles } from './candle-store.ts'
import { marketDataMigrations, type MarketDataTables } from './tables.ts'

test('a week may turn over more than any account may have, and its candle is kept', async (t) => {
  const sql = await openPglite(undefined)
  t.after(() => sql.close())
  await sql.migrate('peatio', marketDataMigrations)
  const db = sql.database<MarketDataTables>('peatio')
  const series = { market: 'catusd' as MarketCode, interval: '1w' } as const
  const volume = amount(3n * 10n ** 20n * unit + 1n)
  const candle = { ...flatCandle(0 as TimeMs, amount(unit)), baseVolume: volume, quoteVolume: volume }
  await writeCandles(db, sql.dialect, [{ ...series, candle }])
  assert.deepEqual(await latestCandles(db, series, 1), [candle])
})
