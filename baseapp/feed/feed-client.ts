/** What the client needs of a WebSocket. */
export type SocketLike = {
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: (() => void) | null
  send(text: string): void
  close(): void
}

export type ConnectionState = 'opening' | 'open' | 'lost'
/** Hears the messages of a stream; a book's stream delivers its snapshots too, so the topic is told. */
export type Listener = (payload: unknown, topic: string) => void

export type FeedWorld = {
  connect: (url: string) => SocketLike
  /** Where to connect, for these streams. */
  urlOf: (streams: string[], isPrivate: boolean) => string
  /** Acts later, unless the returned function is called before. */
  after: (ms: number, act: () => void) => () => void
  random: () => number
  onState?: (state: ConnectionState) => void
  /** The socket is open again after it was lost or replaced: what was missed must be read again. */
  onRecovered?: () => void
  /** A connection was lost or could not be made, the n-th time in a row. */
  onFailed?: (times: number) => void
}

const pingMs = 20_000
const silenceMs = 10_000
const openingMs = 8_000
/** Servers close the socket on frames of more than 512 bytes. */
const streamsPerFrame = 10
const backoffMs = { first: 500, most: 15_000 }

/** Half the doubled wait is fixed and half is chance, so that a thousand browsers do not come back at once. */
export const waitMs = (failures: number, random: number): number =>
  Math.min(backoffMs.most, backoffMs.first * 2 ** failures) * (0.5 + random / 2)

const streamOf = (topic: string): string =>
  topic.endsWith('.ob-snap') ? topic.replace(/snap$/, 'inc') : topic

/** One websocket that outlives its connections: listeners stay, streams are subscribed again, silence is noticed. */
export class FeedClient {
  #world: FeedWorld
  #listeners = new Map<string, Set<Listener>>()
  #socket: SocketLike | undefined
  #subscribed = new Set<string>()
  #state: ConnectionState = 'opening'
  #isPrivate = false
  #wasLost = false
  #failures = 0
  #stopTimer: (() => void) | undefined
  #cancelRetry: (() => void) | undefined

  constructor(world: FeedWorld) {
    this.#world = world
  }

  start(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
    const streams = [...this.#listeners.keys()].sort()
    const mine = this.#world.connect(this.#world.urlOf(streams, this.#isPrivate))
    this.#socket = mine
    this.#subscribed = new Set(streams)
    this.#wait(openingMs, () => this.#lose(mine))
    let heard = false
    const watch = () => {
      heard = false
      this.#wait(pingMs, () => {
        if (heard) return watch()
        mine.send('ping')
        this.#wait(silenceMs, () => (heard ? watch() : this.#lose(mine)))
      })
    }
    mine.onopen = () => {
      if (this.#socket !== mine) return
      watch()
      this.#opened()
    }
    mine.onmessage = ({ data }) => {
      if (this.#socket !== mine) return
      heard = true
      if (typeof data === 'string') this.#deliver(data)
    }
    mine.onclose = () => this.#lose(mine)
  }

  stop(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
    this.#drop()
  }

  /** Listens to a stream until the returned function is called; the first listener subscribes, the last one ends it. */
  listen(stream: string, listener: Listener): () => void {
    const others = this.#listeners.get(stream)
    if (others) others.add(listener)
    else {
      this.#listeners.set(stream, new Set([listener]))
      if (this.#state === 'open') this.#subscribe()
    }
    return () => {
      const left = this.#listeners.get(stream)
      if (!left?.delete(listener) || left.size > 0) return
      this.#listeners.delete(stream)
      if (this.#state === 'open') this.#subscribe()
    }
  }

  /** Asks for the stream's snapshot again, when a message was missed. */
  resubscribe(stream: string): void {
    if (this.#state !== 'open' || !this.#listeners.has(stream)) return
    this.#say('unsubscribe', [stream])
    this.#say('subscribe', [stream])
  }

  /** Private streams are told only to the signed-in user's socket; a change of session is a new socket. */
  setPrivate(wanted: boolean): void {
    if (this.#isPrivate === wanted) return
    this.#isPrivate = wanted
    const hasStarted = this.#socket !== undefined || this.#cancelRetry !== undefined
    if (!hasStarted) return
    this.#drop()
    this.#failures = 0
    this.#wasLost = true
    this.#setState('opening')
    this.start()
  }

  /** Tries at once, for a browser that has just come back online. */
  retryNow(): void {
    if (this.#cancelRetry === undefined) return
    this.#failures = 0
    this.start()
  }

  #opened(): void {
    this.#failures = 0
    this.#setState('open')
    this.#subscribe()
    if (this.#wasLost) this.#world.onRecovered?.()
    this.#wasLost = false
  }

  /** Brings the server's list of streams in line with the listeners. */
  #subscribe(): void {
    const missing = [...this.#listeners.keys()].filter((stream) => !this.#subscribed.has(stream))
    const left = [...this.#subscribed].filter((stream) => !this.#listeners.has(stream))
    this.#say('subscribe', missing)
    this.#say('unsubscribe', left)
    this.#subscribed = new Set(this.#listeners.keys())
  }

  #say(event: 'subscribe' | 'unsubscribe', streams: string[]): void {
    for (let at = 0; at < streams.length; at += streamsPerFrame) {
      this.#socket?.send(JSON.stringify({ event, streams: streams.slice(at, at + streamsPerFrame) }))
    }
  }

  #deliver(text: string): void {
    for (const [topic, payload] of Object.entries(objectOf(text) ?? {})) {
      for (const listener of this.#listeners.get(streamOf(topic)) ?? []) listener(payload, topic)
    }
  }

  #lose(lost: SocketLike): void {
    if (this.#socket !== lost) return
    this.#drop()
    this.#wasLost = true
    this.#setState('lost')
    this.#cancelRetry = this.#world.after(waitMs(this.#failures, this.#world.random()), () => this.start())
    this.#failures += 1
    this.#world.onFailed?.(this.#failures)
  }

  #drop(): void {
    this.#stopTimer?.()
    this.#stopTimer = undefined
    const old = this.#socket
    this.#socket = undefined
    old?.close()
  }

  /** There is one timer at a time: for opening, for the next ping, or for its answer. */
  #wait(ms: number, act: () => void): void {
    this.#stopTimer?.()
    this.#stopTimer = this.#world.after(ms, act)
  }

  #setState(next: ConnectionState): void {
    if (this.#state === next) return
    this.#state = next
    this.#world.onState?.(next)
  }
}

function objectOf(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    // Half a frame is no message; the next one, or the sequence of the book, will tell what is missing.
    return undefined
  }
}
