import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { WebSocket } from 'ws'
import type { Order, OrderReply } from '../contract/index.ts'
import { demoPassword } from './demo.ts'
import { Bot, Person, userAgent, type Json } from './session.ts'
import { openWholeExchange, type Whole } from './whole-exchange.ts'

const limit = { timeout: 60_000 }
let whole: Whole
let bot: Bot
before(async () => {
  whole = await openWholeExchange()
  const alice = new Person(whole.url)
  await alice.signIn('alice@opex.local', demoPassword)
  await alice.enableSecondFactor()
  bot = new Bot(whole.url, await alice.createApiKey())
})
after(() => whole.close())

/** A private socket that sends requests and gives each one's answer. */
async function socketOf(headers: Record<string, string>) {
  const url = `${whole.url.replace('http', 'ws')}/api/v2/ranger/private`
  const ws = new WebSocket(url, { headers })
  const waiting = new Map<OrderReply['id'], (reply: OrderReply) => void>()
  const streamed: Json[] = []
  ws.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { reply?: OrderReply; order?: Json }
    if (message.order) streamed.push(message.order)
    if (message.reply) waiting.get(message.reply.id)?.(message.reply)
  })
  await new Promise<void>((resolve, reject) => ws.once('open', resolve).once('error', reject))
  let last = 0
  const ask = (event: string, data?: object) =>
    new Promise<OrderReply>((resolve) => {
      const id = (last += 1)
      waiting.set(id, resolve)
      ws.send(JSON.stringify({ event, id, data }))
    })
  const closed = new Promise<number>((resolve) => ws.once('close', resolve))
  return { ask, ws, streamed, closed }
}

const order = { market: 'ethusdt', side: 'buy', ord_type: 'limit', volume: '0.01', price: '1500.00' }

test('a bot places and cancels over its socket what it then finds by REST', limit, async () => {
  const socket = await socketOf(bot.headers())
  const [placed, refused, other] = await Promise.all([
    socket.ask('place_order', order),
    socket.ask('place_order', { ...order, volume: 'much' }),
    socket.ask('place_order', { ...order, price: '1499.00' }),
  ])
  assert.deepEqual([placed.status, refused.status, other.status], [201, 422, 201])
  assert.deepEqual(refused.body, { errors: ['market.order.non_decimal_volume'] })
  const { id, uuid } = placed.body as Order
  const found = await bot.call('GET', `/api/v2/peatio/market/orders/${id}`)
  assert.deepEqual([found.status, found.body['uuid'], found.body['state']], [200, uuid, 'wait'])

  const canceled = await socket.ask('cancel_order', { id: uuid })
  assert.deepEqual([canceled.status, (canceled.body as Order).state], [201, 'cancel'])
  const rest = await socket.ask('cancel_orders', { market: 'ethusdt' })
  assert.deepEqual(
    (rest.body as Order[]).map((each) => each.id),
    [(other.body as Order).id],
  )
  socket.ws.close()
  await socket.closed
})

test('a session that ends takes its socket along', limit, async () => {
  const bob = new Person(whole.url)
  await bob.signIn('bob@opex.local', demoPassword)
  // A session is bound to the browser that began it.
  const socket = await socketOf({ ...bob.headers('GET'), 'user-agent': userAgent })
  assert.equal((await socket.ask('cancel_orders')).status, 201)
  const ended = await bob.call('DELETE', '/api/v2/barong/identity/sessions')
  assert.equal(ended.status, 200)
  assert.equal(await socket.closed, 1008)
})

test('a socket without a user enters nothing', limit, async () => {
  const ws = new WebSocket(`${whole.url.replace('http', 'ws')}/api/v2/ranger/public`)
  const replied = new Promise<OrderReply>((resolve) => {
    ws.on('message', (data: Buffer) => {
      const { reply } = JSON.parse(data.toString()) as { reply?: OrderReply }
      if (reply) resolve(reply)
    })
  })
  await new Promise((resolve) => ws.once('open', resolve))
  ws.send(JSON.stringify({ event: 'place_order', id: 'x', data: order }))
  assert.deepEqual(await replied, { id: 'x', status: 401, body: { errors: ['authz.invalid_session'] } })
  ws.terminate()
})
