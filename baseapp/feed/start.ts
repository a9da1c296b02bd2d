import { useSyncExternalStore } from 'react'
import { create } from 'zustand'
import { call, publicApi, queries, resourceApi } from '../api/index.ts'
import { useSession } from '../session/index.ts'
import { FeedClient, type ConnectionState, type SocketLike } from './feed-client.ts'
import { createFrameStore, frameOrTimer } from './frame-store.ts'
import { applyTickers, type Tickers } from './tickers.ts'

export const useConnection = create<ConnectionState>(() => 'opening')

const hiddenMs = 1_000
export const after = (ms: number, act: () => void) => {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}
const onFrame = (act: () => void) => {
  const frame = requestAnimationFrame(act)
  return () => cancelAnimationFrame(frame)
}
/** Frames do not run in hidden pages; the title still shows the price there. */
export const schedule = frameOrTimer({ onFrame, after }, hiddenMs)

const base = () =>
  `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/api/v2/ranger`
// The reference's server does not decode the query, so a stream's name is written as it is.
const query = (streams: string[]) => streams.map((stream) => `stream=${stream}`).join('&')

const recoveryListeners = new Set<() => void>()

/** Hears that the socket is back after a loss: what was told meanwhile must be read again. */
export function onRecovered(listener: () => void): () => void {
  recoveryListeners.add(listener)
  return () => recoveryListeners.delete(listener)
}

export const feed = new FeedClient({
  connect: (url) => new WebSocket(url) as SocketLike,
  urlOf: (streams, isPrivate) => `${base()}/${isPrivate ? 'private' : 'public'}/?${query(streams)}`,
  after,
  random: Math.random,
  onState: (state) => useConnection.setState(state, true),
  onRecovered() {
    void queries.invalidateQueries()
    void readTickers()
    for (const listener of recoveryListeners) listener()
  },
  // A private socket is refused without a reason when the session has ended; asking for the user tells.
  onFailed(times) {
    if (times % 3 === 0 && useSession.getState().status === 'signed-in')
      call(resourceApi.me).catch(() => undefined)
  },
})

const tickers = createFrameStore<Tickers>({}, schedule)

async function readTickers(): Promise<void> {
  try {
    const all = await call(publicApi.tickers)
    const flat = Object.entries(all).map(([market, { at, ticker }]) => [market, { ...ticker, at }])
    tickers.update((state) => applyTickers(state, Object.fromEntries(flat)))
  } catch {
    // The socket brings tickers every few seconds; until then the lists show a dash.
  }
}

/** Connects, for as long as the page lives. */
export function startFeed(): void {
  feed.listen('global.tickers', (payload) => tickers.update((state) => applyTickers(state, payload)))
  void readTickers()
  // While the session is being resumed it most likely still lives, so the private socket is tried first.
  const mayBeSignedIn = () => useSession.getState().status !== 'anonymous'
  feed.setPrivate(mayBeSignedIn())
  useSession.subscribe(() => feed.setPrivate(mayBeSignedIn()))
  window.addEventListener('online', () => feed.retryNow())
  document.addEventListener('visibilitychange', () => feed.retryNow())
  feed.start()
}

export const useTickers = (): Tickers => useSyncExternalStore(tickers.listen, tickers.shown)
export const useTicker = (market: string): Tickers[string] | undefined =>
  useSyncExternalStore(tickers.listen, () => tickers.shown()[market])
