import { ordersInFlightMax } from '../../contract/index.ts'

export type RangerOptions = {
  /** Hosts whose pages may open sockets besides our own. */
  origins: string[]
  /** Sockets at once; further handshakes are refused with 503. */
  clientsMax: number
  /** Streams of one socket. */
  streamsMax: number
  /** Bytes that may wait for a slow reader before he is cut. */
  bufferedBytesMax: number
  /** Messages that a client may send in ten seconds. */
  messagesMax: number
  /** Orders and cancels of one socket that wait for their answers. */
  ordersInFlightMax: number
  /** How long market data is gathered into one write. */
  coalesceMs: number
  tickersMs: number
  kLineMs: number
  /** A ping so often, and a pong within `pongMs`. */
  pingMs: number
  pongMs: number
  clock: () => number
}

export const rangerDefaults: RangerOptions = {
  origins: [],
  clientsMax: 10_000,
  streamsMax: 200,
  bufferedBytesMax: 1024 * 1024,
  messagesMax: 500,
  ordersInFlightMax,
  coalesceMs: 10,
  tickersMs: 2_000,
  kLineMs: 1_000,
  pingMs: 54_000,
  pongMs: 60_000,
  clock: Date.now,
}
