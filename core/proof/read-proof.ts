import { amountFromDecimal } from '../units/index.ts'
import { bytesOfHex } from './bytes.ts'
import type { PathNode } from './path-of.ts'
import { saltBytes, treeVersion, type RootFacts } from './preimage.ts'
import { hashBytes } from './sum-tree.ts'
import { isSum } from './sum.ts'

/** A published root, read: what all users together are owed of an asset at a sequence of the journal. */
export type Root = RootFacts & { sum: bigint; root: Uint8Array }

/** One user's place in the tree of a root, read. */
export type Inclusion = { proof: Root; uid: string; salt: Uint8Array; balance: bigint; path: PathNode[] }

const levelsMax = 40
const patterns = {
  asset: /^[a-z0-9][a-z0-9._-]{0,31}$/,
  time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  uid: /^[\x21-\x7e]{1,32}$/,
}
type Fields = Record<string, unknown>

const fieldsOf = (raw: unknown): Fields | undefined =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Fields) : undefined
const textOf = (raw: unknown, pattern: RegExp): string | undefined =>
  typeof raw === 'string' && pattern.test(raw) ? raw : undefined

/** Plain decimal notation of a sum in range: no sign, no exponent. */
function sumOf(raw: unknown): bigint | undefined {
  const sum = typeof raw === 'string' ? amountFromDecimal(raw) : undefined
  return sum !== undefined && isSum(sum) ? sum : undefined
}

/** Reads a root file or a published root of the API; `undefined` if a field is missing or not what it must be. */
export function readRoot(raw: unknown): Root | undefined {
  const fields = fieldsOf(raw)
  if (fields?.['version'] !== treeVersion) return undefined
  const { sequence, leaves } = fields
  const asset = textOf(fields['currency'], patterns.asset)
  const time = textOf(fields['time'], patterns.time)
  const sum = sumOf(fields['sum'])
  const root = bytesOfHex(fields['root'], hashBytes)
  const counted = typeof sequence === 'number' && Number.isSafeInteger(sequence) && sequence > 0
  if (!counted || !isLeafCount(leaves)) return undefined
  if (asset === undefined || time === undefined || sum === undefined || root === undefined) return undefined
  return { asset, sequence, time, leaves, sum, root }
}

const isLeafCount = (raw: unknown): raw is number =>
  typeof raw === 'number' && raw >= 1 && raw <= 2 ** levelsMax && Number.isInteger(Math.log2(raw))

/** Reads a proof of inclusion, as a file or from the API; `undefined` if it is none. Nothing in it is believed yet. */
export function readInclusion(raw: unknown): Inclusion | undefined {
  const fields = fieldsOf(raw)
  if (!fields) return undefined
  const proof = readRoot(fields['proof'])
  const uid = textOf(fields['uid'], patterns.uid)
  const salt = bytesOfHex(fields['salt'], saltBytes)
  const balance = sumOf(fields['balance'])
  const path = pathFrom(fields['path'])
  if (!proof || uid === undefined || !salt || balance === undefined || !path) return undefined
  return { proof, uid, salt, balance, path }
}

function pathFrom(raw: unknown): PathNode[] | undefined {
  if (!Array.isArray(raw) || raw.length > levelsMax) return undefined
  const path: PathNode[] = []
  for (const each of raw as unknown[]) {
    const fields = fieldsOf(each)
    const sibling = fields?.['sibling']
    const [sum, hash] = [sumOf(fields?.['sum']), bytesOfHex(fields?.['hash'], hashBytes)]
    if ((sibling !== 'left' && sibling !== 'right') || sum === undefined || !hash) return undefined
    path.push({ sibling, sum, hash })
  }
  return path
}
