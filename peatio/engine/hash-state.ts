import { createHash } from 'node:crypto'
import { serialize, type State } from '../../core/exchange/index.ts'

/** Hex SHA-256 over the whole state; equal states give equal hashes, however they came about. */
export function hashOf(state: State): string {
  return createHash('sha256')
    .update(JSON.stringify(serialize(state), inOneOrder))
    .digest('hex')
}

/** Definitions keep the order of fields that their sender happened to use; the hash must not. */
function inOneOrder(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
