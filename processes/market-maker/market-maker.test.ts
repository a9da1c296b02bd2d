import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { imbalance } from './inventory.ts'
import { createPace } from './pace.ts'
import { depth } from './quotes.ts'
import { simulateExchange, type SimulatedExchange } from './simulated-exchange.ts'
import { openDesk, references, type Desk } from './start-market-makers.ts'
import { VenueError, type Venue, type VenueMarket } from './venue.ts'

const log = pino({ level: 'silent' })
const markets: VenueMarket[] = [
  { market: 'btcusdt', base: 'btc', quote: 'usdt', pricePrecision: 2, amountPrecision: 6, quantityMin: 100 },
  { market: 'ethusdt', base: 'eth', quote: 'usdt', pricePrecision: 2, amountPrecision: 5, quantityMin: 100 },
  { market: 'ethbtc', base: 'eth', quote: 'btc', pricePrecision: 6, amountPrecision: 4, quantityMin: 10 },
]
/** Equal values of each asset, at the reference prices: what the demo seed gives each bot. */
const funds = { btc: 200, eth: 4_000, usdt: 12_800_000 }
const rate = 4

type Scene = { exchange: SimulatedExchange; accounts: { maker: Venue; taker: Venue }; now: number }

const begin = (only = markets): Scene => {
  const exchange = simulateExchange(only)
  const accounts = { maker: exchange.account('maker', funds), taker: exchange.account('taker', funds) }
  return { exchange, accounts, now: 1_700_000_000_000 }
}

function open(scene: Scene, seed = 42): Promise<Desk> {
  const clock = () => scene.now
  const pace = createPace({ rate, burst: 25 * rate, clock })
  return openDesk({ exchange: scene.exchange, ...scene.accounts, pace, seed, clock, log })
}

async function pass(scene: Scene, desk: Desk, { seconds, every = 1 }: { seconds: number; every?: number }) {
  for (let left = seconds; left > 0; left -= every) {
    scene.now += every * 1_000
    await desk.turn()
  }
}

const bookOf = ({ exchange }: Scene, market: string) => {
  const orders = exchange.orders.filter((order) => order.market.market === market)
  const prices = (side: 'buy' | 'sell') =>
    orders.filter((order) => order.side === side).map(({ price }) => price)
  return { bids: prices('buy'), asks: prices('sell'), orders }
}

test('a week keeps inventories, prices and books within their bounds (seed 42)', async () => {
  const scene = begin()
  const desk = await open(scene)
  let worst = 0
  for (let hour = 0; hour < 168; hour += 1) {
    // Ten seconds a turn instead of one: a week of walk in a few seconds of test.
    await pass(scene, desk, { seconds: 3_600, every: 10 })
    for (const account of [scene.accounts.maker, scene.accounts.taker]) {
      const holdings = await account.holdings()
      for (const market of markets) {
        const price = (await scene.exchange.lastPrice(market.market))!
        worst = Math.max(worst, Math.abs(imbalance(holdings, { ...market, price })))
      }
    }
    for (const { market } of markets) {
      const { bids, asks } = bookOf(scene, market)
      assert.ok(Math.max(...bids) < Math.min(...asks), `${market} is not crossed`)
      for (const side of [bids, asks]) assert.ok(side.length >= depth.least - 4 && side.length <= depth.most)
    }
  }
  assert.ok(worst < 0.1, `no account strays far from equal values: ${worst}`)
  const strayed = async (market: string, reference: number) =>
    Math.abs(Math.log((await scene.exchange.lastPrice(market))! / reference))
  assert.ok((await strayed('btcusdt', references.btc)) < 0.15)
  assert.ok((await strayed('ethusdt', references.eth)) < 0.15)
  assert.ok((await strayed('ethbtc', references.eth / references.btc)) < 0.15)
})

test('an hour at full pace: lively, within the budget, a week fits a journal of 1 GB (seed 7)', async () => {
  const scene = begin()
  const desk = await open(scene, 7)
  await pass(scene, desk, { seconds: 60 })
  const before = { commands: scene.exchange.commands(), requests: scene.exchange.requests() }
  const hours = 1
  let busiest = 0
  for (let minute = 0; minute < hours * 60; minute += 1) {
    const requests = scene.exchange.requests()
    await pass(scene, desk, { seconds: 60 })
    busiest = Math.max(busiest, (scene.exchange.requests() - requests) / 60)
  }
  const weekly = (count: number) => Math.round((count / hours) * 168)
  const commands = weekly(scene.exchange.commands() - before.commands)
  const requests = (scene.exchange.requests() - before.requests) / (hours * 3_600)
  const bytes = Math.floor(1_000_000_000 / commands)
  console.log(
    `a week: ${commands} commands, so ${bytes} bytes each make 1 GB; ${requests.toFixed(2)} requests/s`,
  )
  // Measured: 0.45 million commands a week and one request a second. The engine's journal takes some
  // 250 bytes for each of them, so a week is about 120 MB.
  assert.ok(commands > 200_000 && commands < 650_000, `${commands} commands a week`)
  assert.ok(requests < 1.5 && busiest <= rate, `${requests} requests/s, ${busiest} in the busiest minute`)
  const { trades } = scene.exchange
  assert.ok(trades.length > hours * 3_600 * 0.3, `${trades.length} trades`)
  assert.ok(
    trades.every((trade) => trade.maker === 'maker' && trade.taker === 'taker'),
    'nobody trades with himself',
  )
  assert.ok(new Set(trades.map((trade) => trade.quantity)).size > 300, 'sizes vary')
})

test('a book of at least sixteen levels a side stands within seconds, close around the price', async () => {
  const scene = begin()
  await pass(scene, await open(scene), { seconds: 15 })
  for (const { market, pricePrecision } of markets) {
    const { bids, asks } = bookOf(scene, market)
    assert.ok(
      bids.length >= depth.least - 2 && asks.length >= depth.least - 2,
      `${bids.length} / ${asks.length}`,
    )
    const spread = Math.min(...asks) / Math.max(...bids) - 1
    assert.ok(
      spread > 0 && spread < 0.002,
      `${market} ${spread} at ${Math.min(...asks) / 10 ** pricePrecision}`,
    )
  }
})

test('after a restart the orders on their lines stay, and strays leave', async () => {
  const scene = begin()
  await pass(scene, await open(scene), { seconds: 600 })
  const before = new Map(scene.exchange.orders.map((order) => [order.id, order]))
  const [first] = markets as [VenueMarket]
  const low = await scene.accounts.maker.placeLimit(first, { side: 'buy', price: 1_000_000, quantity: 500 })
  const left = await scene.accounts.taker.placeLimit(first, { side: 'buy', price: 1_000_001, quantity: 500 })
  const trades = scene.exchange.trades.length

  await pass(scene, await open(scene), { seconds: 10 })
  const after = scene.exchange.orders
  assert.ok(after.every((order) => order.id !== low.id && order.id !== left.id && order.owner === 'maker'))
  const kept = after.filter((order) => before.has(order.id)).length
  assert.ok(kept > 0.8 * before.size, `${kept} of ${before.size} orders were left alone`)
  const ofBtc = scene.exchange.trades.slice(trades).find((trade) => trade.market === 'btcusdt')
  const lastOfBtc = scene.exchange.trades.slice(0, trades).findLast((trade) => trade.market === 'btcusdt')!
  assert.ok(!ofBtc || Math.abs(ofBtc.price / lastOfBtc.price - 1) < 0.005, 'the price goes on where it was')
})

test('while the exchange fails the bots ask less and less; afterwards the book is whole again', async () => {
  const scene = begin()
  const desk = await open(scene)
  await pass(scene, desk, { seconds: 60 })
  let asked = 0
  const failure = new VenueError(503, ['server.internal_error'])
  Object.defineProperty(scene.exchange, 'broken', { configurable: true, get: () => ((asked += 1), failure) })
  await pass(scene, desk, { seconds: 600 })
  assert.ok(asked > 30 && asked < 200, `${asked} requests in ten minutes over three markets`)

  Object.defineProperty(scene.exchange, 'broken', { configurable: true, value: null, writable: true })
  await pass(scene, desk, { seconds: 90 })
  for (const { market } of markets) {
    const { bids, asks, orders } = bookOf(scene, market)
    assert.ok(bids.length >= depth.least - 2 && asks.length >= depth.least - 2)
    assert.equal(
      new Set(orders.map((order) => `${order.side}${order.price}`)).size,
      orders.length,
      'nothing twice',
    )
  }
})

test('an order whose answer was lost is found again, not doubled', async () => {
  const scene = begin([markets[0]!])
  let lost = 0
  const { placeLimit } = scene.accounts.maker
  scene.accounts.maker.placeLimit = async (market, order) => {
    const placed = await placeLimit(market, order)
    if (lost < 3) {
      lost += 1
      throw new VenueError(0, ['no_answer'])
    }
    return placed
  }
  await pass(scene, await open(scene), { seconds: 60 })
  const { orders } = bookOf(scene, 'btcusdt')
  assert.equal(lost, 3)
  assert.equal(new Set(orders.map((order) => `${order.side}${order.price}`)).size, orders.length)
  assert.ok(orders.length >= 2 * depth.least - 2)
})

test('a side that is refused for lack of funds rests, and the other goes on', async () => {
  const scene = begin([markets[0]!])
  const { placeLimit } = scene.accounts.maker
  let refused = 0
  scene.accounts.maker.placeLimit = (market, order) => {
    if (order.side === 'buy') return placeLimit(market, order)
    refused += 1
    return Promise.reject(new VenueError(422, ['market.account.insufficient_balance']))
  }
  await pass(scene, await open(scene), { seconds: 180 })
  const { bids, asks } = bookOf(scene, 'btcusdt')
  assert.ok(bids.length >= depth.least && asks.length === 0)
  assert.ok(refused <= 4, `asked ${refused} times in three minutes`)
  assert.equal(scene.exchange.trades.length, 0, 'the taker waits for a real book')
})
