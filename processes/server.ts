import { fileURLToPath } from 'node:url'
import type { AddressInfo } from 'node:net'
import type { Barong } from '../barong/index.ts'
import type { Claims } from '../contract/index.ts'
import { adminRoutes } from '../peatio/admin/index.ts'
import type { Catalog } from '../peatio/catalog/index.ts'
import type { Projector } from '../peatio/engine/projector/index.ts'
import type { Engine } from '../peatio/engine/index.ts'
import { accountingRoutes, adjustmentRoutes, balanceRoutes, transferRoutes } from '../peatio/ledger/index.ts'
import { publicRoutes, type MarketData } from '../peatio/market-data/index.ts'
import { proofRoutes } from '../peatio/proof/index.ts'
import type { EnterOrder, Ranger } from '../peatio/ranger/index.ts'
import { createOrderEntry, tradingRoutes, type OrderEntry, type OrderRate } from '../peatio/trading/index.ts'
import { depositAddresses, devRoutes, walletRoutes } from '../peatio/wallets/index.ts'
import { createHttp, type Verify } from '../platform/http/index.ts'
import type { Logger } from '../platform/log/index.ts'
import type { Mailbox } from '../platform/mail/index.ts'
import { metricsRoutes, type Metrics } from '../platform/metrics/index.ts'
import type { Sql } from '../platform/sql/index.ts'
import type { Coin } from '../plugins/coins/index.ts'
import type { Config } from './config.ts'
import { createAuthorizeUpgrade, useGateway } from './gateway.ts'
import { serveSite } from './static-site.ts'
import { takeUpgrades, type Allowed } from './take-upgrades.ts'
import { version } from './version.ts'

export type Parts = {
  config: Config
  log: Logger
  clock: () => number
  engine: Engine
  sql: Sql
  barong: Barong
  verify: Verify<Claims>
  catalog: Catalog
  projector: Projector
  marketData: MarketData
  ranger: Ranger
  coins: readonly Coin[]
  mailbox: Mailbox
  metrics: Metrics
  /** Where the private trees of proofs of liabilities lie. */
  proofDirectory: string
  orderRate: OrderRate
}

export type Server = { url: string; close(): Promise<void> }

/** One HTTP server: gateway, REST, websockets, developers' pages and the front end. Listens when it resolves. */
export async function startServer(parts: Parts): Promise<Server> {
  const { config, log, clock, engine, sql, barong, verify, catalog, projector } = parts
  const { marketData, ranger, coins, orderRate } = parts
  const app = createHttp(log, { isFull: () => engine.full() })
  let draining = false
  const health = {
    alive: async () => true,
    ready: async () => !draining && engine.sequence() >= 0 && projector.position() >= 0,
  }
  useGateway(app, { authorize: barong.authorize, https: config.baseUrl.startsWith('https:'), log })
  barong.routes(app)
  publicRoutes(app, { engine, catalog, marketData, version, health, clock })
  tradingRoutes(app, { engine, sql, projector, catalog, verify, clock, orderRate })
  const { findUser: find, listUsers: list, listUsersAfter: listAfter } = barong.directory
  const members = { find, list, listAfter }
  adminRoutes(app, { engine, sql, projector, catalog, members, verify, clock })
  const assets = () => catalog.assets()
  balanceRoutes(app, {
    engine,
    catalog,
    verify,
    depositAddresses: (uid) => depositAddresses({ sql, assets }, uid),
  })
  const hasUser = async (uid: string) => (await barong.directory.findUser({ uid })) !== undefined
  accountingRoutes(app, { sql, engine, projector, hasUser, verify, clock })
  adjustmentRoutes(app, { sql, engine, projector, hasUser, verify, clock })
  const { directory } = barong
  transferRoutes(app, {
    engine,
    projector,
    sql,
    verify,
    findPerson: (by) => directory.findUser(by),
    checkCode: (uid, code) => directory.useCode(uid, code),
  })
  proofRoutes(app, {
    sql,
    directory: parts.proofDirectory,
    isAsset: (code) => catalog.asset(code) !== undefined,
    verify,
  })
  const onDepositAddress = ranger.publishDepositAddress
  walletRoutes(app, {
    sql,
    coins,
    assets,
    verify,
    clock,
    levelMin: catalog.levels().deposit,
    onDepositAddress,
  })
  // Test coins for whoever can reach the demo; the faucet counts its gifts.
  devRoutes(app, { coins, clock, allow: () => config.demo })
  parts.mailbox.routes(app, { open: config.demo })
  metricsRoutes(app, { metrics: parts.metrics, token: config.metricsToken })
  for (const [path, check] of [
    ['/health/alive', health.alive],
    ['/health/ready', health.ready],
  ] as const) {
    app.get(path, async (_, response) => {
      const fine = await check()
      return response.status(fine ? 200 : 503).send({ status: fine ? 'ok' : 'unavailable' })
    })
  }
  await serveSite(app, fileURLToPath(new URL('../baseapp', import.meta.url)))

  const authorizeUpgrade = createAuthorizeUpgrade({
    authorize: barong.authorize,
    isOwnOrigin: ownOrigin(config),
  })
  const orderEntry = createOrderEntry({ engine, sql, projector, catalog, clock, orderRate, log })
  takeUpgrades(app.server, {
    authorizeUpgrade,
    onSessionRevoked: (told) => barong.onSessionRevoked(told),
    log,
    async admit({ request, socket, head, decision }) {
      const path = request.url?.split('?')[0]?.replace(/\/$/, '')
      const channel = path?.endsWith('/private') ? 'private' : 'public'
      const { uid, sessionKey } = decision
      const enterOrder = channel === 'private' ? await entryOf(decision, { verify, orderEntry }) : undefined
      return () => ranger.handleUpgrade(request, socket, head, { channel, uid, sessionKey, enterOrder })
    },
  })
  await app.listen({ host: config.host, port: config.port })
  const { port } = app.server.address() as AddressInfo
  return {
    url: `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`,
    async close() {
      draining = true
      // The server ends with its last connection, and sockets stay until somebody says goodbye to them.
      await Promise.all([app.close(), ranger.close()])
    },
  }
}

/** Order entry in the name of a socket's user, who may do there what his role may do by a request. */
async function entryOf(
  { authorization, may }: Allowed,
  { verify, orderEntry }: { verify: Verify<Claims>; orderEntry: OrderEntry },
): Promise<EnterOrder | undefined> {
  const caller = await verify(authorization)
  if (!caller || !may) return undefined
  return async (verb, raw) =>
    may('POST', '/api/v2/peatio/market/orders')
      ? orderEntry(caller, verb, raw)
      : { status: 401, body: { errors: ['authz.invalid_permission'] } }
}

/** Pages of ours: the configured address, and the host that the browser asked. */
const ownOrigin = (config: Config) => (origin: string, host: string | undefined) =>
  URL.canParse(origin) &&
  (new URL(origin).origin === new URL(config.baseUrl).origin || new URL(origin).host === host)
