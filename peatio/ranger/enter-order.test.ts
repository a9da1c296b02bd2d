import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ordersInFlightMax } from '../../contract/index.ts'
import { openScene, type Entered, type Peer, type Scene } from './scene.ts'

const limit = { timeout: 30_000 }
const alice = { uid: 'IDALICE', path: 'private', trades: true } as const
const place = (id: unknown, data?: unknown) => ({ event: 'place_order', id, data })
const done = { status: 201, body: { id: 1 } }

/** The entered orders, once there are so many. */
async function entered(scene: Scene, count: number): Promise<Entered[]> {
  while (scene.entered.length < count) await new Promise(setImmediate)
  return scene.entered
}

/** A reply to `ping`: everything said before it has been dealt with. */
async function caughtUp(peer: Peer): Promise<void> {
  const before = peer.heard.filter((each) => each === 'pong').length
  peer.say('ping')
  while (peer.heard.filter((each) => each === 'pong').length === before) await new Promise(setImmediate)
}

const replies = ({ heard }: Peer) =>
  heard.flatMap((each) => (typeof each === 'object' && each['reply']) || [])

test('requests are entered in their order, and each is answered once by its id', limit, async (t) => {
  const scene = await openScene(t)
  const peer = await scene.connect('', alice)
  peer.say(place('a', { market: 'btcusdt' }))
  peer.say({ event: 'cancel_order', id: 2, data: { id: 7 } })
  peer.say({ event: 'cancel_orders', id: 'c' })
  const [first, second, third] = await entered(scene, 3)
  assert.deepEqual(
    scene.entered.map(({ verb, raw }) => [verb, raw]),
    [
      ['place_order', { market: 'btcusdt' }],
      ['cancel_order', { id: 7 }],
      ['cancel_orders', {}],
    ],
  )
  await caughtUp(peer)
  assert.deepEqual(replies(peer), [], 'nothing is said before the answer is there')
  third!.answer({ status: 201, body: [] })
  first!.answer(done)
  second!.answer({ status: 404, body: { errors: ['record.not_found'] } })
  for (const expected of [
    { id: 'c', status: 201, body: [] },
    { id: 'a', status: 201, body: { id: 1 } },
    { id: 2, status: 404, body: { errors: ['record.not_found'] } },
  ])
    assert.deepEqual(await peer.next('reply'), expected)
  await caughtUp(peer)
  assert.equal(replies(peer).length, 3)
})

test('requests beyond the limit are refused and not entered, and answers make room', limit, async (t) => {
  const scene = await openScene(t, { ordersInFlightMax: 2 })
  const peer = await scene.connect('', alice)
  for (const id of ['a', 'b', 'c']) peer.say(place(id))
  assert.deepEqual(await peer.next('reply'), {
    id: 'c',
    status: 429,
    body: { errors: ['market.order.too_many_in_flight'] },
  })
  assert.equal(scene.entered.length, 2)
  scene.entered[0]!.answer(done)
  assert.deepEqual(await peer.next('reply'), { id: 'a', ...done })
  peer.say(place('d'))
  await entered(scene, 3)
})

test('the number of orders is not bounded by that of other messages', limit, async (t) => {
  const scene = await openScene(t, { messagesMax: 5 })
  const peer = await scene.connect('', alice)
  assert.ok(ordersInFlightMax >= 20)
  for (let id = 0; id < 20; id++) peer.say(place(id))
  for (const { answer } of await entered(scene, 20)) answer(done)
  for (let id = 0; id < 20; id++) assert.deepEqual(await peer.next('reply'), { id, ...done })
  for (let count = 0; count < 6; count++) peer.say('nonsense')
  assert.equal(await peer.closed, 1006)
})

test('a socket that may not trade is told so, on either path', limit, async (t) => {
  const scene = await openScene(t)
  for (const who of [{}, { uid: 'IDALICE', path: 'private' as const }]) {
    const peer = await scene.connect('', who)
    peer.say(place('a'))
    const refused = { id: 'a', status: 401, body: { errors: ['authz.invalid_session'] } }
    assert.deepEqual(await peer.next('reply'), refused)
  }
  assert.equal(scene.entered.length, 0)
})

test('a request without a usable id, or whose data is no object, is not entered', limit, async (t) => {
  const scene = await openScene(t)
  const peer = await scene.connect('', alice)
  for (const id of [undefined, null, '', 'x'.repeat(37), 1.5, {}, true]) {
    peer.say(place(id))
    assert.equal(await peer.next('error'), 'Could not parse message: a request has an id')
  }
  for (const data of [null, [], 'text', 1]) {
    peer.say(place('a', data))
    assert.equal(await peer.next('error'), 'Could not parse message: data is an object')
  }
  assert.equal(scene.entered.length, 0)
})

test('an answer for a socket that is gone is dropped', limit, async (t) => {
  const scene = await openScene(t)
  const peer = await scene.connect('', alice)
  peer.say(place('a'))
  const [order] = await entered(scene, 1)
  peer.ws.terminate()
  while (scene.ranger.clients() > 0) await new Promise(setImmediate)
  order!.answer(done)
  const other = await scene.connect('', alice)
  await caughtUp(other)
  assert.deepEqual(replies(other), [])
})

test('who was said goodbye to and talks on is not heard any more', limit, async (t) => {
  const scene = await openScene(t)
  const peer = await scene.connect('', alice)
  peer.say(place('before'))
  const [before] = await entered(scene, 1)
  before!.answer(done)
  // Reads nothing from here on, and so never answers the goodbye.
  peer.ws.pause()
  scene.ranger.revoke('IDALICE')
  peer.say(place('after'))
  peer.say({ event: 'cancel_on_disconnect', enabled: true })
  const other = await scene.connect('', { uid: 'IDBOB', path: 'private' })
  await caughtUp(other)
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.equal(scene.entered.length, 1)
  peer.ws.terminate()
})
