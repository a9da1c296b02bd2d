import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bookLevelsMax, type BookIncrement, type BookSnapshot } from '../../contract/index.ts'
import { amountFromDecimal, type AccountId } from '../../core/units/index.ts'
import { btcusdt, openScene, type Peer, type Scene } from './scene.ts'

/** What is waited for and never comes fails its test. */
const limit = { timeout: 30_000 }

const seed = 99

/** A client as strict as they come: no gap, no removal of what he does not hold, no crossed book. */
class StrictBook {
  readonly sides = { asks: new Map<string, string>(), bids: new Map<string, string>() }
  sequence = -1
  snapshots = 0
  #read = 0

  /** Takes in everything heard so far. */
  follow({ heard }: Peer): void {
    for (; this.#read < heard.length; this.#read++) {
      const message = heard[this.#read]!
      if (typeof message === 'string') continue
      if (message['btcusdt.ob-snap']) this.#snapshot(message['btcusdt.ob-snap'] as BookSnapshot)
      if (message['btcusdt.ob-inc']) this.#increment(message['btcusdt.ob-inc'] as BookIncrement)
    }
  }

  #snapshot({ asks, bids, sequence }: BookSnapshot): void {
    this.snapshots++
    this.sides.asks = new Map(asks)
    this.sides.bids = new Map(bids)
    this.sequence = sequence
  }

  #increment(increment: BookIncrement): void {
    assert.equal(increment.sequence, this.sequence + 1)
    this.sequence = increment.sequence
    const name = 'asks' in increment ? 'asks' : 'bids'
    const [price, quantity] = 'asks' in increment ? increment.asks : increment.bids
    if (quantity === '') assert.ok(this.sides[name].delete(price), `${price} was never published`)
    else this.sides[name].set(price, quantity)
    assert.ok(this.sides[name].size <= bookLevelsMax)
  }
}

const order = (name: 'asks' | 'bids') => (a: [string, string], b: [string, string]) => {
  const difference = amountFromDecimal(a[0])! - amountFromDecimal(b[0])!
  return (name === 'asks' ? difference > 0n : difference < 0n) ? 1 : -1
}

/** Waits until everything that the engine acknowledged has been published, and read. */
async function settled(scene: Scene, peer: Peer): Promise<void> {
  await scene.marketData.reached(scene.engine.sequence())
  // Later than the timer that publishes, which is set for a millisecond.
  await new Promise((resolve) => setTimeout(resolve, 3))
  peer.say('ping')
  await peer.next('pong')
}

async function sameAsEngine(scene: Scene, book: StrictBook): Promise<void> {
  const { result } = await scene.engine.read({ kind: 'depth', market: btcusdt, limit: bookLevelsMax })
  for (const name of ['asks', 'bids'] as const) {
    const wire = result[name].map(({ price, quantity }) => [price / 100, quantity / 1000])
    const held = [...book.sides[name]].toSorted(order(name)).map(([price, quantity]) => [+price, +quantity])
    assert.deepEqual(held, wire)
  }
}

function randomOf(start: number): () => number {
  let state = start
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

test(
  `snapshot and increments keep every client's book equal to the engine's (seed ${seed})`,
  limit,
  async (t) => {
    const scene = await openScene(t)
    const random = randomOf(seed)
    const account = () => (random() < 0.5 ? 'IDALICE' : 'IDBOB')
    // Deeper than what is published, so that levels fall out of it and come back.
    for (let level = 1; level <= bookLevelsMax + 60; level++) {
      await Promise.all([
        scene.place('IDALICE', { side: 'sell', price: 10_000 + level, quantity: 1 + level }),
        scene.place('IDBOB', { side: 'buy', price: 10_000 - level, quantity: 2 + level }),
      ])
    }
    const peers = [await scene.connect('btcusdt.ob-inc')]
    const books = [new StrictBook()]
    for (let round = 0; round < 18; round++) {
      for (let step = 0; step < 12; step++) {
        const side = random() < 0.5 ? 'buy' : 'sell'
        const edge = random() < 0.3 ? 30 : 320
        const price = 10_000 + Math.floor((random() * 2 - 1) * edge)
        await scene.place(account(), { side, price, quantity: 1 + Math.floor(random() ** 3 * 4000) })
        if (random() < 0.4) {
          const { result } = await scene.engine.read({ kind: 'open_orders', account: account() as AccountId })
          const found = result[Math.floor(random() * result.length)]
          if (found) await scene.submit({ kind: 'cancel_order', account: found.account, order: found.order })
        }
      }
      if (round % 6 === 3) {
        peers.push(await scene.connect('btcusdt.trades,btcusdt.ob-inc'))
        books.push(new StrictBook())
        peers[0]!.say({ event: 'subscribe', streams: ['btcusdt.ob-inc'] })
      }
      for (const [index, peer] of peers.entries()) {
        await settled(scene, peer)
        books[index]!.follow(peer)
        await sameAsEngine(scene, books[index]!)
      }
    }
    assert.equal(books[0]!.snapshots, 4)
    assert.ok(books[0]!.sequence > 300)
  },
)

test(
  'the snapshot comes before the reply, again at every subscription, and unsubscribing ends the stream',
  limit,
  async (t) => {
    const scene = await openScene(t)
    await scene.place('IDALICE', { side: 'sell', price: 10_100, quantity: 1500 })
    const peer = await scene.connect('btcusdt.ob-inc')
    const snapshot = { asks: [['101.0', '1.5']], bids: [], sequence: 1 }
    assert.deepEqual(peer.heard, [
      { 'btcusdt.ob-snap': snapshot },
      { success: { message: 'subscribed', streams: ['btcusdt.ob-inc'] } },
    ])
    await scene.place('IDBOB', { side: 'buy', price: 10_100, quantity: 1500 })
    assert.deepEqual(await peer.next('btcusdt.ob-inc'), { asks: ['101.0', ''], sequence: 2 })

    peer.say({ event: 'subscribe', streams: ['btcusdt.ob-inc'] })
    await peer.next('success')
    assert.deepEqual(peer.heard.slice(-2), [
      { 'btcusdt.ob-snap': { asks: [], bids: [], sequence: 2 } },
      { success: { message: 'subscribed', streams: ['btcusdt.ob-inc'] } },
    ])
    peer.say({ event: 'unsubscribe', streams: ['btcusdt.ob-inc', 'never.subscribed'] })
    assert.deepEqual(await peer.next('success'), { message: 'unsubscribed', streams: [] })
    const heard = peer.heard.length
    await scene.place('IDBOB', { side: 'buy', price: 9_000, quantity: 5 })
    await settled(scene, peer)
    assert.deepEqual(peer.heard.slice(heard), ['pong'])
  },
)

test('trades, tickers and candles reach their readers as they change', limit, async (t) => {
  const scene = await openScene(t, { tickersMs: 5, kLineMs: 5 })
  const peer = await scene.connect('global.tickers,btcusdt.trades,btcusdt.kline-1m')
  const at = scene.now.at / 1000
  const first = (await peer.next('global.tickers')) as Record<string, { last: string }>
  assert.equal(first['btcusdt']!.last, '0.0')
  await scene.place('IDALICE', { side: 'sell', price: 10_100, quantity: 1500 })
  await scene.place('IDBOB', { side: 'buy', price: 10_100, quantity: 500 })
  assert.deepEqual(await peer.next('btcusdt.trades'), {
    trades: [{ tid: 1, taker_type: 'buy', date: at, price: '101.0', amount: '0.5' }],
  })
  assert.deepEqual(await peer.next('btcusdt.kline-1m'), [at, 101, 101, 101, 101, 0.5])
  let ticker
  do ticker = ((await peer.next('global.tickers')) as Record<string, { last: string }>)['btcusdt']!
  while (ticker.last === '0.0')
  assert.deepEqual(ticker, {
    at: String(at),
    avg_price: '101.0',
    high: '101.0',
    last: '101.0',
    low: '101.0',
    open: '101.0',
    price_change_percent: '+0.00%',
    volume: '50.5',
    vol: '50.5',
    amount: '0.5',
  })
  // The minute passes: what closed is told to its end before the next one opens, flat.
  await scene.place('IDBOB', { side: 'buy', price: 10_100, quantity: 500 })
  await scene.marketData.reached(scene.engine.sequence())
  scene.now.at += 60_000
  assert.deepEqual(await peer.next('btcusdt.kline-1m'), [at, 101, 101, 101, 101, 1])
  assert.deepEqual(await peer.next('btcusdt.kline-1m'), [at + 60, 101, 101, 101, 101, 0])
})
