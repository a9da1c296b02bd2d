import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Barong, Decision } from '../barong/index.ts'
import { refuseUpgrade } from '../platform/http/index.ts'
import type { Logger } from '../platform/log/index.ts'
import type { AuthorizeUpgrade } from './gateway.ts'

export type Allowed = Extract<Decision, { allowed: true }>
/** Makes ready for a caller who may come in; what it gives then takes over his socket, in the same turn. */
export type Admit = (upgrade: {
  request: IncomingMessage
  socket: Duplex
  head: Buffer
  decision: Allowed
}) => Promise<() => void>

type Given = {
  authorizeUpgrade: AuthorizeUpgrade
  admit: Admit
  onSessionRevoked: Barong['onSessionRevoked']
  log: Logger
}
type Revocation = { uid: string; sessionKey: string | undefined }

/**
 * Decides about every upgrade of a server, and lets in who may. Node hands such a socket over and listens to it no
 * more: whoever breaks it off while it is decided about, or after he was refused, must find somebody who does, or the
 * whole process would end by him.
 */
export function takeUpgrades(
  server: Server,
  { authorizeUpgrade, admit, onSessionRevoked, log }: Given,
): void {
  /** What ended while an upgrade was decided about: its socket is not among those that were closed for it. */
  const ended = new Set<Revocation[]>()
  onSessionRevoked((uid, sessionKey) => {
    for (const meanwhile of ended) meanwhile.push({ uid, sessionKey })
  })

  async function take(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const meanwhile: Revocation[] = []
    ended.add(meanwhile)
    try {
      const decision = await authorizeUpgrade(request)
      if (!decision.allowed) return refuseUpgrade(socket, decision.status, decision.errors)
      const enter = await admit({ request, socket, head, decision })
      if (meanwhile.some((each) => concerns(each, decision)))
        refuseUpgrade(socket, 401, ['authz.invalid_session'])
      else enter()
    } finally {
      ended.delete(meanwhile)
    }
  }
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    take(request, socket, head).catch((err: unknown) => {
      log.error({ err }, 'an upgrade failed')
      socket.destroy()
    })
  })
}

const concerns = ({ uid, sessionKey }: Revocation, decision: Allowed): boolean =>
  uid === decision.uid && (sessionKey === undefined || sessionKey === decision.sessionKey)
