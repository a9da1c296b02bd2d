import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { pino } from 'pino'
import { httpVenue } from './http-venue.ts'
import { simulateExchange } from './simulated-exchange.ts'
import { startMarketMakers } from './start-market-makers.ts'
import { VenueError, type Venue, type VenueMarket } from './venue.ts'

const market: VenueMarket = {
  market: 'btcusdt',
  base: 'btc',
  quote: 'usdt',
  pricePrecision: 2,
  amountPrecision: 6,
  quantityMin: 100,
}
const keys = {
  maker: { kid: '61d025b8573501c2', secret: '2d0b4979c7fe6986daa8e21d1dc0644f' },
  taker: { kid: '71d025b8573501c2', secret: '3d0b4979c7fe6986daa8e21d1dc0644f' },
}
const log = pino({ level: 'silent' })

type Answer = { status: number; body: unknown }
type Asked = { method: string; url: URL; headers: IncomingMessage['headers']; body: unknown }
type Route = (request: Asked) => Answer | Promise<Answer>

async function serve(t: TestContext, route: Route): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const url = new URL(request.url!, 'http://localhost')
      const body: unknown = text === '' ? undefined : JSON.parse(text)
      void (async () => {
        const answer = await route({ method: request.method!, url, headers: request.headers, body })
        response
          .writeHead(answer.status, { 'content-type': 'application/json' })
          .end(JSON.stringify(answer.body))
      })()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => void (server.closeAllConnections(), server.close()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('requests are signed as the published example, and no nonce comes twice', async (t) => {
  const nonces: string[] = []
  const baseUrl = await serve(t, ({ headers }) => {
    const nonce = String(headers['x-auth-nonce'])
    nonces.push(nonce)
    const expected = createHmac('sha256', keys.maker.secret)
      .update(nonce + keys.maker.kid)
      .digest('hex')
    assert.equal(headers['x-auth-apikey'], keys.maker.kid)
    assert.equal(headers['x-auth-signature'], expected)
    if (nonce === '1584524005143') {
      assert.equal(expected, 'bd42b945e095880e28d046846dbecf655fdf09d95a396a24fe6fe1df42f15d13')
    }
    return { status: 200, body: [{ currency: 'btc', balance: '1.5', locked: '0.25' }] }
  })
  const signal = new AbortController().signal
  const venue = httpVenue(keys.maker, { baseUrl, clock: () => 1_584_524_005_143, signal })
  const all = await Promise.all([venue.holdings(), venue.holdings(), venue.holdings()])
  assert.deepEqual(all[0], { btc: 1.75 })
  assert.deepEqual(nonces.toSorted(), ['1584524005143', '1584524005144', '1584524005145'])
})

test('prices and volumes travel as exact decimals, and answers are told apart', async (t) => {
  const bodies: unknown[] = []
  const baseUrl = await serve(t, ({ url, body }) => {
    bodies.push(body)
    if (url.pathname.endsWith('/404/cancel')) return { status: 404, body: { errors: ['record.not_found'] } }
    if (url.pathname.endsWith('/500/cancel'))
      return { status: 500, body: { errors: ['server.internal_error'] } }
    if ((body as { ord_type: string }).ord_type === 'market')
      return { status: 422, body: { errors: ['market.order.x'] } }
    return { status: 201, body: { id: 7, side: 'sell', price: '64000.01', remaining_volume: '0.000123' } }
  })
  const controller = new AbortController()
  const venue = httpVenue(keys.maker, { baseUrl, clock: Date.now, signal: controller.signal })
  const placed = await venue.placeLimit(market, { side: 'sell', price: 6_400_001, quantity: 123 })
  assert.deepEqual(placed, { id: 7, side: 'sell', price: 6_400_001, remaining: 123 })
  assert.deepEqual(bodies[0], {
    market: 'btcusdt',
    side: 'sell',
    ord_type: 'limit',
    price: '64000.01',
    volume: '0.000123',
  })
  await venue.cancel(404)
  await assert.rejects(venue.cancel(500), { name: 'VenueError', status: 500 })
  await assert.rejects(venue.placeMarket(market, { side: 'buy', quantity: 1 }), { keys: ['market.order.x'] })
  controller.abort()
  await assert.rejects(venue.holdings(), { status: 0, keys: ['stopped'] })
})

test('against an exchange that comes up late, the bots fill its book and stop when told', async (t) => {
  const exchange = simulateExchange([market])
  const funds = { btc: 200, eth: 4_000, usdt: 12_800_000 }
  const accounts = new Map(
    Object.values(keys).map(({ kid }) => [kid, exchange.account(kid, funds)] as [string, Venue]),
  )
  let calls = 0
  const baseUrl = await serve(t, async (request) => {
    calls += 1
    if (calls <= 1) return { status: 503, body: { errors: ['server.starting'] } }
    try {
      return await answer(accounts, request)
    } catch (error) {
      if (!(error instanceof VenueError)) throw error
      return { status: error.status, body: { errors: error.keys } }
    }
  })
  const running = startMarketMakers({ baseUrl, keys, seed: 42, log, clock: Date.now, rate: 200 })
  const sides = (side: 'buy' | 'sell') => exchange.orders.filter((order) => order.side === side).length
  while (sides('buy') < 16 || sides('sell') < 16) await new Promise((done) => setTimeout(done, 20))
  assert.ok(exchange.orders.every((order) => order.owner === keys.maker.kid))
  await running.stop()
  const after = calls
  await new Promise((done) => setTimeout(done, 50))
  assert.equal(calls, after, 'nothing is asked after the stop')
})

async function answer(accounts: Map<string, Venue>, { method, url, headers, body }: Asked): Promise<Answer> {
  const path = url.pathname.replace('/api/v2/peatio', '')
  const wire = {
    id: 'btcusdt',
    base_unit: 'btc',
    quote_unit: 'usdt',
    price_precision: 2,
    amount_precision: 6,
  }
  if (path === '/public/markets') return { status: 200, body: [{ ...wire, min_amount: '0.0001' }] }
  if (path === '/public/markets/btcusdt/trades') return { status: 200, body: [{ price: 65_000.5 }] }
  const account = accounts.get(String(headers['x-auth-apikey']))!
  if (path === '/account/balances') {
    const lines = Object.entries(await account.holdings())
    return {
      status: 200,
      body: lines.map(([currency, sum]) => ({ currency, balance: sum.toFixed(8), locked: '0.0' })),
    }
  }
  if (method === 'GET') return { status: 200, body: (await account.openOrders(market)).map(toWire) }
  if (path === '/market/orders/cancel') return { status: 201, body: (await account.cancelAll(market), []) }
  if (path.endsWith('/cancel'))
    return { status: 201, body: (await account.cancel(Number(path.split('/')[3])), {}) }
  const { side, price, volume, ord_type } = body as Record<'side' | 'price' | 'volume' | 'ord_type', string>
  const order = { side: side as 'buy' | 'sell', quantity: Math.round(Number(volume) * 1e6) }
  if (ord_type === 'market') return { status: 201, body: (await account.placeMarket(market, order), {}) }
  return {
    status: 201,
    body: toWire(await account.placeLimit(market, { ...order, price: Math.round(Number(price) * 100) })),
  }
}

const toWire = ({
  id,
  side,
  price,
  remaining,
}: {
  id: number
  side: string
  price: number
  remaining: number
}) => ({
  id,
  side,
  price: (price / 100).toFixed(2),
  remaining_volume: (remaining / 1e6).toFixed(6),
})
