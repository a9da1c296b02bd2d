import type { ServerReply } from '../../contract/index.ts'
import { setCancelOnDisconnect } from './cancel-on-disconnect.ts'
import type { Client } from './client.ts'
import { enterOrder } from './enter-order.ts'
import { textFrame } from './frame.ts'
import type { MarketFeeds } from './market-feeds.ts'
import { readMessage, scopeOf } from './read-message.ts'
import type { Subscriptions } from './subscriptions.ts'

export type Hall = {
  subscriptions: Subscriptions
  feeds: MarketFeeds
  streamsMax: number
  messagesMax: number
}

const reply = (message: ServerReply): Buffer => textFrame(JSON.stringify(message))

/** Answers one text frame of a client. */
export function converse(client: Client, text: string, hall: Hall): void {
  const asked = readMessage(text)
  // Orders are bounded by how many of them wait; everything else by its number.
  if (asked.kind === 'order' && client.identity.enterOrder) return enterOrder(client, asked)
  if (!client.allows(hall.messagesMax)) return client.cut()
  if (asked.kind === 'ping') return client.send(textFrame('pong'))
  if (asked.kind === 'invalid') return client.send(reply({ error: asked.error }))
  if (asked.kind === 'order') return enterOrder(client, asked)
  if (asked.kind === 'cancel_on_disconnect') return setCancelOnDisconnect(client, asked.enabled)
  if (asked.kind === 'subscribe') return subscribe(client, asked.streams, hall)
  for (const stream of asked.streams) hall.subscriptions.remove(client, stream)
  client.send(reply({ success: { message: 'unsubscribed', streams: [...client.streams] } }))
}

/** Subscribes a client, at the handshake and later: snapshots of books, the list of his streams, what is latest. */
export function subscribe(
  client: Client,
  streams: string[],
  { subscriptions, feeds, streamsMax }: Hall,
): void {
  let refused = false
  for (const stream of streams) {
    if (scopeOf(stream) === 'restricted') {
      client.send(reply({ success: { message: `cannot subscribe to ${stream}` } }))
    } else if (!client.streams.has(stream) && client.streams.size >= streamsMax) {
      refused = true
    } else {
      // Before he is a reader: what brings the others up to date would not fit the book that he gets here.
      const snapshot = feeds.snapshot(stream)
      if (snapshot) client.send(snapshot)
      subscriptions.add(client, stream)
    }
  }
  if (refused) client.send(reply({ error: `Too many streams: at most ${streamsMax}` }))
  client.send(reply({ success: { message: 'subscribed', streams: [...client.streams] } }))
  for (const stream of streams) {
    const latest = client.streams.has(stream) ? feeds.latest(stream) : undefined
    if (latest) client.send(latest)
  }
}
