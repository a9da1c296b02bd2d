import { orderVerbs, type OrderRequest, type OrderVerb } from '../../contract/index.ts'

/** What a client's frame asks for, or the error it gets. */
export type Asked =
  | { kind: 'ping' }
  | { kind: 'subscribe' | 'unsubscribe'; streams: string[] }
  | { kind: 'order'; verb: OrderVerb; id: OrderRequest['id']; raw: Record<string, unknown> }
  | { kind: 'cancel_on_disconnect'; enabled: boolean }
  | { kind: 'invalid'; error: string }

/** Longer names exist nowhere, and each one is remembered for as long as the socket lives. */
const streamCharsMax = 64

/** As long as a uuid, which is what most clients will use. */
const idCharsMax = 36

const invalid = (error: string): Asked => ({ kind: 'invalid', error })

/** Reads one text frame. The event is looked at before the streams, as clients of the original expect. */
export function readMessage(frame: string): Asked {
  if (frame === 'ping') return { kind: 'ping' }
  let message: unknown
  try {
    message = JSON.parse(frame)
  } catch (error) {
    return invalid(`Could not parse message: ${(error as SyntaxError).message}`)
  }
  if (message === null || typeof message !== 'object' || Array.isArray(message)) {
    return invalid('Could not parse message: not an object')
  }
  const { event, streams, enabled } = message as { event?: unknown; streams?: unknown; enabled?: unknown }
  if (isOrderVerb(event)) return readRequest(event, message)
  if (event === 'cancel_on_disconnect') {
    return typeof enabled === 'boolean' ? { kind: event, enabled } : invalid('Enabled must be true or false')
  }
  if (event !== 'subscribe' && event !== 'unsubscribe') return invalid('Could not parse Type: Invalid event')
  if (!Array.isArray(streams)) return invalid('No streams provided')
  if (!streams.every((stream) => typeof stream === 'string')) {
    return invalid('Could not parse message: streams are names')
  }
  return { kind: event, streams: namesOf(streams) }
}

const isOrderVerb = (event: unknown): event is OrderVerb => orderVerbs.includes(event as OrderVerb)

/** Without an id nobody could tell whose answer it is, so nothing is done. */
function readRequest(verb: OrderVerb, message: { id?: unknown; data?: unknown }): Asked {
  const { id, data = {} } = message
  const named = typeof id === 'string' ? id !== '' && id.length <= idCharsMax : Number.isSafeInteger(id)
  if (!named) return invalid('Could not parse message: a request has an id')
  if (data === null || typeof data !== 'object' || Array.isArray(data))
    return invalid('Could not parse message: data is an object')
  return { kind: 'order', verb, id: id as OrderRequest['id'], raw: data as Record<string, unknown> }
}

/** The streams of a handshake's URL: `stream` repeats or is comma separated, and is not decoded. */
export function streamsOfUrl(url: string): string[] {
  const query = url.slice(url.indexOf('?') + 1)
  if (query === url) return []
  const streams = query
    .split('&')
    .filter((pair) => pair.startsWith('stream='))
    .flatMap((pair) => pair.slice('stream='.length).split(','))
  return namesOf(streams)
}

const namesOf = (streams: string[]): string[] => [
  ...new Set(streams.filter((stream) => stream !== '' && stream.length <= streamCharsMax)),
]

/** By its dots: none is the user's own stream, one is public, more would need a role that nobody has here. */
export function scopeOf(stream: string): 'private' | 'public' | 'restricted' {
  const dots = stream.split('.').length - 1
  return dots === 0 ? 'private' : dots === 1 ? 'public' : 'restricted'
}
