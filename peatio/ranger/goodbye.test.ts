import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { openScene } from './scene.ts'

/** A client's frame of at most 125 bytes; a mask of zeros leaves the payload as it is. */
const frame = (opcode: number, payload: string): Buffer =>
  Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | payload.length, 0, 0, 0, 0]), Buffer.from(payload)])
const [textOpcode, closeOpcode] = [1, 8]

/** The opcodes of a server's short frames. */
function opcodesOf(bytes: Buffer): number[] {
  const opcodes: number[] = []
  for (let at = 0; at < bytes.length; at += 2 + bytes[at + 1]!) {
    assert.ok(bytes[at + 1]! < 126, 'short frames')
    opcodes.push(bytes[at]! & 0x0f)
  }
  return opcodes
}

test(
  'nothing comes behind the answer to a goodbye, also to what was asked with it',
  { timeout: 20_000 },
  async (t) => {
    const scene = await openScene(t)
    const socket = connect(Number(new URL(scene.url).port), '127.0.0.1')
    const handshake = [
      'GET /api/v2/ranger/public HTTP/1.1',
      'host: 127.0.0.1',
      'connection: Upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      `sec-websocket-key: ${Buffer.alloc(16, 'k').toString('base64')}`,
      '\r\n',
    ]
    socket.write(handshake.join('\r\n'))
    let heard = Buffer.alloc(0)
    socket.on('data', (part) => (heard = Buffer.concat([heard, part])))
    const headEnd = () => heard.indexOf('\r\n\r\n')
    while (headEnd() < 0) await once(socket, 'data')
    // The list of his streams comes first, by itself.
    while (heard.length === headEnd() + 4) await once(socket, 'data')
    socket.write(
      Buffer.concat([frame(textOpcode, 'ping'), frame(textOpcode, 'ping'), frame(closeOpcode, '')]),
    )
    await once(socket, 'close')
    const opcodes = opcodesOf(heard.subarray(headEnd() + 4))
    assert.equal(opcodes.at(-1), closeOpcode)
    assert.equal(opcodes.filter((opcode) => opcode === closeOpcode).length, 1)
  },
)
