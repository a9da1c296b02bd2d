import { Fault } from '../../core/units/index.ts'
import { openLeader } from '../../peatio/engine/index.ts'
import { audit } from './audit.ts'
import { canary } from './api.ts'
import { journalKeeps, readJournal } from './read-journal.ts'
import type { Host } from './host.ts'
import { noSecret } from './invariants/no-secret.ts'
import { marketDataFollows } from './invariants/market-data-follows.ts'
import { projectionFollows } from './invariants/projection-follows.ts'
import type { Person } from './people/person.ts'
import type { World } from './run.ts'
import { epochMs } from './take-over-globals.ts'
import { Violation } from './violation.ts'

/** How much virtual time is left, once all faults are off, to answer everybody and to be up to date everywhere. */
const settleUs = 60_000_000
const faultyPart = 0.8

/**
 * The course of a run: the exchange is opened, people trade while everything fails, then nothing fails any more
 * and all that is pending must come to an end. What is left behind is held against what was seen.
 */
export async function finish(world: World): Promise<void> {
  const { scheduler, supervisor, random, faults, disk, chain, witness, tell } = world
  const { operator, cashier, traders } = world
  const lengthUs = random.split('length').whole(5, 30) * 1_000_000
  const course = { over: false }
  const trade = async (person: Person, act: () => Promise<void>, restUs: number) => {
    while (!course.over) {
      await act()
      await person.pause(1_000, restUs)
    }
  }
  const opened = operator.open()
  const everybody = opened.then(() =>
    Promise.all([
      trade(operator, () => operator.act(), 6_000_000),
      trade(cashier, () => cashier.act(), 3_000_000),
      ...traders.map((trader) =>
        trade(trader, () => trader.act(), trader.random.pick([100_000, 400_000, 1_000_000])),
      ),
    ]),
  )
  // Trading begins when there are funds, which under faults takes its time; but not for ever.
  await Promise.race([opened, scheduler.pause(supervisor, settleUs)])
  await scheduler.pause(supervisor, lengthUs * faultyPart)
  faults.off()
  disk.setFaults({})
  tell('world', 'nothing fails any more')
  await scheduler.pause(supervisor, lengthUs * (1 - faultyPart))
  course.over = true
  await within(world, 'people are answered', () => everybody)
  await within(world, 'everything is canceled', async () => {
    await operator.openMarkets(true)
    await operator.cancelAll()
  })
  await within(world, 'every withdrawal ends', () => cashier.endAll())
  const host = await settled(world)
  witness.violated('I12 paid out once', witness.withdrawals.unsettled(chain.paid))
  witness.checkAcknowledged(true)
  if (witness.orders.openCount() > 0)
    throw new Violation('liveness', `${witness.orders.openCount()} orders are open after all were canceled`)
  await inside(world, host, async () => {
    const compared = await audit(host, witness, scheduler)
    world.audits += compared
    if (compared === 0) throw new Violation('I10 replays equal', 'the state could not be compared at rest')
    witness.violated('the projection follows', await projectionFollows(host, witness.records))
    witness.violated('market data follow', await marketDataFollows(host, witness.records))
  })
  await within(world, 'the exchange closes', () => inside(world, host, () => host.close()))
  witness.violated('the journal keeps', journalKeeps(readJournal(disk.join()), witness.lines))
  witness.violated('I14 no secret', storedSecrets(world))
  if (random.split('rot').chance(0.5)) witness.violated('rot is noticed', noticesRot(world))
  world.done = true
}

/** Waits, but not for ever. */
async function within(world: World, what: string, work: () => Promise<unknown>): Promise<void> {
  const { scheduler, supervisor, operator, cashier, traders, exchange } = world
  const late = scheduler.schedule(supervisor, settleUs, () => {
    const waiting = [operator, cashier, ...traders].filter(({ waitingFor }) => waitingFor !== null)
    const who = waiting.map(({ uid, waitingFor }) => `${uid} for ${waitingFor}`).join(', ')
    const state = exchange.host ? 'up' : 'down'
    world.violated(
      new Violation('liveness', `not in time: ${what}; the exchange is ${state}; waiting: ${who}`),
    )
  })
  await work()
  late.canceled = true
}

/** The exchange at rest: up, and everything that follows the engine has come up to it. */
async function settled(world: World): Promise<Host> {
  const { scheduler, supervisor, exchange, witness, chain } = world
  let found: Host | null = null
  const follows = ({ engine, projector, marketData }: Host) =>
    [projector.position(), marketData.sequence(), witness.sequence].every((at) => at === engine.sequence())
  await within(world, 'everything follows the engine, and every deposit is credited', async () => {
    while (found === null) {
      await scheduler.pause(supervisor, 100_000)
      const { host } = exchange
      if (host && follows(host) && witness.credited === chain.sent) found = host
    }
  })
  return found!
}

/** Does work as the exchange, in its steps. */
function inside<Result>({ scheduler }: World, { actor }: Host, work: () => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    scheduler.schedule(actor, 0, () => void work().then(resolve, reject))
  })
}

/** Secrets in what the disk and the database hold. */
function storedSecrets({ disk, database }: World): string[] {
  const storage = disk.join()
  const files = storage.list().map((name) => storage.read(name, 0, storage.size(name)).toString('latin1'))
  const rows = [...database.tables.values()].map((table) => JSON.stringify(table.rows()))
  return [...files, ...rows].flatMap((text) => noSecret(text, canary))
}

/** One bit of what is stored changes: the next start refuses, or what it recovers is the same to the last unit. */
function noticesRot({ disk, witness, scheduler, tell }: World): string[] {
  const place = disk.rot()
  tell('disk', `a bit rots in ${place?.name} at ${place?.position}`)
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  try {
    const clock = () => epochMs + Math.floor(scheduler.nowUs / 1_000)
    const leader = openLeader({ storage: disk.open(), clock, log: quiet })
    const hash = leader.read({ kind: 'state_hash' }).result
    return witness.replay.compare({ sequence: leader.sequence, hash })
  } catch (error) {
    const code = error instanceof Fault ? error.code : String(error)
    return /^(journal_corrupt|journal_unreadable|storage_corrupt)$/.test(code) ? [] : [code]
  }
}
