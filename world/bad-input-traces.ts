import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { eventually, type Whole } from './whole-exchange.ts'

/** A digest of the engine's state and of every table: equal traces, nothing happened. */
export type Traces = Record<string, string>

/**
 * Not what a request did, but that it came, or that time goes by: attempts, blocks, cursors, sliding expiry; and what
 * is told of trades a while after `trades` has them.
 */
const passing = new Set([
  'barong.activities',
  'peatio.scanned_blocks',
  'peatio.projection_position',
  'peatio.market_data_position',
  'peatio.candles',
  'peatio.public_trades',
  'peatio.operator_actions',
])
const slidingColumns = ['expires_at', 'nonce_mark']

const dbOf = (whole: Whole) => whole.sql.database<unknown>('barong')

async function tablesOf(whole: Whole): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_schema in ('barong', 'peatio') order by 1`.execute(dbOf(whole))
  return found.rows.map(({ name }) => name)
}

/** Waits until SQL has what the engine said, then takes the digests. */
export async function takeTraces(whole: Whole): Promise<Traces> {
  const { result: engine, sequence } = await whole.engine.read({ kind: 'state_hash' })
  await eventually('the projections have caught up', async () => {
    const { rows } =
      await sql`select 1 from peatio.projection_position where sequence >= ${sequence}`.execute(dbOf(whole))
    return rows.length > 0 ? true : undefined
  })
  const tables = (await tablesOf(whole)).filter((name) => !passing.has(name))
  const digests = tables.map(
    (name) => sql`
      select ${name} as name, count(*) || ' rows ' || md5(coalesce(string_agg(line, '|' order by line), '')) as digest
      from (select (to_jsonb(t) - ${slidingColumns}::text[])::text as line from ${sql.table(name)} as t) as lines`,
  )
  const all = sql<{ name: string; digest: string }>`${sql.join(digests, sql` union all `)}`
  const { rows } = await all.execute(dbOf(whole))
  return { engine, ...Object.fromEntries(rows.map(({ name, digest }) => [name, digest])) }
}

/** Names of all columns of all tables: what a careless insert would let strangers set. */
export async function columnNames(whole: Whole): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct column_name as name from information_schema.columns
    where table_schema in ('barong', 'peatio') order by 1`.execute(dbOf(whole))
  return rows.map(({ name }) => name)
}

/** Tables with a row in which this text occurs. */
export async function tablesWith(whole: Whole, text: string): Promise<string[]> {
  const searches = (await tablesOf(whole)).map(
    (name) =>
      sql`select ${name} as name, count(*)::int as hits from ${sql.table(name)} as t where t::text like ${`%${text}%`}`,
  )
  const all = sql<{ name: string; hits: number }>`${sql.join(searches, sql` union all `)}`
  const { rows } = await all.execute(dbOf(whole))
  return rows.filter(({ hits }) => hits > 0).map(({ name }) => name)
}

/** Files below the data directory, journal and database included, in which this text occurs. */
export async function filesWith(whole: Whole, text: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(whole.directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    if ((await readFile(path)).includes(text)) found.push(path)
  }
  return found
}
