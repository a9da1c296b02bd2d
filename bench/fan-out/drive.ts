// A thousand readers in a process of its own, as light as they can be: they count bytes.
import { connect } from 'node:net'
import { speak } from '../wire/pinned.ts'

type Question = { open: { port: number; path: string; count: number } } | { bytes: true }

let bytes = 0

async function open({ port, path, count }: { port: number; path: string; count: number }): Promise<object> {
  const request = [
    `GET ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    `sec-websocket-key: ${Buffer.alloc(16, 'k').toString('base64')}`,
    '\r\n',
  ].join('\r\n')
  for (let index = 0; index < count; index++) {
    const socket = connect(port, '127.0.0.1')
    socket.write(request)
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.once('data', () => resolve())
    })
    socket.on('data', (part: Buffer) => (bytes += part.length))
  }
  return { opened: count }
}

speak({}, (question: Question) => ('open' in question ? open(question.open) : { bytes }))
