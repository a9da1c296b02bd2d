import { after } from 'node:test'
import { pino } from 'pino'
import type { PlaceOrder } from '../../core/exchange/index.ts'
import {
  lots,
  ppm,
  ticks,
  type AccountId,
  type Amount,
  type AssetCode,
  type MarketCode,
} from '../../core/units/index.ts'
import { openPglite, type Sql } from '../../platform/sql/index.ts'
import { createMemoryDisk, type MemoryDisk } from '../../platform/storage/index.ts'
import { openCatalog, type Catalog } from '../catalog/index.ts'
import { forkJournal, openEngine, type Answer, type Request, type RunningEngine } from '../engine/index.ts'
import { openMarketData, type MarketData, type MarketDataOptions } from './open-market-data.ts'
import { marketDataMigrations, type MarketDataTables } from './tables.ts'

export const btcusdt = 'btcusdt' as MarketCode
/** Markets of other precisions, for tests that want more than one. */
export const ethusdt = 'ethusdt' as MarketCode
export const ethbtc = 'ethbtc' as MarketCode
export const log = pino({ level: 'silent' })
const asset = (code: string) => code as AssetCode

/** A market with its engine, its catalog and its data, for this room's tests. Time stands still unless told. */
export type Scene = {
  now: { at: number }
  sql: Sql
  engine: RunningEngine
  catalog: Catalog
  marketData: MarketData
  submit(command: Request): Promise<Answer>
  /** A limit order of whole lots (0.001 btc) at a price in ticks (0.01 usdt); on btcusdt, if no market is named. */
  place(account: string, order: Placed): Promise<Answer>
  /** Random orders and cancels of two users around 100.00, with time passing between them. */
  stream(random: () => number, steps: number): Promise<void>
  /** Kills market data in the middle of whatever it did, and opens it again. */
  restart(): Promise<void>
  /** Empties the tables, and opens market data from the journal alone. */
  rebuild(): Promise<void>
  /** Closes the engine in order, with its snapshot, and opens everything again. */
  reopen(): Promise<void>
  /** Kills market data, and goes on with a copy of the journal up to a record: another history from there on. */
  forkAt(sequence: number): Promise<void>
}
type Placed = { side: 'buy' | 'sell'; price: number; quantity: number; market?: MarketCode }

let shared: Promise<Sql> | undefined
after(async () => (await shared)?.close())

/** A database takes a second to start, so the scenes of a test file share one; each begins with empty tables. */
async function emptySql(): Promise<Sql> {
  shared ??= openPglite(undefined)
  const sql = await shared
  await sql.migrate('peatio', marketDataMigrations)
  await emptyTables(sql)
  return sql
}

async function emptyTables(sql: Sql): Promise<void> {
  const db = sql.database<MarketDataTables>('peatio')
  for (const table of ['candles', 'public_trades', 'market_data_position'] as const)
    await db.deleteFrom(table).execute()
}

/** Nothing is stored but when a test says so: a scene that was killed must not write into the next one. */
const never = 2 ** 31 - 1

type SceneOptions = MarketDataOptions & { threeMarkets?: boolean }

export async function openScene({ threeMarkets = false, ...options }: SceneOptions = {}): Promise<Scene> {
  const now = { at: Date.UTC(2026, 0, 5, 12, 0, 0) }
  const clock = () => now.at
  const sql = await emptySql()
  let disk = createMemoryDisk(() => 0.5)
  let count = 0
  const submit = async (command: Request) => {
    const answer = await scene.engine.submit({ key: `scene-${++count}`, command })
    if (answer.rejection !== null) throw new Error(`${command.kind} was rejected: ${answer.rejection}`)
    return answer
  }
  const openData = () => {
    const { engine, catalog } = scene
    return openMarketData({ engine, catalog, sql, log }, { clock, flushMs: never, ...options })
  }
  const open = async () => {
    scene.engine = openEngine({ storage: disk.open(), clock, log })
    if (scene.engine.sequence() === 0) await define(submit, threeMarkets)
    scene.catalog = await openCatalog({ engine: scene.engine, sql, log }, { clock })
    scene.marketData = await openData()
  }
  const scene = {
    now,
    sql,
    submit,
    place: (account, placed) => submit(order(account, placed, ++count)),
    async stream(random, steps) {
      for (let step = 0; step < steps; step++) {
        now.at += Math.floor(random() ** 4 * 400_000)
        await randomStep(scene, random)
      }
    },
    async restart() {
      scene.marketData = await openData()
    },
    async rebuild() {
      await emptyTables(sql)
      scene.marketData = await openData()
    },
    async reopen() {
      await scene.marketData.close()
      await scene.engine.close()
      await open()
    },
    async forkAt(sequence) {
      await scene.engine.close()
      disk = forked(disk, sequence)
      await open()
    },
  } as Scene
  await open()
  return scene
}

/** A copy of a journal that nobody writes to, as `opex journal fork-at` makes it. */
function forked(from: MemoryDisk, to: number): MemoryDisk {
  const disk = createMemoryDisk(() => 0.5)
  while (disk.open().epoch <= from.join().epoch) disk.kill()
  disk.kill()
  forkJournal(from.join(), disk.open(), to)
  disk.kill()
  return disk
}

async function randomStep(scene: Scene, random: () => number): Promise<void> {
  const account = random() < 0.5 ? 'IDALICE' : 'IDBOB'
  if (random() < 0.25) {
    const { result } = await scene.engine.read({ kind: 'open_orders', account: account as AccountId })
    const order = result[Math.floor(random() * result.length)]
    if (order) await scene.submit({ kind: 'cancel_order', account: order.account, order: order.order })
    return
  }
  const side = random() < 0.5 ? 'buy' : 'sell'
  const price = 10_000 + Math.floor((random() - 0.5) * 120) + (side === 'buy' ? -15 : 15)
  await scene.place(account, { side, price, quantity: 1 + Math.floor(random() * 1000) })
}

const assets = { btc: 8, usdt: 6, eth: 8 }
const allMarkets = [
  { market: btcusdt, base: asset('btc'), quote: asset('usdt'), pricePrecision: 2, amountPrecision: 3 },
  { market: ethusdt, base: asset('eth'), quote: asset('usdt'), pricePrecision: 1, amountPrecision: 4 },
  { market: ethbtc, base: asset('eth'), quote: asset('btc'), pricePrecision: 6, amountPrecision: 2 },
]

async function define(submit: Scene['submit'], threeMarkets: boolean): Promise<void> {
  const markets = threeMarkets ? allMarkets : allMarkets.slice(0, 1)
  const codes = Object.entries(assets).slice(0, threeMarkets ? 3 : 2)
  for (const [code, precision] of codes)
    await submit({ kind: 'define_asset', asset: asset(code), type: 'coin', precision })
  for (const market of markets) {
    const rest = { priceMin: ticks(1), priceMax: 0, quantityMin: lots(1), status: 'open' } as const
    await submit({ kind: 'define_market', ...market, ...rest })
  }
  await submit({
    kind: 'set_trading_fee',
    group: 'any',
    market: 'any',
    makerFee: ppm(1000),
    takerFee: ppm(2000),
  })
  for (const account of ['IDALICE', 'IDBOB'] as AccountId[]) {
    for (const [code] of codes) {
      const sum = 10n ** 28n
      await submit({
        kind: 'credit_deposit',
        account,
        asset: asset(code),
        sum: sum as Amount,
        reference: 'scene',
      })
    }
  }
}

const order = (
  account: string,
  { side, price, quantity, market = btcusdt }: Placed,
  count: number,
): PlaceOrder => ({
  kind: 'place_order',
  account: account as AccountId,
  uuid: `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
  market,
  side,
  type: 'limit',
  limit: ticks(price),
  quantity: lots(quantity),
})
