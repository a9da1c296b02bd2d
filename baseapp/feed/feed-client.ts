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

type World = {
  connect: (url: string) => SocketLike
  /** Where to connect, for these streams. */
  urlOf: (streams: string[], isPrivate: boolean) => string
  after: (ms: number, act: () => void) => () => void
  random: () => number
  onState?: (state: ConnectionState) => void
  /** The socket is open again after it was lost: what was missed must be read again. */
  onRecovered?: () => void
  /** A connection could not be made, the n-th time in a row. */
  onFailed?: (times: number) => void
}

const pingMs = 20_000
const silenceMs = 10_000
const openingMs = 8_000
const backoffMs = { first: 500, most: 15_000 }

/** Half the doubled wait is fixed and half is chance, so that a thousand browsers do not come back at once. */
export const waitMs = (failures: number, random: number): number =>
  Math.min(backoffMs.most, backoffMs.first * 2 ** failures) * (0.5 + random / 2)

const streamOf = (topic: string): string =>
  topic.endsWith('.ob-snap') ? topic.replace(/snap$/, 'inc') : topic

/** One websocket that outlives its connections: listeners stay, streams are subscribed again, silence is noticed. */
export function createFeedClient(world: World) {
  const listeners = new Map<string, Set<Listener>>()
  let socket: SocketLike | undefined
  let subscribed = new Set<string>()
  let state: ConnectionState = 'opening'
  let isPrivate = false
  let failures = 0
  let wasLost = false
  let stopTimer: (() => void) | undefined
  let cancelRetry: (() => void) | undefined

  const setState = (next: ConnectionState) => {
    if (state === next) return
    state = next
    world.onState?.(next)
  }
  const say = (event: 'subscribe' | 'unsubscribe', streams: string[]) => {
    if (streams.length > 0) socket?.send(JSON.stringify({ event, streams }))
  }

  function open(): void {
    cancelRetry?.()
    cancelRetry = undefined
    const streams = [...listeners.keys()].sort()
    const mine = world.connect(world.urlOf(streams, isPrivate))
    socket = mine
    subscribed = new Set(streams)
    let heard = false
    const wait = (ms: number, act: () => void) => {
      stopTimer = world.after(ms, act)
    }
    const watch = () => {
      heard = false
      wait(pingMs, () => {
        if (heard) return watch()
        mine.send('ping')
        wait(silenceMs, () => (heard ? watch() : lose(mine)))
      })
    }
    wait(openingMs, () => lose(mine))
    mine.onopen = () => {
      if (socket !== mine) return
      stopTimer?.()
      watch()
      failures = 0
      setState('open')
      const missing = [...listeners.keys()].filter((stream) => !subscribed.has(stream))
      const left = [...subscribed].filter((stream) => !listeners.has(stream))
      say('subscribe', missing)
      say('unsubscribe', left)
      subscribed = new Set(listeners.keys())
      if (wasLost) world.onRecovered?.()
      wasLost = false
    }
    mine.onmessage = ({ data }) => {
      if (socket !== mine) return
      heard = true
      if (typeof data === 'string') deliver(data)
    }
    mine.onclose = () => lose(mine)
  }

  function drop(): void {
    stopTimer?.()
    stopTimer = undefined
    const old = socket
    socket = undefined
    old?.close()
  }

  function lose(lost: SocketLike): void {
    if (socket !== lost) return
    drop()
    wasLost = true
    setState('lost')
    const wait = waitMs(failures, world.random())
    failures += 1
    cancelRetry = world.after(wait, open)
    world.onFailed?.(failures)
  }

  function deliver(text: string): void {
    const message = objectOf(text)
    if (message === undefined) return
    for (const [topic, payload] of Object.entries(message)) {
      for (const listener of listeners.get(streamOf(topic)) ?? []) listener(payload, topic)
    }
  }

  return {
    start: open,
    state: () => state,
    /** Listens to a stream until the returned function is called; the first listener subscribes. */
    listen(stream: string, listener: Listener): () => void {
      const others = listeners.get(stream)
      if (others) others.add(listener)
      else {
        listeners.set(stream, new Set([listener]))
        if (state === 'open') {
          subscribed.add(stream)
          say('subscribe', [stream])
        }
      }
      return () => {
        const left = listeners.get(stream)
        if (!left?.delete(listener) || left.size > 0) return
        listeners.delete(stream)
        if (state === 'open' && subscribed.delete(stream)) say('unsubscribe', [stream])
      }
    },
    /** Asks for the stream's snapshot again, when a message was missed. */
    resubscribe(stream: string): void {
      if (state !== 'open' || !listeners.has(stream)) return
      say('unsubscribe', [stream])
      say('subscribe', [stream])
    },
    /** Private streams are told only to the signed-in user's socket; a change of session is a new socket. */
    setPrivate(wanted: boolean): void {
      if (isPrivate === wanted) return
      isPrivate = wanted
      if (socket === undefined && cancelRetry === undefined) return
      drop()
      failures = 0
      wasLost = true
      setState('opening')
      open()
    },
    /** Tries at once, for a browser that has just come back online. */
    retryNow(): void {
      if (state !== 'lost' || cancelRetry === undefined) return
      failures = 0
      open()
    },
    stop(): void {
      cancelRetry?.()
      cancelRetry = undefined
      drop()
    },
  }
}

export type FeedClient = ReturnType<typeof createFeedClient>

function objectOf(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    // Half a frame is no message; the next one, or the sequence of the book, will tell what is missing.
    return undefined
  }
}
