import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** Refuses an upgrade with a plain HTTP answer, and ends the connection. */
export function refuseUpgrade(socket: Duplex, status: 401 | 403 | 503, key: string): void {
  const body = JSON.stringify({ errors: [key] })
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.once('error', () => socket.destroy())
  // Who was refused does not keep his side open for as long as he likes.
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

/**
 * Whether the page that opens the socket may: one of ours, or of a host that was named. Programs send no
 * origin. A browser sends the user's cookie along whoever asks, so this is what keeps strangers' pages out.
 */
export function originAllowed({ headers }: IncomingMessage, hosts: readonly string[]): boolean {
  const { origin, host } = headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const from = new URL(origin).host
  return from === host || hosts.includes(from)
}
