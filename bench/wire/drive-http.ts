import { connect, type Socket } from 'node:net'

export type HttpLoad = {
  kind: 'http'
  port: number
  path: string
  /** Of the answers that count. */
  status: number
  bodies: object[]
  /** One connection each; `''` for none. */
  tokens: string[]
  seconds: number
}
export type Driven = { answered: number; refused: number; seconds: number }

/** A closed loop: every connection sends its next request when the last one was answered. */
export async function driveHttp({ port, path, status, bodies, tokens, seconds }: HttpLoad): Promise<Driven> {
  const texts = bodies.map((body) => JSON.stringify(body))
  const expected = `HTTP/1.1 ${status} `
  const until = performance.now() + seconds * 1_000
  let answered = 0
  let refused = 0
  let next = 0
  const started = performance.now()
  await Promise.all(
    tokens.map(async (token) => {
      const requests = texts.map((text) => requestOf(path, token, text))
      const socket = connect(port, '127.0.0.1').setNoDelay(true)
      await new Promise<void>((resolve, reject) => {
        const send = () => socket.write(requests[next++ % requests.length]!)
        socket.on('error', reject)
        onResponses(socket, (head) => {
          if (head.startsWith(expected)) answered += 1
          else refused += 1
          if (performance.now() < until) send()
          else resolve()
        })
        socket.once('connect', send)
      })
      socket.destroy()
    }),
  )
  return { answered, refused, seconds: (performance.now() - started) / 1_000 }
}

const requestOf = (path: string, token: string, body: string): Buffer =>
  Buffer.from(
    [
      `POST ${path} HTTP/1.1`,
      'host: 127.0.0.1',
      ...(token === '' ? [] : [`authorization: Bearer ${token}`]),
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )

/** Tells the head of each response when its body is there as well; all of them name their length. */
function onResponses(socket: Socket, tell: (head: string) => void): void {
  let text = ''
  socket.setEncoding('latin1').on('data', (part: string) => {
    text += part
    for (;;) {
      const headEnd = text.indexOf('\r\n\r\n')
      if (headEnd < 0) return
      const head = text.slice(0, headEnd)
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1])
      const end = headEnd + 4 + length
      if (text.length < end) return
      text = text.slice(end)
      tell(head)
    }
  })
}
