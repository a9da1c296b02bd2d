import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer, type RawData } from 'ws'
import { clientFrameBytesMax, type DepositAddressEvent } from '../../contract/index.ts'
import { refuseUpgrade } from '../../platform/http/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { Catalog } from '../catalog/index.ts'
import type { MarketData } from '../market-data/index.ts'
import { createDisconnectGuard, type CancelOrders } from './cancel-on-disconnect.ts'
import { Client, type EnterOrder, type Identity } from './client.ts'
import { converse, subscribe, type Hall } from './converse.ts'
import { streamFrame } from './frame.ts'
import { originAllowed } from './handshake.ts'
import { MarketFeeds } from './market-feeds.ts'
import { rangerDefaults, type RangerOptions } from './options.ts'
import { PrivateFeed } from './private-feed.ts'
import { publishRecords } from './publish-records.ts'
import { streamsOfUrl } from './read-message.ts'
import { Subscriptions } from './subscriptions.ts'

export type Upgrade = {
  channel: 'public' | 'private'
  uid: string | undefined
  sessionKey?: string | undefined
  /** Present if this socket may enter orders. */
  enterOrder?: EnterOrder | undefined
}

export type Ranger = {
  /** Takes over an upgrade request whose caller is known; `/private` without one is refused with 401. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, upgrade: Upgrade): void
  /** Ends a user's sockets, or those of one of his sessions: after logout, ban or a change of his rights. */
  revoke(uid: string, sessionKey?: string): void
  /** Tells a user his new deposit address. */
  publishDepositAddress(uid: string, event: DepositAddressEvent): void
  /** How many sockets are open. */
  clients(): number
  /** Says goodbye to everyone, and takes nobody in any more. Harmless when it was done. */
  close(): Promise<void>
}

export type RangerDeps = {
  catalog: Catalog
  marketData: MarketData
  log: Logger
  cancelOrders: CancelOrders
  options?: Partial<RangerOptions>
}

const codes = { goingAway: 1001, policy: 1008 }
const drainMs = 1_000

/** Opens the websocket side of the exchange. It follows market data, and speaks of nothing that is not durable. */
export function createRanger(deps: RangerDeps): Ranger {
  const { catalog, marketData, log, cancelOrders, options: given = {} } = deps
  const options = { ...rangerDefaults, ...given }
  const { clock, streamsMax, messagesMax } = options
  const subscriptions = new Subscriptions()
  const feeds = new MarketFeeds({ subscriptions, marketData, catalog, clock })
  const hall: Hall = { subscriptions, feeds, streamsMax, messagesMax }
  const clients = new Set<Client>()
  const guard = createDisconnectGuard(cancelOrders, log)
  let closing = false
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: clientFrameBytesMax,
  })
  const stop = publishRecords(
    { marketData, feeds, own: new PrivateFeed(subscriptions, marketData), log },
    options,
  )
  const heartbeat = setInterval(() => beat(clients, options), Math.ceil(options.pingMs / 9))
  heartbeat.unref()

  const open = ({ ws, socket, identity }: { ws: WebSocket; socket: Duplex; identity: Identity }): Client => {
    const client = new Client({ ws, socket, identity }, options)
    clients.add(client)
    ws.on('pong', () => (client.pongAt = clock()))
    // A broken or oversized frame: the library closes the socket, and `close` follows.
    ws.on('error', (err) => log.debug({ err }, 'a socket failed'))
    ws.on('close', () => {
      clients.delete(client)
      subscriptions.removeAll(client)
      guard.left(client)
    })
    ws.on('message', (data, binary) => {
      // Whom we have said goodbye may go on talking until he is cut: nobody listens any more.
      if (ws.readyState === WebSocket.OPEN) converse(client, binary ? '' : textOf(data), hall)
    })
    return client
  }

  return {
    handleUpgrade(request, socket, head, { channel, uid, sessionKey, enterOrder }) {
      if (closing) return refuseUpgrade(socket, 503, ['server.service_unavailable'])
      if (channel === 'private' && uid === undefined)
        return refuseUpgrade(socket, 401, ['authz.invalid_session'])
      if (!originAllowed(request, options.origins))
        return refuseUpgrade(socket, 403, ['authz.invalid_origin'])
      if (clients.size >= options.clientsMax) return refuseUpgrade(socket, 503, ['server.too_many_clients'])
      server.handleUpgrade(request, socket, head, (ws) => {
        const client = open({ ws, socket, identity: { uid, sessionKey, enterOrder } })
        subscribe(client, streamsOfUrl(request.url ?? ''), hall)
      })
    },
    revoke(uid, sessionKey) {
      for (const client of clients) {
        const ended = sessionKey === undefined || client.identity.sessionKey === sessionKey
        if (client.identity.uid === uid && ended) client.close(codes.policy, 'session ended')
      }
    },
    publishDepositAddress: (uid, event) =>
      subscriptions.publishOwn(uid, 'deposit_address', streamFrame('deposit_address', event)),
    clients: () => clients.size,
    async close() {
      closing = true
      stop()
      clearInterval(heartbeat)
      await closeAll(clients)
      await guard.settled()
      server.close()
    },
  }
}

const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString('utf8')

/** Pings those whose turn it is, and cuts those that have not answered for too long. */
function beat(clients: Set<Client>, { clock, pingMs, pongMs }: RangerOptions): void {
  const now = clock()
  for (const client of clients) {
    if (now - client.pongAt > pongMs) client.cut()
    else if (now - client.pingAt >= pingMs) client.ping(now)
  }
}

/** Says goodbye to everyone and waits for them; who does not answer in a second is cut. */
async function closeAll(clients: Set<Client>): Promise<void> {
  for (const client of clients) client.close(codes.goingAway, 'going away')
  const until = Date.now() + drainMs
  while (clients.size > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10))
  for (const client of clients) client.cut()
}
