import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { demoPassword } from './demo.ts'
import { Bot, Person, type ApiKey, type Json } from './session.ts'
import { freePort, killAll, spawnExchange } from './spawned-exchange.ts'
import { trialBalanceOf } from './trial-balance.ts'

after(killAll)

/** 60 in CI; fewer while working on something else. */
const rounds = Number(process.env['OPEX_KILL_ROUNDS'] ?? 60)
const seed = Number(process.env['OPEX_SEED'] ?? 20_261_122)

const random = (
  (state: number) => (below: number) =>
    Math.floor(((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)
)(seed)

/** What a trader was told: an order he sent, and the last thing that was acknowledged about it. */
type Told = {
  owner: number
  clientOrderId: string
  body: Json
  uuid?: string
  id?: number
  cancelAcknowledged: boolean
}

async function keyFor(url: string, email: string): Promise<ApiKey> {
  const person = new Person(url)
  assert.equal((await person.signIn(email, demoPassword)).status, 200)
  assert.equal((await person.enableSecondFactor()).status, 201)
  return person.createApiKey()
}

/** A name of its own for every order of this run; the seed keeps two runs apart. */
const uuidOf = (serial: number): string =>
  `${seed.toString(16).padStart(8, '0').slice(-8)}-0000-4000-8000-${serial.toString(16).padStart(12, '0')}`

function draw(serial: number): Told {
  const side = random(2) === 0 ? 'buy' : 'sell'
  const price = (2_000 + random(21) - 10).toFixed(2)
  const clientOrderId = uuidOf(serial)
  const body = { market: 'ethusdt', side, volume: `0.${1 + random(9)}`, ord_type: 'limit', price }
  const told = { ...body, client_order_id: clientOrderId }
  return { owner: random(2), clientOrderId, body: told, cancelAcknowledged: false }
}

test(`no acknowledged order is lost or doubled over ${rounds} kills (seed ${seed})`, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'opex-kill-'))
  const port = await freePort()
  // Without makers, so that the two traders meet only each other and every order of theirs is accounted for.
  const env = { OPEX_DEMO_MAKERS: '0' }
  let exchange = await spawnExchange(directory, { port, env })
  const keys = [await keyFor(exchange.url, 'alice@opex.local'), await keyFor(exchange.url, 'bob@opex.local')]
  // One bot a key for the whole run, on the same port: nonces go on where they were, as a trader's do.
  const bots = keys.map((key) => new Bot(exchange.url, key))
  const acknowledged: Told[] = []
  const unanswered: Told[] = []
  let serial = 0

  for (let round = 1; round <= rounds; round++) {
    let dead = false
    let told = (): unknown => undefined
    const trade = async (): Promise<void> => {
      while (!dead) {
        const order = draw((serial += 1))
        try {
          const placed = await bots[order.owner]!.place(order.body)
          assert.equal(placed.status, 201, JSON.stringify(placed.body))
          order.uuid = String(placed.body['uuid'])
          order.id = Number(placed.body['id'])
          acknowledged.push(order)
          told()
          if (random(3) > 0) continue
          const canceled = await bots[order.owner]!.cancel(order.uuid)
          assert.equal(canceled.status, 201, JSON.stringify(canceled.body))
          order.cancelAcknowledged = true
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error
          // The socket broke: the order may or may not have been taken, and the trader will ask again.
          if (order.uuid === undefined) unanswered.push(order)
          dead = true
        }
      }
    }
    const enough = acknowledged.length + 10 + random(60)
    const reached = new Promise<void>((resolve) => {
      told = () => acknowledged.length >= enough && resolve()
    })
    const traders = Promise.all(Array.from({ length: 8 }, trade))
    await Promise.race([reached, traders])
    await exchange.kill()
    await traders

    exchange = await spawnExchange(directory, { port, env })
    for (const told of unanswered.splice(0)) {
      const again = await bots[told.owner]!.place(told.body)
      assert.equal(again.status, 201, JSON.stringify(again.body))
      acknowledged.push({ ...told, uuid: String(again.body['uuid']), id: Number(again.body['id']) })
    }
    await checkOrders(bots, acknowledged.slice(-200))
  }

  await checkOrders(bots, acknowledged)
  assert.equal(
    new Set(acknowledged.map(({ id }) => id)).size,
    acknowledged.length,
    'every order has its own id',
  )
  const total = await countOrders(bots)
  assert.equal(total, acknowledged.length, 'no order exists that nobody sent')
  assert.equal(await exchange.stop(), 0)
  for (const line of await trialBalanceOf(directory)) {
    assert.equal(line.posted, 0n, `${line.asset} sums to zero over all accounts`)
    assert.equal(line.held, line.promised, `what is held of ${line.asset} is what open orders promise`)
  }
  await rm(directory, { recursive: true, force: true })
})

/** Every acknowledged order is there, once, with what its owner was told. */
async function checkOrders(bots: Bot[], acknowledged: Told[]): Promise<void> {
  for (const told of acknowledged) {
    const found = await bots[told.owner]!.order(told.uuid!)
    assert.equal(found.status, 200, `order ${told.id} of round is lost`)
    assert.equal(found.body['id'], told.id)
    assert.equal(found.body['price'], String(told.body['price']).replace(/0$/, ''))
    if (told.cancelAcknowledged) assert.match(String(found.body['state']), /^(cancel|done)$/)
  }
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
