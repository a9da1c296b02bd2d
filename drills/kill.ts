import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '../peatio/engine/seeded-stream.ts'
import { demoPassword } from '../world/demo.ts'
import { Bot, Person, type ApiKey, type Json } from '../world/session.ts'
import { freePort, killAll, spawnExchange } from '../world/spawned-exchange.ts'
import { trialBalanceOf } from '../world/trial-balance.ts'
import { drawsOf, type Drill } from './drill.ts'

/** What a trader was told: an order he sent, and the last thing that was acknowledged about it. */
type Told = { owner: number; body: Json; uuid?: string; id?: number; cancelAcknowledged: boolean }

/** Traders in parallel, and what they know over all rounds. */
type Traders = {
  bots: Bot[]
  acknowledged: Told[]
  unanswered: Told[]
  draw: () => Told
  cancels: () => boolean
}

const inParallel = 8

export const kill: Drill = {
  summary: 'kill -9 of the whole exchange while it trades; no acknowledged order is lost, doubled or changed',
  roundsDefault: 1_000,
  async run({ rounds, seed, say }) {
    const { below } = drawsOf(seededRandom(seed))
    const directory = await mkdtemp(join(tmpdir(), 'opex-kill-'))
    try {
      const port = await freePort()
      // Without makers, so that the two traders meet only each other and every order of theirs is accounted for.
      const env = { OPEX_DEMO_MAKERS: '0' }
      let exchange = await spawnExchange(directory, { port, env })
      const people = ['alice@opex.local', 'bob@opex.local']
      const keys: ApiKey[] = []
      for (const email of people) keys.push(await keyFor(exchange.url, email))
      // One bot a key for the whole run, on the same port: nonces go on where they were, as a trader's do.
      const bots = keys.map((key) => new Bot(exchange.url, key))
      const cancels = () => below(3) === 0
      const traders = { bots, acknowledged: [], unanswered: [], draw: drawOrders(seed, below), cancels }
      for (let round = 1; round <= rounds; round++) {
        const before = traders.acknowledged.length
        await tradeUntilKilled(traders, { orders: 10 + below(60), kill: exchange.kill })
        exchange = await spawnExchange(directory, { port, env })
        await askAgain(traders)
        // Those of the life that just ended; all of them, of all lives, at the end.
        await checkOrders(bots, traders.acknowledged.slice(before))
        if (round % 50 === 0) say(`${round} kills, ${traders.acknowledged.length} acknowledged orders there`)
      }
      await checkAll(traders)
      assert.equal(await exchange.stop(), 0)
      for (const line of await trialBalanceOf(directory)) {
        assert.equal(line.posted, 0n, `${line.asset} sums to zero over all accounts`)
        assert.equal(line.held, line.promised, `what is held of ${line.asset} is what open orders promise`)
      }
      return { kills: rounds, acknowledged: traders.acknowledged.length, lost: 0, doubled: 0 }
    } finally {
      killAll()
      await rm(directory, { recursive: true, force: true })
    }
  },
}

async function keyFor(url: string, email: string): Promise<ApiKey> {
  const person = new Person(url)
  assert.equal((await person.signIn(email, demoPassword)).status, 200)
  assert.equal((await person.enableSecondFactor()).status, 201)
  return person.createApiKey()
}

/**
 * Every order has a name of its own; the seed keeps two runs apart. The volumes are small: who buys and who sells is
 * drawn, so a trader's funds wander, and with larger ones they were all bound after some 750 rounds.
 */
function drawOrders(seed: number, below: (count: number) => number): () => Told {
  let serial = 0
  return () => {
    serial += 1
    const [run, order] = [seed.toString(16).padStart(8, '0').slice(-8), serial.toString(16).padStart(12, '0')]
    const body = {
      market: 'ethusdt',
      side: below(2) === 0 ? 'buy' : 'sell',
      volume: `0.00${1 + below(9)}`,
      ord_type: 'limit',
      price: (2_000 + below(21) - 10).toFixed(2),
      client_order_id: `${run}-0000-4000-8000-${order}`,
    }
    return { owner: below(2), body, cancelAcknowledged: false }
  }
}

async function tradeUntilKilled(
  traders: Traders,
  { orders, kill }: { orders: number; kill: () => Promise<void> },
): Promise<void> {
  const enough = traders.acknowledged.length + orders
  let dead = false
  let told = (): void => {}
  const reached = new Promise<void>((resolve) => {
    told = () => void (traders.acknowledged.length >= enough && resolve())
  })
  const trade = async () => {
    while (!dead) {
      const order = traders.draw()
      try {
        await placeAndPerhapsCancel(traders, order, told)
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error
        // The socket broke: the order may or may not have been taken, and the trader will ask again.
        if (order.uuid === undefined) traders.unanswered.push(order)
        dead = true
      }
    }
  }
  const trading = Promise.all(Array.from({ length: inParallel }, trade))
  await Promise.race([reached, trading])
  await kill()
  await trading
}

async function placeAndPerhapsCancel(traders: Traders, order: Told, told: () => void): Promise<void> {
  const bot = traders.bots[order.owner]!
  const placed = await bot.place(order.body)
  assert.equal(placed.status, 201, JSON.stringify(placed.body))
  order.uuid = String(placed.body['uuid'])
  order.id = Number(placed.body['id'])
  traders.acknowledged.push(order)
  told()
  if (!traders.cancels()) return
  const canceled = await bot.cancel(order.uuid)
  assert.equal(canceled.status, 201, JSON.stringify(canceled.body))
  order.cancelAcknowledged = true
}

async function askAgain({ bots, acknowledged, unanswered }: Traders): Promise<void> {
  for (const told of unanswered.splice(0)) {
    const again = await bots[told.owner]!.place(told.body)
    assert.equal(again.status, 201, JSON.stringify(again.body))
    acknowledged.push({ ...told, uuid: String(again.body['uuid']), id: Number(again.body['id']) })
  }
}

async function checkAll({ bots, acknowledged }: Traders): Promise<void> {
  await checkOrders(bots, acknowledged)
  const ids = new Set(acknowledged.map(({ id }) => id))
  assert.equal(ids.size, acknowledged.length, 'every order has its own id')
  assert.equal(await countOrders(bots), acknowledged.length, 'no order exists that nobody sent')
}

/** Every acknowledged order is there, once, with what its owner was told. */
async function checkOrders(bots: Bot[], acknowledged: Told[]): Promise<void> {
  const waiting = [...acknowledged]
  const check = async () => {
    for (let told = waiting.pop(); told !== undefined; told = waiting.pop()) {
      const found = await bots[told.owner]!.order(told.uuid!)
      assert.notEqual(found.status, 404, `order ${told.id} is lost`)
      assert.equal(found.status, 200, `order ${told.id}: ${JSON.stringify(found.body)}`)
      assert.equal(found.body['id'], told.id)
      assert.equal(found.body['price'], String(told.body['price']).replace(/0$/, ''))
      if (told.cancelAcknowledged) assert.match(String(found.body['state']), /^(cancel|done)$/)
    }
  }
  await Promise.all(Array.from({ length: inParallel }, check))
}

async function countOrders(bots: Bot[]): Promise<number> {
  let total = 0
  for (const bot of bots) {
    for (let page = 1; ; page++) {
      const { body } = await bot.call<Json[]>('GET', `/api/v2/peatio/market/orders?limit=1000&page=${page}`)
      total += body.length
      if (body.length < 1_000) break
    }
  }
  return total
}
