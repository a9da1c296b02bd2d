import { randomUUID } from 'node:crypto'
import type { Claims } from '../../contract/index.ts'
import type { Command } from '../../core/exchange/index.ts'
import {
  amountOf,
  lots,
  ppm,
  ticks,
  type AccountId,
  type AssetCode,
  type MarketCode,
} from '../../core/units/index.ts'
import { createHttp } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { openPglite, type Sql } from '../../platform/sql/index.ts'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openCatalog, type Catalog } from '../catalog/index.ts'
import { openEngine, type RunningEngine } from '../engine/index.ts'
import { startProjector } from '../engine/projector/index.ts'
import { tradingRoutes, unlimited } from '../trading/index.ts'
import { adminRoutes, type Member, type MemberDirectory, type MemberSearch } from './admin-routes.ts'
import { adminMigrations } from './migrations.ts'

export type Reply = { status: number; body: unknown; total: string | undefined }

/** The operators' room with everything real behind it, in memory. A bearer token is `role:name`. */
export type Scene = {
  engine: RunningEngine
  catalog: Catalog
  sql: Sql
  /** One more user. */
  join(name: string): void
  /** Moves the clock, which otherwise stands still. */
  pass(ms: number): void
  /** Keys and commands of the journal from here on. */
  journaled(): Promise<{ key: string; kind: string }[]>
  call(who: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Reply>
  close(): Promise<void>
}

export const uidOf = (name: string) => `ID${name.toUpperCase()}`
const people = ['ada', 'tess', 'alice', 'bob']
const memberOf = (name: string, index: number): Member => ({
  id: index + 1,
  uid: uidOf(name),
  email: `${name}@example.com`,
  role: 'member',
  level: 3,
  state: 'active',
  createdAt: Date.UTC(2026, 0, 1),
  updatedAt: Date.UTC(2026, 0, 2),
})

/** Users in memory, in the order of their ids. */
function directoryOf(members: Member[]): MemberDirectory {
  const matching = ({ uid, role, state, direction }: MemberSearch) =>
    members
      .filter((each) => uid === undefined || each.uid === uid)
      .filter((each) => role === undefined || each.role === role)
      .filter((each) => state === undefined || each.state === state)
      .sort((a, b) => (direction === 'asc' ? a.id - b.id : b.id - a.id))
  return {
    find: async (by) =>
      members.find((each) => ('uid' in by ? each.uid === by.uid : each.email === by.email.toLowerCase())),
    async list(search) {
      const found = matching(search)
      return { users: found.slice(search.offset, search.offset + search.limit), total: found.length }
    },
    async listAfter(search, after) {
      const found = matching(search)
      const from = after ? found.findIndex(({ id }) => id === after.id) + 1 : 0
      return found.slice(from, from + search.limit)
    },
  }
}

const verify = (authorization: string | undefined): Promise<Claims | undefined> => {
  const [, role, name] = /^Bearer (\w+):(\w+)$/.exec(authorization ?? '') ?? []
  if (role === undefined || name === undefined) return Promise.resolve(undefined)
  const about = { username: name, state: 'active', referral_id: null }
  return Promise.resolve({ uid: uidOf(name), email: `${name}@example.com`, role, level: 3, ...about })
}

export async function openScene(): Promise<Scene> {
  let now = Date.UTC(2026, 10, 22, 12)
  const clock = () => now
  const log = createLog('test', 'silent')
  const engine = openEngine({ storage: createMemoryDisk(Math.random).open(), clock, log })
  for (const command of opening()) {
    const { rejection } = await engine.submit({ key: randomUUID(), command })
    if (rejection) throw new Error(`${command.kind}: ${rejection}`)
  }
  const sql = await openPglite(undefined)
  const projector = await startProjector({ engine, sql, log }, { lingerMs: 5 })
  const catalog = await openCatalog({ engine, sql, log }, { clock })
  await sql.migrate('peatio', adminMigrations)
  const records: { key: string; kind: string }[] = []
  const unsubscribe = await engine.subscribe(engine.sequence(), (published) => {
    records.push(...published.map(({ key, kind }) => ({ key, kind })))
  })
  const app = createHttp(log)
  const members = people.map(memberOf)
  const deps = { engine, sql, projector, catalog, verify, clock }
  tradingRoutes(app, { ...deps, orderRate: unlimited })
  adminRoutes(app, { ...deps, members: directoryOf(members) })
  return {
    engine,
    catalog,
    sql,
    join: (name) => void members.push(memberOf(name, members.length)),
    pass: (ms) => void (now += ms),
    async journaled() {
      await catalog.reached(engine.sequence())
      return records.splice(0)
    },
    async call(who, method, path, payload) {
      const reply = await app.inject({
        method,
        url: `/api/v2/peatio${path}`,
        headers: { authorization: `Bearer ${who}` },
        remoteAddress: '198.51.100.7',
        ...(payload ? { payload } : {}),
      })
      const isJson = String(reply.headers['content-type']).includes('json')
      const body = isJson ? reply.json<unknown>() : reply.body
      return { status: reply.statusCode, body, total: reply.headers['total'] as string | undefined }
    },
    async close() {
      await app.close()
      unsubscribe()
      await engine.close()
      await projector.stop()
      catalog.close()
      await sql.close()
    },
  }
}

const asset = (code: string, type: 'coin' | 'fiat'): Command => ({
  kind: 'define_asset',
  asset: code as AssetCode,
  type,
  precision: 8,
})
const credit = (name: string, code: string): Command => ({
  kind: 'credit_deposit',
  account: uidOf(name) as AccountId,
  asset: code as AssetCode,
  sum: amountOf(10_000, 0),
  reference: `${name} ${code}`,
})

const opening = (): Command[] => [
  asset('btc', 'coin'),
  asset('eth', 'coin'),
  asset('usd', 'fiat'),
  {
    kind: 'define_market',
    market: 'btcusd' as MarketCode,
    base: 'btc' as AssetCode,
    quote: 'usd' as AssetCode,
    pricePrecision: 2,
    amountPrecision: 4,
    priceMin: ticks(100),
    priceMax: 0,
    quantityMin: lots(10),
    status: 'open',
  },
  { kind: 'set_trading_fee', group: 'any', market: 'any', makerFee: ppm(1_000), takerFee: ppm(2_000) },
  ...['alice', 'bob'].flatMap((name) => [credit(name, 'btc'), credit(name, 'usd')]),
]
