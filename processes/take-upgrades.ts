import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Decision } from '../barong/index.ts'
import type { Logger } from '../platform/log/index.ts'
import type { AuthorizeUpgrade } from './gateway.ts'

export type Allowed = Extract<Decision, { allowed: true }>
/** Takes over the socket of a caller who may come in. */
export type Admit = (upgrade: {
  request: IncomingMessage
  socket: Duplex
  head: Buffer
  decision: Allowed
}) => Promise<void>

/**
 * Decides about every upgrade of a server, and lets in who may. Node hands such a socket over and listens to it no
 * more: whoever breaks it off while it is decided about, or after he was refused, must find somebody who does, or the
 * whole process would end by him.
 */
export function takeUpgrades(
  server: Server,
  { authorizeUpgrade, admit, log }: { authorizeUpgrade: AuthorizeUpgrade; admit: Admit; log: Logger },
): void {
  async function take(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const decision = await authorizeUpgrade(request)
    if (decision.allowed) return admit({ request, socket, head, decision })
    // Who was refused does not keep his side open for as long as he likes.
    socket.end(denial(decision), () => socket.destroy())
  }
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    take(request, socket, head).catch((err: unknown) => {
      log.error({ err }, 'an upgrade failed')
      socket.destroy()
    })
  })
}

/** A refused upgrade is still HTTP. */
function denial({ status, errors }: Extract<Decision, { allowed: false }>): string {
  const body = JSON.stringify({ errors })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    'connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
