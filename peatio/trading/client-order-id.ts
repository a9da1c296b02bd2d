import { createHash } from 'node:crypto'
import type { AccountId } from '../../core/units/index.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** The house's name space for client order ids; changing it would orphan every name in use. */
const orders = '6f7c0c5e-2b1d-5a54-9c0e-0d1f3b8a7e21'

export const isUuid = (name: string): boolean => uuid.test(name.toLowerCase())

/**
 * The uuid of an order by its trader's own name for it: a uuid is taken as it is, any other text is hashed together
 * with the account. So an order is found by its client id without an index of them, and two users never collide.
 */
export const uuidOfClientId = (account: AccountId, clientOrderId: string): string =>
  isUuid(clientOrderId) ? clientOrderId.toLowerCase() : uuidV5(orders, `${account} ${clientOrderId}`)

/** A name-based uuid, version 5 of RFC 9562: SHA-1 over the name space's bytes and the name. */
export function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
  const bytes = hash.digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
