import { createMemoryDisk } from '../../platform/storage/index.ts'
import type { Api } from './api.ts'
import { audit } from './audit.ts'
import { markets } from './cast.ts'
import { SimulatedChain } from './chain.ts'
import { EventLog } from './event-log.ts'
import { Exchange, type Sabotage } from './exchange.ts'
import { finish } from './finish.ts'
import { Network } from './network.ts'
import { Cashier } from './people/cashier.ts'
import { Operator } from './people/operator.ts'
import { Trader } from './people/trader.ts'
import { Random } from './random.ts'
import { Actor, Scheduler } from './scheduler.ts'
import { SimulatedDatabase } from './sql/database.ts'
import { drawDiskFaults, drawEngineOptions, drawProjectorOptions, Faults, type FaultName } from './swarm.ts'
import { takeOverGlobals } from './take-over-globals.ts'
import { Violation } from './violation.ts'
import { Witness } from './witness.ts'

export type RunOptions = {
  api: Api
  /** Hears every line of the log of events. */
  tell?: (line: string) => void
  sabotage?: Sabotage
  /** Rates of faults instead of drawn ones. */
  rates?: Partial<Record<FaultName, number>>
}

/** What a run came to. */
export type Outcome = {
  seed: number
  /** SHA-256 of the log of events: the same for the same seed, everywhere. */
  digest: string
  violation: Violation | null
  tail: readonly string[]
  steps: number
  virtualMs: number
  records: number
  acknowledgements: number
  audits: number
  lives: number
  credited: number
  withdrawals: number
  transfers: number
  commits: number
  faults: Record<string, number>
}

/** No run takes so many steps; one that does goes round in circles. */
const stepsMax = 400_000

/** Everything of one run. */
export type World = {
  seed: number
  random: Random
  scheduler: Scheduler
  faults: Faults
  supervisor: Actor
  disk: ReturnType<typeof createMemoryDisk>
  database: SimulatedDatabase
  chain: SimulatedChain
  witness: Witness
  exchange: Exchange
  operator: Operator
  cashier: Cashier
  traders: Trader[]
  tell: (actor: string, text: string) => void
  violated: (violation: Violation) => void
  violation: Violation | null
  audits: number
  done: boolean
}

/**
 * One exchange, its people and everything that may go wrong, from a seed: the same seed gives the same run to the
 * last byte of its log. Timers, clock and chance of this thread are the run's until it is over.
 */
export async function runSeed(seed: number, options: RunOptions): Promise<Outcome> {
  const log = new EventLog(options.tell)
  const random = new Random(seed)
  const scheduler = new Scheduler(random.split('ties'))
  const world = createWorld(seed, { ...options, log, random, scheduler })
  const giveBack = takeOverGlobals({ scheduler, random: random.split('process') })
  const unhandled = (reason: unknown) =>
    world.violated(
      new Violation(
        'every failure is handled',
        reason instanceof Error ? String(reason.stack) : String(reason),
      ),
    )
  process.on('unhandledRejection', unhandled)
  options.api.tell = (line) => world.exchange.hear(line)
  try {
    live(world)
    while (!world.violation && !world.done) {
      if (!(await scheduler.step())) world.violated(new Violation('liveness', 'nothing is left to do'))
      if (scheduler.steps > stepsMax)
        world.violated(new Violation('liveness', `no end after ${stepsMax} steps`))
    }
  } finally {
    process.off('unhandledRejection', unhandled)
    giveBack()
  }
  const { violation } = world
  if (violation) log.write(scheduler.nowUs, 'violation', violation.message)
  return outcomeOf(world, log)
}

type Made = RunOptions & { log: EventLog; random: Random; scheduler: Scheduler }

function createWorld(seed: number, { api, log, random, scheduler, rates, sabotage }: Made): World {
  const tell = (actor: string, text: string) => log.write(scheduler.nowUs, actor, text)
  const violated = (violation: Violation) => void (world.violation ??= violation)
  const supervisor = new Actor('world')
  const faults = new Faults(random.split('faults'), rates)
  const base = { scheduler, faults, tell, violated }
  const diskFaults = rates ? {} : drawDiskFaults(random.split('disk faults'))
  const disk = createMemoryDisk(random.split('disk').next, { faults: diskFaults })
  const say = (actor: string) => (text: string) => tell(actor, text)
  const database = new SimulatedDatabase({
    ...base,
    random: random.split('sql'),
    tell: say('sql'),
    torn: sabotage?.tornTransactions ?? false,
  })
  const chain = new SimulatedChain({
    ...base,
    random: random.split('chain'),
    world: supervisor,
    tell: say('chain'),
  })
  const witness = new Witness({
    final: (txid) => {
      const transfer = chain.final(txid)
      return transfer && { ...transfer, account: transfer.address.replace('sim:', '') }
    },
    sentBy: (txid) => chain.paidBy(txid),
    tell: say('journal'),
    violated,
  })
  const exchange = new Exchange({
    ...base,
    random: random.split('exchange'),
    disk,
    database,
    chain,
    witness,
    supervisor,
    engineOptions: drawEngineOptions(random.split('engine')),
    projectorOptions: drawProjectorOptions(random.split('projector')),
    ...(sabotage && { sabotage }),
  })
  const network = new Network({ ...base, random: random.split('network'), world: supervisor, exchange, api })
  const parts = (name: string) => ({ scheduler, random: random.split(name), network, witness, chain, tell })
  const operator = new Operator(parts('operator'))
  const cashier = new Cashier(parts('cashier'))
  // Everybody trades from two screens at once.
  const traders = markets.flatMap((place) =>
    place.accounts.flatMap((uid) =>
      [1, 2].map((screen) => new Trader(uid, place, parts(`${uid}.${screen}`))),
    ),
  )
  tell('world', `seed ${seed}: ${faults.toString()}; disk ${JSON.stringify(diskFaults)}`)
  const counts = { violation: null as Violation | null, audits: 0, done: false }
  const world: World = {
    ...{ seed, random, scheduler, faults, supervisor, disk, database, chain, witness, exchange },
    ...{ operator, cashier, traders, tell, violated, ...counts },
  }
  return world
}

/** Starts everybody. */
function live(world: World): void {
  const { scheduler, supervisor, exchange, chain } = world
  exchange.boot(0)
  scheduler.schedule(supervisor, 0, () => {
    void chain.live()
    void strike(world)
    void auditNowAndThen(world)
    void finish(world).catch((error: unknown) =>
      world.violated(error instanceof Violation ? error : new Violation('the run ends', String(error))),
    )
  })
}

/** Kills and power cuts at any moment, whatever anybody was in the middle of. */
async function strike({ scheduler, supervisor, faults, exchange, random }: World): Promise<void> {
  const own = random.split('strike')
  for (;;) {
    await scheduler.pause(supervisor, own.whole(1_000, 200_000))
    if (faults.strikes('killPerSecond', 0.1)) exchange.crash('killed', true)
    if (faults.strikes('powerCutPerSecond', 0.1)) exchange.crash('power cut', false)
  }
}

async function auditNowAndThen(world: World): Promise<void> {
  const { scheduler, supervisor, exchange, witness } = world
  for (;;) {
    await scheduler.pause(supervisor, 1_500_000)
    const { host } = exchange
    if (!host) continue
    scheduler.schedule(host.actor, 0, () => {
      audit(host, witness, scheduler).then(
        (count) => (world.audits += count),
        (error: unknown) => world.tell('audit', `was refused: ${String(error)}`),
      )
    })
  }
}

function outcomeOf(world: World, log: EventLog): Outcome {
  const { seed, scheduler, witness, exchange, database, disk, faults } = world
  const counts: Record<string, number> = Object.fromEntries(faults.counts)
  for (const { kind } of disk.injected) counts[`disk ${kind}`] = (counts[`disk ${kind}`] ?? 0) + 1
  return {
    seed,
    digest: log.digest(),
    violation: world.violation,
    tail: log.tail(),
    steps: scheduler.steps,
    virtualMs: Math.round(scheduler.nowUs / 1_000),
    records: witness.records.length,
    acknowledgements: witness.acknowledgements,
    audits: world.audits,
    lives: exchange.lives,
    credited: witness.credited,
    withdrawals: witness.withdrawals.ended,
    transfers: witness.gifts.given,
    commits: database.commits,
    faults: counts,
  }
}
