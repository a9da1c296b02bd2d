import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Claims } from '../../contract/index.ts'
import type { Command } from '../../core/exchange/index.ts'
import {
  amountFromDecimal,
  lots,
  ppm,
  ticks,
  type AccountId,
  type AssetCode,
  type Lots,
  type MarketCode,
} from '../../core/units/index.ts'
import { createHttp } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { openPglite, type Sql } from '../../platform/sql/index.ts'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openCatalog, type Catalog } from '../catalog/index.ts'
import { openEngine, type RunningEngine } from '../engine/index.ts'
import { startProjector, type Projector } from '../engine/projector/index.ts'
import { createOrderRate, type OrderRate, type OrderRates } from './order-rate.ts'
import { tradingRoutes } from './trading-routes.ts'

export type Reply = { status: number; body: unknown }
type Body = Record<string, unknown>

/** The trading room with everything real behind it, in memory: for journeys told in requests. */
export type Scene = {
  app: FastifyInstance
  engine: RunningEngine
  catalog: Catalog
  projector: Projector
  sql: Sql
  clock: () => number
  orderRate: OrderRate
  /** Moves the clock, which otherwise stands still. */
  pass(ms: number): void
  submit(command: Command): Promise<void>
  get(who: string, path: string): Promise<Reply>
  post(who: string, path: string, body?: Body): Promise<Reply>
  close(): Promise<void>
}

/** What a bearer token says of `alice`, `bob`, `carol` and of `guest`, whose level is 0. */
export const claimsOf = (name: string): Claims => ({
  uid: uidOf(name),
  level: name === 'guest' ? 0 : 3,
  email: `${name}@example.com`,
  username: name,
  role: 'member',
  state: 'active',
  referral_id: null,
})
const verify = (authorization: string | undefined): Promise<Claims | undefined> => {
  const name = /^Bearer (alice|bob|carol|guest)$/.exec(authorization ?? '')?.[1]
  return Promise.resolve(name === undefined ? undefined : claimsOf(name))
}
export const uidOf = (name: string) => `ID${name.toUpperCase()}`

export async function openScene(rates: OrderRates = {}): Promise<Scene> {
  let now = Date.UTC(2026, 10, 22, 12)
  const clock = () => now
  const log = createLog('test', 'silent')
  const engine = openEngine({ storage: createMemoryDisk(Math.random).open(), clock, log })
  const submit = async (command: Command) => {
    const { rejection } = await engine.submit({ key: randomUUID(), command })
    if (rejection) throw new Error(`${command.kind}: ${rejection}`)
  }
  for (const command of opening()) await submit(command)
  const sql = await openPglite(undefined)
  const projector = await startProjector({ engine, sql, log }, { lingerMs: 5 })
  const catalog = await openCatalog({ engine, sql, log })
  const app = createHttp(log)
  const orderRate = createOrderRate(rates, {
    engine,
    clock,
    onFault: (error) => log.error({ err: error }, 'no group'),
  })
  tradingRoutes(app, { engine, sql, projector, catalog, verify, clock, orderRate })

  const inject = async (
    method: 'GET' | 'POST',
    who: string,
    path: string,
    payload?: Body,
  ): Promise<Reply> => {
    const headers = { authorization: `Bearer ${who}` }
    const url = `/api/v2/peatio${path}`
    const reply = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    return { status: reply.statusCode, body: reply.body === '' ? '' : reply.json<unknown>() }
  }
  return {
    app,
    engine,
    catalog,
    projector,
    sql,
    clock,
    orderRate,
    pass: (ms) => void (now += ms),
    submit,
    get: (who, path) => inject('GET', who, path),
    post: (who, path, body = {}) => inject('POST', who, path, body),
    async close() {
      await app.close()
      await engine.close()
      await projector.stop()
      catalog.close()
      await sql.close()
    },
  }
}

const market = (code: string, base: string, quote: string, quantityMin: Lots): Command => ({
  kind: 'define_market',
  market: code as MarketCode,
  base: base as AssetCode,
  quote: quote as AssetCode,
  pricePrecision: 2,
  amountPrecision: 4,
  priceMin: ticks(100),
  priceMax: ticks(10_000_000),
  quantityMin,
  status: 'open',
})

function opening(): Command[] {
  const asset = (code: string, type: 'coin' | 'fiat'): Command => ({
    kind: 'define_asset',
    asset: code as AssetCode,
    type,
    precision: 8,
  })
  const credit = (name: string, code: string, sum: string): Command => ({
    kind: 'credit_deposit',
    account: uidOf(name) as AccountId,
    asset: code as AssetCode,
    sum: amountFromDecimal(sum)!,
    reference: `TID${name}${code}`,
  })
  return [
    asset('btc', 'coin'),
    asset('eth', 'coin'),
    asset('usd', 'fiat'),
    market('btcusd', 'btc', 'usd', lots(10)),
    market('ethusd', 'eth', 'usd', lots(10)),
    market('ethbtc', 'eth', 'btc', lots(10)),
    { ...market('oldusd', 'eth', 'usd', lots(10)), status: 'halted' } as Command,
    { kind: 'set_trading_fee', group: 'any', market: 'any', makerFee: ppm(1_000), takerFee: ppm(2_000) },
    ...['alice', 'bob', 'carol'].flatMap((name) => [
      credit(name, 'btc', '100'),
      credit(name, 'eth', '100'),
      credit(name, 'usd', '100000'),
    ]),
  ]
}
