import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientFrameBytesMax } from '../../contract/streams.ts'
import { FeedClient, waitMs, type ConnectionState, type SocketLike } from './feed-client.ts'

/** A world whose time and sockets are moved by hand. */
function setUp() {
  const sockets: (SocketLike & { url: string; sent: string[]; closed: boolean })[] = []
  const timers: { ms: number; act: () => void }[] = []
  const states: ConnectionState[] = []
  const counts = { recovered: 0, failed: 0 }
  const client = new FeedClient({
    connect(url) {
      const socket = {
        url,
        sent: [] as string[],
        closed: false,
        onopen: null,
        onmessage: null,
        onclose: null,
        send(text: string) {
          this.sent.push(text)
        },
        close() {
          this.closed = true
        },
      }
      sockets.push(socket)
      return socket
    },
    urlOf: (streams, isPrivate) => `${isPrivate ? 'private' : 'public'}?${streams.join()}`,
    after(ms, act) {
      const timer = { ms, act }
      timers.push(timer)
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1))
    },
    random: () => 1,
    onState: (state) => states.push(state),
    onRecovered: () => (counts.recovered += 1),
    onFailed: (times) => (counts.failed = times),
  })
  const last = () => sockets.at(-1)!
  const run = (ms: number) => {
    const timer = timers.find((each) => each.ms === ms)
    assert.ok(timer, `a timer of ${ms} ms, among ${timers.map((each) => each.ms).join()}`)
    timers.splice(timers.indexOf(timer), 1)
    timer.act()
  }
  const say = (message: unknown) => last().onmessage?.({ data: JSON.stringify(message) })
  return { client, sockets, states, counts, last, run, say, timers }
}

const subscribe = (...streams: string[]) => JSON.stringify({ event: 'subscribe', streams })
const unsubscribe = (...streams: string[]) => JSON.stringify({ event: 'unsubscribe', streams })

test('streams that were asked for before the start are in the address; later ones are subscribed', () => {
  const { client, last } = setUp()
  client.listen('global.tickers', () => undefined)
  client.start()
  assert.equal(last().url, 'public?global.tickers')
  client.listen('btcusdt.trades', () => undefined)
  last().onopen?.()
  client.listen('order', () => undefined)
  assert.deepEqual(last().sent, [subscribe('btcusdt.trades'), subscribe('order')])
})

test('a message reaches the listeners of its stream; a snapshot reaches those of its increments', () => {
  const { client, last, say } = setUp()
  const heard: unknown[] = []
  client.listen('btcusdt.ob-inc', (payload, topic) => heard.push([topic, payload]))
  client.start()
  last().onopen?.()
  say({ 'btcusdt.ob-snap': 1 })
  say({ success: { message: 'subscribed', streams: [] } })
  say({ 'btcusdt.ob-inc': 2 })
  say({ 'ethusdt.ob-inc': 3 })
  last().onmessage?.({ data: '{"half' })
  assert.deepEqual(heard, [
    ['btcusdt.ob-snap', 1],
    ['btcusdt.ob-inc', 2],
  ])
})

test('the last listener that leaves ends the subscription, not an earlier one', () => {
  const { client, last } = setUp()
  const leave = [1, 2].map(() => client.listen('a.trades', () => undefined))
  client.start()
  last().onopen?.()
  leave[0]!()
  leave[0]!()
  assert.deepEqual(last().sent, [])
  leave[1]!()
  assert.deepEqual(last().sent, [unsubscribe('a.trades')])
})

test('a lost socket is said, comes back later each time, and is told apart from a recovered one', () => {
  const { client, last, run, states, sockets, counts } = setUp()
  client.listen('a.trades', () => undefined)
  client.start()
  last().onopen?.()
  last().onclose?.()
  assert.deepEqual(states, ['open', 'lost'])
  run(500)
  last().onclose?.()
  run(1000)
  assert.equal(counts.failed, 2)
  assert.equal(sockets.length, 3)
  assert.equal(last().url, 'public?a.trades')
  last().onopen?.()
  assert.deepEqual(states, ['open', 'lost', 'open'])
  assert.equal(counts.recovered, 1)
})

test('the first connection is no recovery', () => {
  const { client, last, counts } = setUp()
  client.start()
  last().onopen?.()
  assert.equal(counts.recovered, 0)
})

test('a silent socket is asked, and given up when it does not answer', () => {
  const { client, last, run, say, states } = setUp()
  client.start()
  last().onopen?.()
  run(20_000)
  assert.deepEqual(last().sent, ['ping'])
  say({ 'global.tickers': {} })
  run(10_000)
  assert.deepEqual(states, ['open'])
  run(20_000)
  run(10_000)
  assert.deepEqual(states, ['open', 'lost'])
})

test('a socket that never opens is given up', () => {
  const { client, last, run, states } = setUp()
  client.start()
  run(8_000)
  assert.ok(last().closed)
  assert.deepEqual(states, ['lost'])
})

test('signing in replaces the public socket by a private one, and what was missed is read again', () => {
  const { client, last, sockets, counts } = setUp()
  client.start()
  last().onopen?.()
  client.setPrivate(true)
  assert.ok(sockets[0]!.closed)
  assert.equal(last().url, 'private?')
  sockets[0]!.onclose?.()
  last().onopen?.()
  assert.equal(sockets.length, 2)
  assert.equal(counts.recovered, 1)
})

test('no frame grows beyond what servers take', () => {
  const { client, last } = setUp()
  client.start()
  for (let at = 0; at < 40; at += 1) client.listen(`somelongmarket${at}.kline-15m`, () => undefined)
  last().onopen?.()
  assert.ok(last().sent.every((frame) => frame.length <= clientFrameBytesMax))
  assert.equal(
    last().sent.flatMap((frame) => (JSON.parse(frame) as { streams: string[] }).streams).length,
    40,
  )
})

test('a gap is healed by subscribing again', () => {
  const { client, last } = setUp()
  client.listen('a.ob-inc', () => undefined)
  client.start()
  last().onopen?.()
  client.resubscribe('a.ob-inc')
  assert.deepEqual(last().sent, [unsubscribe('a.ob-inc'), subscribe('a.ob-inc')])
})

test('back online it tries at once; stopped it leaves nothing behind', () => {
  const { client, last, sockets, timers } = setUp()
  client.start()
  last().onclose?.()
  client.retryNow()
  assert.equal(sockets.length, 2)
  last().onopen?.()
  client.stop()
  assert.ok(last().closed)
  assert.equal(timers.length, 0)
})

test('waits double up to a ceiling, and half of each is chance', () => {
  assert.deepEqual(
    [0, 1, 2].map((failures) => waitMs(failures, 1)),
    [500, 1000, 2000],
  )
  assert.equal(waitMs(30, 1), 15_000)
  assert.equal(waitMs(30, 0), 7_500)
})
