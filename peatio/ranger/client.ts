import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import type { OrderReply, OrderVerb } from '../../contract/index.ts'

/** Gives a socket's order, or its cancel, to whoever may take it, in the name of the socket's user; never rejects. */
export type EnterOrder = (verb: OrderVerb, raw: Record<string, unknown>) => Promise<Omit<OrderReply, 'id'>>

/** Who is at the other end of a socket, as the gateway found out, and what he may do there. */
export type Identity = {
  uid: string | undefined
  sessionKey: string | undefined
  enterOrder?: EnterOrder | undefined
}

type ClientLimits = { bufferedBytesMax: number; ordersInFlightMax: number; clock: () => number }

const windowMs = 10_000

/** One socket. Frames are written as they are, several in one write; whoever reads too slowly is cut. */
export class Client {
  readonly identity: Identity
  readonly streams = new Set<string>()
  readonly #ws: WebSocket
  readonly #socket: Duplex
  readonly #limits: ClientLimits
  /** Frames of this turn, that leave together at its end. */
  #gathered: Buffer[] = []
  #gatheredBytes = 0
  #window = { start: 0, messages: 0 }
  #ordersInFlight = 0
  /** The user wants his orders canceled when this socket closes. */
  cancelsOnDisconnect = false
  pongAt: number
  pingAt: number

  constructor(
    { ws, socket, identity }: { ws: WebSocket; socket: Duplex; identity: Identity },
    limits: ClientLimits,
  ) {
    this.#ws = ws
    this.#socket = socket
    this.identity = identity
    this.#limits = limits
    this.pongAt = limits.clock()
    this.pingAt = this.pongAt
  }

  /**
   * Sends whole frames. They bypass the library's sender, which without compression keeps no queue of its own,
   * so that a frame is made once for all its readers; everything sent in one go leaves in one write.
   */
  send(frames: Buffer): void {
    if (this.#ws.readyState !== WebSocket.OPEN) return
    if (this.#gathered.length === 0) process.nextTick(() => this.#write())
    this.#gathered.push(frames)
    this.#gatheredBytes += frames.length
    if (this.#gatheredBytes + this.#socket.writableLength > this.#limits.bufferedBytesMax) this.cut()
  }

  /** One write for all: the cost of a stream's write is far above that of copying some kilobytes. */
  #write(): void {
    const frames = this.#gathered
    if (frames.length === 0) return
    this.#gathered = []
    this.#gatheredBytes = 0
    // Who has said goodbye meanwhile hears nothing more: no frame may come behind the answer to a goodbye.
    if (this.#ws.readyState !== WebSocket.OPEN) return
    this.#socket.write(frames.length === 1 ? frames[0]! : Buffer.concat(frames))
  }

  /** Counts a message of the client; false when he has sent too many in ten seconds. */
  allows(messagesMax: number): boolean {
    const now = this.#limits.clock()
    if (now - this.#window.start >= windowMs) this.#window = { start: now, messages: 0 }
    return ++this.#window.messages <= messagesMax
  }

  /** Takes a place for a request that will be answered; false when there is none left. */
  beginOrder(): boolean {
    if (this.#ordersInFlight >= this.#limits.ordersInFlightMax) return false
    this.#ordersInFlight += 1
    return true
  }

  endOrder(): void {
    this.#ordersInFlight -= 1
  }

  ping(now: number): void {
    this.pingAt = now
    this.#write()
    this.#ws.ping()
  }

  /** Says goodbye with a code of RFC 6455; a peer that does not answer is cut by the library in the end. */
  close(code: number, reason: string): void {
    this.#write()
    this.#ws.close(code, reason)
  }

  cut(): void {
    this.#ws.terminate()
  }
}
