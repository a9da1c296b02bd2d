import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { KyselyPlugin } from 'kysely'
import { amount, type TimeMs } from '../../core/units/index.ts'
import { openPglite } from '../../platform/sql/index.ts'
import { flatCandle } from './candle.ts'
import { writeCandles } from './candle-store.ts'
import { readCandles } from './read-candles.ts'
import { btcusdt } from './scene.ts'
import { marketDataMigrations, type MarketDataTables } from './tables.ts'

const sql = await openPglite(undefined)
after(() => sql.close())
await sql.migrate('peatio', marketDataMigrations)
const db = sql.database<MarketDataTables>('peatio')

const series = { market: btcusdt, interval: '1m' as const }
const candle = (minute: number) => flatCandle((minute * 60_000) as TimeMs, amount(1n))

/** Calls back when SQL has answered, before its answer is looked at. */
const whenAnswered = (act: () => void): KyselyPlugin => ({
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    act()
    return result
  },
})

test('a candle that is stored between a look at SQL and one at what is pending is not missed', async () => {
  let isStored = false
  const pending = { candlesOf: () => (isStored ? [] : [candle(3)]) }
  const asked = db.withPlugin(whenAnswered(() => (isStored = true)))
  const range = { from: 5 * 60_000, to: 6 * 60_000, limit: 1 }
  assert.deepEqual(await readCandles(asked, { series, pending, range, now: 1e9 }), [candle(5), candle(6)])
})

test('of two versions of the candle before a range the newer one tells the price', async () => {
  const grown = { ...candle(3), close: amount(2n), baseVolume: amount(1n) }
  await writeCandles(db, sql.dialect, [{ ...series, candle: grown }])
  let looks = 0
  const pending = { candlesOf: () => (++looks === 1 ? [candle(3)] : []) }
  const range = { from: 5 * 60_000, to: 5 * 60_000, limit: 1 }
  const [first] = await readCandles(db, { series, pending, range, now: 1e9 })
  assert.equal(first?.close, 2n)
})
