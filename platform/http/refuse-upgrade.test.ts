import assert from 'node:assert/strict'
import { Duplex } from 'node:stream'
import { test } from 'node:test'
import { refuseUpgrade } from './refuse-upgrade.ts'

test('who was refused is told why, and cannot keep the socket open', async () => {
  const said: string[] = []
  const socket = new Duplex({
    // The other side never says that it is done.
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      said.push(chunk.toString())
      done()
    },
  })
  const closed = new Promise((resolve) => socket.once('close', resolve))
  refuseUpgrade(socket, 503, ['server.too_many_clients'])
  await closed
  assert.match(said.join(''), /^HTTP\/1\.1 503 [^]*\r\n\r\n\{"errors":\["server\.too_many_clients"\]\}$/)
})
