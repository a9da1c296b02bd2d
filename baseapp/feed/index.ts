// Feed: the live market. It turns socket messages into the state that panels show; it draws nothing.
export { feed, startFeed, useConnection, useTicker, useTickers } from './start.ts'
