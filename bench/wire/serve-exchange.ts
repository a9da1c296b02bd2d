// Orders by request and by socket, through the house's own rooms: route or ranger, token, contract, trading, the engine
// in its thread, its journal on this disk. No gateway, and no readers of what happens (SQL, market data).
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import type { Claims } from '../../contract/index.ts'
import { openCatalog } from '../../peatio/catalog/index.ts'
import { startEngine } from '../../peatio/engine/index.ts'
import type { MarketData } from '../../peatio/market-data/index.ts'
import { createRanger, type EnterOrder } from '../../peatio/ranger/index.ts'
import { createOrderEntry, tradingRoutes, unlimited } from '../../peatio/trading/index.ts'
import { createHttp } from '../../platform/http/index.ts'
import { createSigner, createVerifier, generateKeyPair } from '../../platform/jwt/index.ts'
import { openPglite } from '../../platform/sql/index.ts'
import { claimsBy } from '../../processes/claims-by.ts'
import { accounts } from '../core/workloads.ts'
import { openingSubmissions } from '../engine/scene.ts'
import { cpuMs, speak } from './pinned.ts'

const users = accounts.slice(0, 100)
const fail = (error: unknown) => {
  throw error
}
const log = pino({ level: 'error' })
const engine = await startEngine({
  directory: process.argv[2]!,
  log,
  onStopped: fail,
  onConsumerFault: fail,
})
for (const submission of openingSubmissions(users)) await engine.submit(submission)
const sql = await openPglite(undefined)
const catalog = await openCatalog({ engine, sql, log })
const projector = { reached: async () => {} }
const { privatePem, publicPem } = generateKeyPair()
const verify = claimsBy(await createVerifier(publicPem))
const sign = await createSigner(privatePem)
const tokenOf = (uid: string) =>
  sign({
    uid,
    level: 3,
    state: 'active',
    role: 'member',
    email: `${uid}@example.com`,
  } satisfies Partial<Claims>)

const app = createHttp(log)
const deps = { engine, sql, projector, catalog, clock: Date.now, orderRate: unlimited }
tradingRoutes(app, { ...deps, verify })

const orderEntry = createOrderEntry({ ...deps, log })
const silent: Pick<MarketData, 'listen' | 'feed'> = { listen: () => () => {}, feed: () => undefined }
const ranger = createRanger({ catalog, marketData: silent as MarketData, log, cancelOrders: async () => {} })
app.server.on('upgrade', (request, socket, head) => {
  void verify(request.headers.authorization).then((caller) => {
    const enterOrder: EnterOrder | undefined = caller && ((verb, raw) => orderEntry(caller, verb, raw))
    ranger.handleUpgrade(request, socket, head, { channel: 'private', uid: caller?.uid, enterOrder })
  })
})
await app.listen({ host: '127.0.0.1', port: 0 })
speak(
  { port: (app.server.address() as AddressInfo).port, tokens: await Promise.all(users.map(tokenOf)) },
  () => ({ cpuMs: cpuMs() }),
)
