import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { openBarong, type Barong } from '../barong/index.ts'
import { Fault, type AccountId, type Sequence } from '../core/units/index.ts'
import { adminMigrations } from '../peatio/admin/index.ts'
import { openCatalog } from '../peatio/catalog/index.ts'
import { startProjector } from '../peatio/engine/projector/index.ts'
import { startEngine, type Engine, type RunningEngine } from '../peatio/engine/index.ts'
import { adjustmentMigrations, startReconciler } from '../peatio/ledger/index.ts'
import { openMarketData } from '../peatio/market-data/index.ts'
import { proofMigrations, publishProofs, startBuild } from '../peatio/proof/index.ts'
import { createRanger, type CancelOrders } from '../peatio/ranger/index.ts'
import { createOrderRate } from '../peatio/trading/index.ts'
import { runDeposits, walletMigrations } from '../peatio/wallets/index.ts'
import { createSigner, createVerifier, generateKeyPair } from '../platform/jwt/index.ts'
import { openKeystore } from '../platform/keystore/index.ts'
import { createLog, type Logger } from '../platform/log/index.ts'
import { openMailbox } from '../platform/mail/index.ts'
import { createMetrics } from '../platform/metrics/index.ts'
import { openPglite, type Sql } from '../platform/sql/index.ts'
import { coinProviders } from '../plugins/coins/index.ts'
import { claimsBy } from './claims-by.ts'
import { closeAll } from './close-all.ts'
import type { Config } from './config.ts'
import { demoDirectory } from './demo-directory.ts'
import { keepDemoSmall } from './demo-retention.ts'
import { seedDemo, type Demo } from './demo-seed.ts'
import { jwtKeys } from './jwt-keys.ts'
import { startMarketMakers } from './market-maker/index.ts'
import { startServer } from './server.ts'
import { version } from './version.ts'

export type Exchange = {
  url: string
  demo: Demo | null
  /** What the exchange knows, for whoever runs it in his own process (tests, benches) and wants to look. */
  engine: Engine
  sql: Sql
  /** Drains: no new requests, answers what was taken, writes a snapshot, closes everything. */
  stop(): Promise<void>
}

/** Levels from which each action is allowed in the embedded profile. */
const levels = { deposit: 1, trade: 1, withdraw: 3 }
/** Covered segments of the demo's journal go beyond this: a demo that runs for months must not fill a disk. */
const demoJournalBytesMax = 2 * 1024 ** 3
/** Private trees of so many moments stay; published roots stay for ever. */
const proofsKept = 90
const hourMs = 60 * 60_000
const marketMakerSeed = 20_261_122

/**
 * The whole exchange on embedded parts, in this process: opens every room in the order in which they need each
 * other, and closes them in the reverse. `onStopped` is told when a part failed that nothing can go on without.
 */
export async function startExchange(config: Config, onStopped: (fault: Error) => void): Promise<Exchange> {
  const log = createLog('opex', config.logLevel)
  const at = (name: string) => join(config.dataDirectory, name)
  const closers: (() => Promise<void> | void)[] = []
  const opened = <Room>(room: Room, close: (room: Room) => Promise<void> | void): Room => {
    closers.push(() => close(room))
    return room
  }
  const stop = () => closeAll(closers.splice(0))
  try {
    const clock = Date.now
    const engine = opened(
      await startEngine({
        directory: at('journal'),
        log,
        options: {
          journalBytesMax: config.demo ? demoJournalBytesMax : null,
          queueMax: config.queueMax,
        },
        onStopped,
        onConsumerFault: (error) => onStopped(error instanceof Error ? error : new Error(String(error))),
      }),
      (room) => room.close(),
    )
    await auditLedger(engine, log)
    const keystore = openKeystore(at('keys'))
    const sql = opened(await openPglite(at('sql')), (room) => room.close())
    const mailbox = await openMailbox({ file: at('mail.json'), clock })
    const { privatePem, publicPem } = jwtKeys(keystore)
    const verifier = await createVerifier(publicPem)
    const barong = opened(
      await openBarong({
        sql,
        keystore,
        signer: await createSigner(privatePem),
        verifier,
        mailer: mailbox.mailer,
        clock,
        log,
        config: { name: 'OPEX', baseUrl: config.baseUrl, version },
      }),
      (room) => room.settled(),
    )
    const verify = claimsBy(verifier)

    const catalog = opened(await openCatalog({ engine, sql, log }, { levels, clock }), (room) => room.close())
    const demo = config.demo ? await seed(config, { engine, barong, catalog, keystore, log }) : null
    const projector = opened(
      // The engine keeps snapshots for readers that are behind, until they say how far they came.
      await startProjector(
        { engine, sql, log },
        { halted: onStopped, confirm: (sequence) => engine.confirm('projector', sequence) },
      ),
      (room) => room.stop(),
    )
    const metrics = createMetrics({ process: true })
    opened(
      startReconciler({ engine, projector, sql, metrics, log, clock, webhook: config.alarmWebhook }),
      (daemon) => daemon.stop(),
    )
    const marketData = opened(
      await openMarketData(
        { engine, catalog, sql, log },
        { onStored: (sequence) => engine.confirm('market-data', sequence) },
      ),
      (room) => room.close(),
    )
    await sql.migrate('peatio', walletMigrations)
    await sql.migrate('peatio', adjustmentMigrations)
    await sql.migrate('peatio', adminMigrations)
    const walletSeed = keystore.named('wallet', () => generateKeyPair().privatePem)
    const coins = await coinProviders.devnet({ directory: at('chain'), walletSeed, clock, log })
    opened(coins, async (each) => void (await Promise.all(each.map((coin) => coin.close()))))
    const ranger = opened(
      createRanger({ catalog, marketData, log, cancelOrders: cancelOrdersBy(engine) }),
      (room) => room.close(),
    )
    barong.onSessionRevoked((uid, sessionKey) => ranger.revoke(uid, sessionKey))
    for (const coin of coins) {
      const deposits = { sql, coin, engine, assets: () => catalog.assets(), clock, log }
      opened(runDeposits(deposits), (daemon) => daemon.stop())
    }
    await sql.migrate('peatio', proofMigrations)
    const proofDirectory = at('proofs')
    const build = (sequence: Sequence) =>
      startBuild({ journal: at('journal'), directory: proofDirectory, sequence, sequencesKept: proofsKept })
    const everyMs = config.proofHours === null ? null : config.proofHours * hourMs
    opened(
      await publishProofs({ sql, engine, directory: proofDirectory, everyMs, build, clock, log }),
      (daemon) => daemon.stop(),
    )

    const onFault = (err: unknown) => log.warn({ err }, 'a fee group was not read')
    const orderRate = createOrderRate(config.orderRates, { engine, clock, onFault })
    const parts = {
      config,
      log,
      clock,
      engine,
      sql,
      barong,
      verify,
      catalog,
      projector,
      marketData,
      ranger,
      coins,
      mailbox,
      metrics,
      proofDirectory,
      orderRate,
    }
    const server = opened(await startServer(parts), (room) => room.close())
    if (demo) opened(keepDemoSmall({ sql, accounts: demo.bots, clock, log }), (daemon) => daemon.stop())
    if (demo && config.demoMakers) {
      const makers = { baseUrl: server.url, keys: demo.keys, seed: marketMakerSeed, log, clock }
      opened(startMarketMakers(makers), (bots) => bots.stop())
    }
    return { url: server.url, demo, engine, sql, stop }
  } catch (error) {
    await stop().catch((err: unknown) => log.error({ err }, 'a start that failed could not be undone'))
    throw error
  }
}

/** For sockets that are lost: every order of the user, wherever it waits. */
const cancelOrdersBy =
  (engine: Engine): CancelOrders =>
  async (uid) => {
    const all = { account: uid as AccountId, market: null, side: null, reason: 'disconnected' } as const
    const key = `${uid}:disconnected:${randomUUID()}`
    await engine.submit({ key, command: { kind: 'cancel_orders', ...all } })
  }

/** A ledger that does not balance is never traded on. */
async function auditLedger(engine: RunningEngine, log: Logger): Promise<void> {
  const { result, sequence } = await engine.read({ kind: 'trial_balance' })
  for (const { asset, posted, held, promised } of result) {
    if (posted === 0n && held === promised) continue
    throw new Fault('ledger_unbalanced', {
      detail: `${asset}: posted ${posted}, held ${held}, promised ${promised}`,
    })
  }
  log.info({ sequence, assets: result.length }, 'the ledger balances')
}

type SeedParts = Omit<Parameters<typeof seedDemo>[0], 'directory' | 'password'> & { barong: Barong }

const seed = (config: Config, { barong, ...parts }: SeedParts): Promise<Demo> =>
  seedDemo({ ...parts, directory: demoDirectory(barong.directory), password: config.demoPassword })
