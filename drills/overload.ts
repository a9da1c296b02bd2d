import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstRecordOf, readRecords, verifyJournal } from '../peatio/engine/index.ts'
import { seededRandom } from '../peatio/engine/seeded-stream.ts'
import { readDirectory } from '../platform/storage/index.ts'
import { demoPassword } from '../world/demo.ts'
import { Bot, Person, type Json } from '../world/session.ts'
import { freePort, killAll, spawnExchange } from '../world/spawned-exchange.ts'
import { trialBalanceOf } from '../world/trial-balance.ts'
import { drawsOf, type Drill } from './drill.ts'

/** Small, so that a few clients fill it; a tenth of it on top is for cancels alone. */
const queueMax = 20
const clients = 96
const cancelers = 4
const ordersPerRound = 800

/** An order, and all that its owner was told about it. */
type Sent = { owner: number; body: Json; uuid?: string; id?: number; canceled: boolean }
/** How long answers took, in ms. */
type Latencies = { taken: number[]; refused: number[]; cancelsTaken: number[]; cancelsRefused: number[] }

type Crowd = {
  bots: Bot[]
  draw: () => Sent
  acknowledged: Sent[]
  refused: Sent[]
  /** Acknowledged, and nobody has begun to cancel them. */
  open: Sent[]
  latencies: Latencies
  /** Cancels that were taken between two refusals of orders. */
  canceledMeanwhile: number
}

export const overload: Drill = {
  summary:
    'more clients than its queue takes: orders are refused at once, cancels go on, nothing is lost or doubled',
  roundsDefault: 20,
  async run({ rounds, seed, say }) {
    const { below } = drawsOf(seededRandom(seed))
    const directory = await mkdtemp(join(tmpdir(), 'opex-overload-'))
    try {
      const env = { OPEX_DEMO_MAKERS: '0', OPEX_ORDER_RATE: '0', OPEX_QUEUE_MAX: `${queueMax}` }
      const exchange = await spawnExchange(directory, { port: await freePort(), env })
      const crowd: Crowd = {
        bots: await Promise.all(['alice', 'bob'].map((name) => botOf(exchange.url, `${name}@opex.local`))),
        draw: drawOrders(seed, below),
        acknowledged: [],
        refused: [],
        open: [],
        latencies: { taken: [], refused: [], cancelsTaken: [], cancelsRefused: [] },
        canceledMeanwhile: 0,
      }
      for (let round = 1; round <= rounds; round++) {
        await storm(crowd)
        await sendAgain(crowd)
        say(
          `${round} storms: ${crowd.acknowledged.length} orders taken, ${crowd.latencies.refused.length} refused`,
        )
      }
      await checkOrders(crowd)
      assert.equal(await exchange.stop(), 0)
      checkJournal(join(directory, 'journal'), crowd)
      for (const line of await trialBalanceOf(directory)) {
        assert.deepEqual([line.posted, line.held], [0n, line.promised], `the books of ${line.asset} balance`)
      }
      return findings(crowd)
    } finally {
      killAll()
      await rm(directory, { recursive: true, force: true })
    }
  },
}

async function botOf(url: string, email: string): Promise<Bot> {
  const person = new Person(url)
  assert.equal((await person.signIn(email, demoPassword)).status, 200)
  assert.equal((await person.enableSecondFactor()).status, 201)
  return new Bot(url, await person.createApiKey())
}

/** Every order has a name of its own; the seed keeps two runs apart. */
function drawOrders(seed: number, below: (count: number) => number): () => Sent {
  let serial = 0
  return () => {
    serial += 1
    const body = {
      market: 'ethusdt',
      side: below(2) === 0 ? 'buy' : 'sell',
      volume: `0.00${1 + below(9)}`,
      ord_type: 'limit',
      price: (2_000 + below(21) - 10).toFixed(2),
      client_order_id: `overload:${seed}:${serial}`,
    }
    return { owner: below(2), body, canceled: false }
  }
}

/** Everybody at once, until so many orders were sent; each client waits only for its own answer. */
async function storm(crowd: Crowd): Promise<void> {
  const round = { left: ordersPerRound }
  const place = async () => {
    while (round.left > 0) {
      round.left -= 1
      await placeOnce(crowd, crowd.draw())
    }
  }
  const cancel = async () => {
    while (round.left > 0) {
      const order = crowd.open.shift()
      if (order) await cancelOnce(crowd, order)
      // Nothing to cancel yet: the next answers come first.
      else await new Promise<void>((resolve) => setImmediate(resolve))
    }
  }
  await Promise.all([...Array.from({ length: clients }, place), ...Array.from({ length: cancelers }, cancel)])
}

async function placeOnce({ bots, latencies, ...crowd }: Crowd, order: Sent): Promise<void> {
  const began = performance.now()
  const { status, body } = await bots[order.owner]!.place(order.body)
  const took = performance.now() - began
  if (status === 201) {
    latencies.taken.push(took)
    Object.assign(order, { uuid: String(body['uuid']), id: Number(body['id']) })
    crowd.acknowledged.push(order)
    crowd.open.push(order)
    return
  }
  expectRefused(status, body)
  latencies.refused.push(took)
  crowd.refused.push(order)
}

async function cancelOnce(crowd: Crowd, order: Sent): Promise<void> {
  const { latencies } = crowd
  const refusedBefore = latencies.refused.length
  const began = performance.now()
  const { status, body } = await crowd.bots[order.owner]!.cancel(order.uuid!)
  const took = performance.now() - began
  if (status === 201) {
    latencies.cancelsTaken.push(took)
    order.canceled = true
    if (latencies.refused.length > refusedBefore) crowd.canceledMeanwhile += 1
    return
  }
  expectRefused(status, body)
  latencies.cancelsRefused.push(took)
  crowd.open.push(order)
}

/** Full is the only reason, and it is said so that a bot understands. */
function expectRefused(status: number, body: Json): void {
  assert.deepEqual([status, body], [503, { errors: ['server.service_unavailable'] }])
}

/** Whoever was refused sends the same order again when it is quiet: it was not taken, so now it is new. */
async function sendAgain(crowd: Crowd): Promise<void> {
  for (const order of crowd.refused.splice(0).slice(0, 50)) await placeOnce(crowd, order)
  assert.equal(crowd.refused.length, 0, 'who comes alone is taken')
  // And who was taken, and asks again, gets the same order.
  for (const order of crowd.acknowledged.slice(-20)) {
    const again = await crowd.bots[order.owner]!.place(order.body)
    assert.deepEqual([again.status, again.body['id']], [201, order.id], 'the same name is the same order')
  }
}

/** Every acknowledged order is there, once, with what its owner was told. */
async function checkOrders({ bots, acknowledged }: Crowd): Promise<void> {
  for (const order of acknowledged.slice(-300)) {
    const found = await bots[order.owner]!.order(order.uuid!)
    assert.deepEqual([found.status, found.body['id']], [200, order.id], `order ${order.id} is lost`)
    if (order.canceled) assert.match(String(found.body['state']), /^(cancel|done)$/)
  }
}

/** The journal has every acknowledged order once, those canceled closed, and none that was refused. */
function checkJournal(directory: string, { acknowledged }: Crowd): void {
  const files = readDirectory(directory)
  assert.deepEqual(verifyJournal(files).damage, [])
  const accepted = new Map<string, number>()
  const open = new Set<number>()
  const filled = new Map<number, number>()
  for (const { record } of readRecords(files, { from: firstRecordOf(files), to: Infinity })) {
    for (const event of record.events) {
      if (event.kind === 'order_accepted' && event.special?.clientOrderId?.startsWith('overload:')) {
        assert.ok(!accepted.has(event.uuid), `${event.uuid} is there twice`)
        accepted.set(event.uuid, event.order)
        filled.set(event.order, event.quantity)
        open.add(event.order)
      }
      if (event.kind === 'order_canceled') open.delete(event.order)
      if (event.kind === 'trade') {
        for (const order of [event.maker, event.taker]) {
          const left = filled.get(order)! - event.quantity
          filled.set(order, left)
          if (left === 0) open.delete(order)
        }
      }
    }
  }
  const told = new Map(acknowledged.map(({ uuid, id }) => [uuid!, id!]))
  assert.equal(told.size, acknowledged.length, 'every order has its own name')
  assert.deepEqual(accepted, told, 'the journal has the acknowledged orders and no others')
  for (const { id, canceled } of acknowledged) if (canceled) assert.ok(!open.has(id!), `${id} is still open`)
}

function findings({ acknowledged, latencies, canceledMeanwhile }: Crowd): Json {
  const { taken, refused, cancelsTaken, cancelsRefused } = latencies
  assert.ok(refused.length > 0, 'the queue was never full')
  assert.ok(canceledMeanwhile > 0, 'no cancel was taken while orders were refused')
  return {
    queueMax,
    clients,
    acknowledged: acknowledged.length,
    refused: refused.length,
    cancelsTaken: cancelsTaken.length,
    cancelsRefused: cancelsRefused.length,
    canceledWhileOrdersWereRefused: canceledMeanwhile,
    lost: 0,
    doubled: 0,
    refusalMs: spread(refused),
    orderMs: spread(taken),
    cancelMs: spread(cancelsTaken),
  }
}

function spread(latencies: number[]): Json {
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1]! * 10) / 10
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}
