import assert from 'node:assert/strict'
import { connect as connectTcp, type Socket } from 'node:net'
import { test } from 'node:test'
import { openScene, type Scene, type Who } from './scene.ts'

/** What is waited for and never comes fails its test. */
const limit = { timeout: 30_000 }

const statusOf = async (scene: Scene, who: Who): Promise<string> => {
  try {
    const peer = await scene.connect('', who)
    peer.ws.close()
    return 'open'
  } catch (error) {
    return (error as Error).message
  }
}

/** A socket that speaks no websocket after the handshake: it answers nothing by itself. */
async function rawSocket(scene: Scene): Promise<Socket> {
  const socket = connectTcp(Number(new URL(scene.url).port), '127.0.0.1')
  const lines = [
    'GET /private/?stream=deposit_address HTTP/1.1',
    'Host: x',
    'x-uid: IDALICE',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  await new Promise((resolve) => socket.once('data', resolve))
  return socket
}

test('a private socket needs a user, and a page needs to be ours or named', limit, async (t) => {
  const scene = await openScene(t, { origins: ['trade.example'] })
  assert.match(await statusOf(scene, { path: 'private' }), /401/)
  assert.equal(await statusOf(scene, { path: 'private', uid: 'IDALICE' }), 'open')
  assert.match(await statusOf(scene, { origin: 'https://evil.example' }), /403/)
  assert.match(await statusOf(scene, { origin: 'null' }), /403/)
  assert.equal(await statusOf(scene, { origin: 'https://trade.example' }), 'open')
  assert.equal(await statusOf(scene, { origin: scene.url.replace('ws:', 'http:') }), 'open')
})

test('sockets beyond the limit are refused, and a closed one makes room', limit, async (t) => {
  const scene = await openScene(t, { clientsMax: 1 })
  const first = await scene.connect('')
  assert.match(await statusOf(scene, {}), /503/)
  first.ws.close()
  await first.closed
  while (scene.ranger.clients() > 0) await new Promise(setImmediate)
  assert.equal(await statusOf(scene, {}), 'open')
})

test('who comes while everyone is said goodbye to is not taken in', limit, async (t) => {
  const scene = await openScene(t)
  const peer = await scene.connect('')
  const closing = scene.ranger.close()
  assert.match(await statusOf(scene, {}), /503/)
  await Promise.all([closing, peer.closed])
  assert.equal(scene.ranger.clients(), 0)
})

test('bad frames get the documented errors and harm nothing', limit, async (t) => {
  const scene = await openScene(t, { streamsMax: 2 })
  const peer = await scene.connect('')
  assert.deepEqual(peer.heard, [{ success: { message: 'subscribed', streams: [] } }])
  peer.say('{')
  assert.match((await peer.next('error')) as string, /^Could not parse message: /)
  peer.say({ event: 'subscribe' })
  assert.equal(await peer.next('error'), 'No streams provided')
  peer.say({ event: 'shout', streams: [] })
  assert.equal(await peer.next('error'), 'Could not parse Type: Invalid event')
  peer.say({ event: 'subscribe', streams: ['order', 'finex.a.b', 'unknown.trades', 'a.b', 'c.d'] })
  assert.deepEqual(await peer.next('success'), { message: 'cannot subscribe to finex.a.b' })
  assert.equal(await peer.next('error'), 'Too many streams: at most 2')
  assert.deepEqual(await peer.next('success'), { message: 'subscribed', streams: ['unknown.trades', 'a.b'] })
  peer.say('ping')
  assert.equal(await peer.next('pong'), 'pong')
})

test('a frame that is too long, and a client that says too much, are dropped', limit, async (t) => {
  const scene = await openScene(t, { messagesMax: 20 })
  const long = await scene.connect('')
  long.say('x'.repeat(513))
  assert.equal(await long.closed, 1009)
  const loud = await scene.connect('')
  for (let count = 0; count < 21; count++) loud.say('ping')
  await loud.closed
  assert.equal(loud.heard.filter((message) => message === 'pong').length <= 20, true)
})

test('a reader who stops reading is cut, and the others are not', limit, async (t) => {
  const scene = await openScene(t, { bufferedBytesMax: 64 * 1024 })
  const slow = await rawSocket(scene)
  slow.pause()
  slow.on('error', () => slow.destroy())
  const quick = await scene.connect('deposit_address', { uid: 'IDALICE' })
  let sent = 0
  // What the system's own buffers take is megabytes; then it piles up here, and must not.
  while (scene.ranger.clients() > 1 && sent < 200_000) {
    const event = {
      type: 'create' as const,
      currencies: ['btc'],
      blockchain_key: null,
      address: 'x'.repeat(1000),
    }
    scene.ranger.publishDepositAddress('IDALICE', event)
    if (++sent % 20 === 0) await new Promise(setImmediate)
  }
  assert.equal(scene.ranger.clients(), 1)
  assert.equal(quick.ws.readyState, quick.ws.OPEN)
  slow.destroy()
})

test('a peer that answers no pings is cut', limit, async (t) => {
  const scene = await openScene(t, { pingMs: 54, pongMs: 60 })
  const alive = await scene.connect('')
  const dead = await rawSocket(scene)
  const beats = setInterval(() => (scene.now.at += 6), 6)
  t.after(async () => clearInterval(beats))
  dead.resume()
  await new Promise((resolve) => dead.once('close', resolve))
  assert.equal(alive.ws.readyState, alive.ws.OPEN)
})
