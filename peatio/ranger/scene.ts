import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { pino } from 'pino'
import { WebSocket } from 'ws'
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
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openCatalog } from '../catalog/index.ts'
import { openEngine, type Answer, type Request, type RunningEngine } from '../engine/index.ts'
import { marketDataMigrations, openMarketData, type MarketData } from '../market-data/index.ts'
import type { EnterOrder } from './client.ts'
import { createRanger, type Ranger } from './create-ranger.ts'
import type { RangerOptions } from './options.ts'

export const btcusdt = 'btcusdt' as MarketCode
const silent = pino({ level: 'silent' })

/** A whole exchange behind a websocket server that takes the caller's uid from a header, for this room's tests. */
export type Scene = {
  now: { at: number }
  engine: RunningEngine
  marketData: MarketData
  ranger: Ranger
  url: string
  entered: Entered[]
  submit(command: Request): Promise<Answer>
  place(account: string, order: { side: 'buy' | 'sell'; price: number; quantity: number }): Promise<Answer>
  /** Opens a socket; resolves with its first reply behind it. */
  connect(streams: string, who?: Who): Promise<Peer>
}
export type Who = {
  uid?: string
  session?: string
  path?: 'public' | 'private'
  origin?: string
  /** Whether the gateway lets this socket enter orders; they wait in `scene.entered` for their answers. */
  trades?: boolean
}
/** An order that a socket entered. */
export type Entered = {
  verb: string
  raw: Record<string, unknown>
  answer(said: { status: number; body: unknown }): void
}

/** The other end of a socket: what it heard, in order. */
export type Peer = {
  ws: WebSocket
  heard: Message[]
  say(message: unknown): void
  /** The first message from now on, or already heard and not yet taken, that has this key. */
  next(key: string): Promise<unknown>
  closed: Promise<number>
}
export type Message = string | Record<string, unknown>

let shared: Promise<Sql> | undefined
after(async () => (await shared)?.close())

async function emptySql(): Promise<Sql> {
  shared ??= openPglite(undefined)
  const sql = await shared
  type Tables = Record<'candles' | 'public_trades' | 'market_data_position', object>
  await sql.migrate('peatio', marketDataMigrations)
  const db = sql.database<Tables>('peatio')
  for (const table of ['candles', 'public_trades', 'market_data_position'] as const)
    await db.deleteFrom(table).execute()
  return sql
}

export async function openScene(
  t: { after(end: () => Promise<void>): void },
  options: Partial<RangerOptions> = {},
): Promise<Scene> {
  const now = { at: Date.UTC(2026, 0, 5, 12, 0, 0) }
  const clock = () => now.at
  const log = silent
  const sql = await emptySql()
  const engine = openEngine({ storage: createMemoryDisk(() => 0.5).open(), clock, log })
  let count = 0
  const submit = async (command: Request) => {
    const answer = await engine.submit({ key: `scene-${++count}`, command })
    if (answer.rejection !== null) throw new Error(`${command.kind} was rejected: ${answer.rejection}`)
    return answer
  }
  await define(submit)
  const catalog = await openCatalog({ engine, sql, log }, { clock })
  const marketData = await openMarketData({ engine, catalog, sql, log }, { clock, flushMs: 60_000 })
  const cancelOrders = async (uid: string) => {
    const all = { account: uid as AccountId, market: null, side: null, reason: 'disconnected' } as const
    await submit({ kind: 'cancel_orders', ...all })
  }
  const ranger = createRanger({
    catalog,
    marketData,
    log,
    cancelOrders,
    options: { coalesceMs: 1, clock, ...options },
  })
  const entered: Entered[] = []
  const server = await listen(ranger, (verb, raw) => {
    return new Promise((answer) => entered.push({ verb, raw, answer }))
  })
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  t.after(async () => {
    await ranger.close()
    await marketData.close()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    now,
    engine,
    marketData,
    ranger,
    url,
    entered,
    submit,
    place: (account, { side, price, quantity }) =>
      submit({
        kind: 'place_order',
        account: account as AccountId,
        uuid: `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
        market: btcusdt,
        side,
        type: 'limit',
        limit: ticks(price),
        quantity: lots(quantity),
      }),
    connect: (streams, who) => connect(url, streams, who),
  }
}

function listen(ranger: Ranger, enter: EnterOrder): Promise<Server> {
  const server = createServer()
  server.on('upgrade', (request, socket, head) => {
    const {
      'x-uid': uid,
      'x-session': session,
      'x-trades': trades,
    } = request.headers as Record<string, string | undefined>
    const channel = request.url?.startsWith('/private') ? 'private' : 'public'
    const enterOrder = trades ? enter : undefined
    ranger.handleUpgrade(request, socket, head, { channel, uid, sessionKey: session, enterOrder })
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

async function connect(
  url: string,
  streams: string,
  { uid, session, path = 'public', origin, trades }: Who = {},
) {
  const query = streams === '' ? '' : `?stream=${streams}`
  const headers = {
    ...(uid ? { 'x-uid': uid } : {}),
    ...(session ? { 'x-session': session } : {}),
    ...(trades ? { 'x-trades': '1' } : {}),
  }
  const ws = new WebSocket(`${url}/${path}/${query}`, { headers, ...(origin ? { origin } : {}) })
  const peer = peerOf(ws)
  await new Promise((resolve, reject) => {
    ws.once('open', resolve)
    ws.once('error', reject)
  })
  await peer.next('success')
  return peer
}

function peerOf(ws: WebSocket): Peer {
  const heard: Message[] = []
  const waiting: { key: string; resolve: (payload: unknown) => void }[] = []
  const taken = new Map<string, number>()
  ws.on('message', (data: Buffer) => {
    const text = data.toString()
    heard.push(text === 'pong' ? text : (JSON.parse(text) as Record<string, unknown>))
    serve()
  })
  const keyOf = (message: Message) => (typeof message === 'string' ? message : Object.keys(message)[0]!)
  function serve() {
    for (const waiter of waiting.slice()) {
      const from = taken.get(waiter.key) ?? 0
      const index = heard.findIndex((message, at) => at >= from && keyOf(message) === waiter.key)
      if (index === -1) continue
      taken.set(waiter.key, index + 1)
      waiting.splice(waiting.indexOf(waiter), 1)
      const message = heard[index]!
      waiter.resolve(typeof message === 'string' ? message : message[waiter.key])
    }
  }
  return {
    ws,
    heard,
    say: (message) => ws.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: (key) =>
      new Promise((resolve, reject) => {
        // A message that never comes fails its test, and does not hang it.
        const timer = setTimeout(() => reject(new Error(`no ${key} was heard`)), 10_000)
        waiting.push({
          key,
          resolve(payload) {
            clearTimeout(timer)
            resolve(payload)
          },
        })
        serve()
      }),
    closed: new Promise((resolve) => ws.once('close', (code) => resolve(code))),
  }
}

async function define(submit: Scene['submit']): Promise<void> {
  const asset = (code: string) => code as AssetCode
  await submit({ kind: 'define_asset', asset: asset('btc'), type: 'coin', precision: 8 })
  await submit({ kind: 'define_asset', asset: asset('usdt'), type: 'coin', precision: 6 })
  await submit({
    kind: 'define_market',
    market: btcusdt,
    base: asset('btc'),
    quote: asset('usdt'),
    pricePrecision: 2,
    amountPrecision: 3,
    priceMin: ticks(1),
    priceMax: 0,
    quantityMin: lots(1),
    status: 'open',
  })
  await submit({
    kind: 'set_trading_fee',
    group: 'any',
    market: 'any',
    makerFee: ppm(1000),
    takerFee: ppm(2000),
  })
  for (const account of ['IDALICE', 'IDBOB'] as AccountId[]) {
    for (const code of ['btc', 'usdt']) {
      const sum = 1_000_000n * 10n ** 18n
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
