import type { PrivateStreams } from '../../contract/index.ts'
import type { Client } from './client.ts'
import { scopeOf } from './read-message.ts'

type Readers = Map<string, Set<Client>>

/** Who reads what. A user's own streams are kept by user, so that a name alone never reaches anyone else's. */
export class Subscriptions {
  readonly #public: Readers = new Map()
  readonly #byUid = new Map<string, Readers>()

  /** A stream that the client may not read is passed over. */
  add(client: Client, stream: string): void {
    const { uid } = client.identity
    const scope = scopeOf(stream)
    if (scope === 'public') join(this.#public, stream, client)
    else if (scope === 'private' && uid !== undefined) {
      const own: Readers = this.#byUid.get(uid) ?? new Map()
      this.#byUid.set(uid, own)
      join(own, stream, client)
    }
  }

  remove(client: Client, stream: string): void {
    const { uid } = client.identity
    if (scopeOf(stream) === 'public') return leave(this.#public, stream, client)
    const own = uid === undefined ? undefined : this.#byUid.get(uid)
    if (!own) return
    leave(own, stream, client)
    if (own.size === 0) this.#byUid.delete(uid!)
  }

  removeAll(client: Client): void {
    for (const stream of client.streams) this.remove(client, stream)
  }

  readers(stream: string): ReadonlySet<Client> | undefined {
    return this.#public.get(stream)
  }

  /** Names of public streams that somebody reads. */
  names(): Iterable<string> {
    return this.#public.keys()
  }

  ownReaders(uid: string, stream: keyof PrivateStreams): ReadonlySet<Client> | undefined {
    return this.#byUid.get(uid)?.get(stream)
  }

  publish(stream: string, frames: Buffer): void {
    for (const client of this.readers(stream) ?? []) client.send(frames)
  }

  publishOwn(uid: string, stream: keyof PrivateStreams, frames: Buffer): void {
    for (const client of this.ownReaders(uid, stream) ?? []) client.send(frames)
  }
}

function join(readers: Readers, stream: string, client: Client): void {
  const set = readers.get(stream) ?? new Set()
  readers.set(stream, set.add(client))
  client.streams.add(stream)
}

function leave(readers: Readers, stream: string, client: Client): void {
  client.streams.delete(stream)
  const set = readers.get(stream)
  if (!set) return
  set.delete(client)
  if (set.size === 0) readers.delete(stream)
}
