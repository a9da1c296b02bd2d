import { connect } from 'node:net'
import type { Driven } from './drive-http.ts'

export type SocketLoad = {
  kind: 'socket'
  port: number
  token: string
  bodies: object[]
  /** Requests that are on their way at once. */
  inFlight: number
  seconds: number
}

const handshake = (port: number, token: string) =>
  [
    'GET /api/v2/ranger/private HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    `authorization: Bearer ${token}`,
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    `sec-websocket-key: ${Buffer.alloc(16, 'k').toString('base64')}`,
    '\r\n',
  ].join('\r\n')

/** One socket, so many orders on their way: a new one is sent for each that was answered. */
export async function driveSocket({ port, token, bodies, inFlight, seconds }: SocketLoad): Promise<Driven> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  socket.write(handshake(port, token))
  await new Promise<void>((resolve, reject) => {
    socket.once('data', () => resolve())
    socket.once('error', reject)
  })
  const open = new Set<number>()
  const result = { answered: 0, refused: 0 }
  let last = 0
  const send = (count: number) => {
    const frames: Buffer[] = []
    for (let index = 0; index < count; index++) {
      const id = (last += 1)
      open.add(id)
      const data = bodies[id % bodies.length]
      frames.push(clientFrame(JSON.stringify({ event: 'place_order', id, data })))
    }
    socket.write(Buffer.concat(frames))
  }
  const started = performance.now()
  const until = started + seconds * 1_000
  await new Promise<void>((resolve, reject) => {
    let rest: Buffer = Buffer.alloc(0)
    socket.on('close', () => reject(new Error('the socket was closed')))
    socket.on('data', (part: Buffer) => {
      rest = rest.length === 0 ? part : Buffer.concat([rest, part])
      const before = open.size
      rest = takeFrames(rest, (text) => {
        const { reply } = JSON.parse(text) as { reply?: { id: number; status: number } }
        if (!reply) return
        if (!open.delete(reply.id)) reject(new Error(`request ${reply.id} was answered twice`))
        if (reply.status === 201) result.answered += 1
        else result.refused += 1
      })
      if (performance.now() < until) send(before - open.size)
      else if (open.size === 0) resolve()
    })
    send(inFlight)
  })
  socket.removeAllListeners('close').destroy()
  return { ...result, seconds: (performance.now() - started) / 1_000 }
}

/** A client's frame is masked; a mask of zeros leaves the payload as it is. */
function clientFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const head = payload.length < 126 ? [0x81, 0x80 | payload.length] : [0x81, 0x80 | 126, payload.length >> 8]
  if (payload.length >= 126) head.push(payload.length & 0xff)
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload])
}

/** Hands over the text of every whole frame, and gives what is left. */
function takeFrames(bytes: Buffer, tell: (text: string) => void): Buffer {
  let at = 0
  for (;;) {
    if (bytes.length < at + 4) return bytes.subarray(at)
    const short = bytes[at + 1]!
    const [head, length] = short < 126 ? [2, short] : [4, bytes.readUInt16BE(at + 2)]
    if (bytes.length < at + head + length) return bytes.subarray(at)
    tell(bytes.toString('utf8', at + head, at + head + length))
    at += head + length
  }
}
