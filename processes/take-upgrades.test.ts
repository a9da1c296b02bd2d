import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { test, type TestContext } from 'node:test'
import { pino } from 'pino'
import type { Decision } from '../barong/index.ts'
import { takeUpgrades, type Admit } from './take-upgrades.ts'

const log = pino({ level: 'silent' })
const denied: Decision = { allowed: false, status: 401, errors: ['authz.invalid_session'] }

type Told = (uid: string, sessionKey?: string) => void
type Given = { decide?: () => Promise<Decision>; admit?: Admit; onSessionRevoked?: (told: Told) => void }

async function serve(t: TestContext, given: Given): Promise<Server> {
  const { decide = () => Promise.resolve(denied), onSessionRevoked = () => undefined } = given
  const { admit = async () => assert.fail('nobody is let in') } = given
  const server = createServer()
  t.after(() => void (server.closeAllConnections(), server.close()))
  takeUpgrades(server, { authorizeUpgrade: decide, admit, onSessionRevoked, log })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return server
}

/** A client that asks for a socket and keeps his side open whatever he is answered, and the server's end of it. */
async function ask(t: TestContext, server: Server): Promise<[client: Socket, socket: Socket]> {
  const { port } = server.address() as AddressInfo
  const accepted = once(server, 'connection')
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  t.after(() => client.destroy())
  client.on('error', () => undefined)
  client.write('GET /x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  return [client, ((await accepted) as [Socket])[0]]
}

/** Also after an error, which is what some of these sockets end by. */
const closed = (socket: Socket) => new Promise<unknown>((resolve) => socket.once('close', resolve))

test('who breaks off while it is decided about him ends his socket, and not the process', async (t) => {
  let decide = (_: Decision): void => assert.fail('nobody was asked yet')
  let asked = (): void => undefined
  const wasAsked = new Promise<void>((resolve) => (asked = resolve))
  const server = await serve(t, {
    decide: () =>
      new Promise((resolve) => {
        decide = resolve
        asked()
      }),
  })
  const [client, socket] = await ask(t, server)
  await wasAsked
  const gone = closed(socket)
  client.resetAndDestroy()
  await gone
  decide(denied)
})

test('who breaks off after he was refused ends his socket, and not the process', async (t) => {
  const server = await serve(t, {})
  const [client, socket] = await ask(t, server)
  const gone = closed(socket)
  client.once('data', () => client.resetAndDestroy())
  await gone
})

test('who was refused is told why, and cannot keep the socket open', async (t) => {
  const server = await serve(t, {})
  const [client, socket] = await ask(t, server)
  const gone = closed(socket)
  const [answer] = (await once(client, 'data')) as [Buffer]
  assert.match(
    answer.toString(),
    /^HTTP\/1\.1 401 Unauthorized\r\n[^]*\r\n\r\n\{"errors":\["authz\.invalid_session"\]\}$/,
  )
  await gone
})

test('an admission that fails ends the socket', async (t) => {
  const admit = () => Promise.reject(new Error('no room'))
  const server = await serve(t, { decide: () => Promise.resolve({ allowed: true }), admit })
  const [, socket] = await ask(t, server)
  await closed(socket)
})

const alice = {
  allowed: true,
  authorization: 'Bearer ours',
  uid: 'IDALICE',
  by: 'cookie',
  sessionKey: 'one',
  may: () => true,
} as const satisfies Decision
const entered = 'HTTP/1.1 101 Switching Protocols'
const refused = 'HTTP/1.1 401 Unauthorized'
const revocations: [string, Parameters<Told>, string][] = [
  ['her session', ['IDALICE', 'one'], refused],
  ['everything of hers', ['IDALICE'], refused],
  ['another session of hers', ['IDALICE', 'two'], entered],
  ["somebody else's session", ['IDBOB', 'one'], entered],
]
for (const [what, revocation, expected] of revocations) {
  test(`when ${what} ends while she comes in: ${expected}`, async (t) => {
    let revoke: Told = () => assert.fail('nobody asked to be told')
    const server = await serve(t, {
      decide: () => Promise.resolve(alice),
      onSessionRevoked: (told) => (revoke = told),
      async admit({ socket }) {
        revoke(...revocation)
        return () => socket.end(`${entered}\r\n\r\n`)
      },
    })
    const [client] = await ask(t, server)
    const [answer] = (await once(client, 'data')) as [Buffer]
    assert.equal(answer.toString().split('\r\n', 1)[0], expected)
  })
}
