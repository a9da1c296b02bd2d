import { createHash, createHmac } from 'node:crypto'
import { bech32Encode, bech32Valid } from './bech32.ts'

/** How a chain writes addresses; both functions are pure. */
export type AddressFormat = {
  canonical(text: string): string | undefined
  /** The address that stands for 20 bytes. */
  encode(program: Uint8Array): string
}

const hrp = 'dvn'

/**
 * `dvn1q…`: the shape of a Bitcoin address under a prefix that no real wallet knows. Canonical: lower case.
 */
export const bitcoinLike: AddressFormat = {
  canonical(text) {
    const lower = text.toLowerCase()
    if (text !== lower && text !== text.toUpperCase()) return undefined
    return bech32Valid(hrp, lower) ? lower : undefined
  },
  encode: (program) => bech32Encode(hrp, program),
}

/** Every address of this network begins with it, so that a real Ethereum address is refused here. */
const mark = 'de7de7'

/**
 * `0xDe7dE7…`: the shape of an Ethereum address with letter case as its checksum. The checksum is taken with
 * SHA3-256 where Ethereum takes Keccak-256, so that real wallets refuse our addresses too.
 * Canonical: with checksum; text of one case carries none and is accepted.
 */
export const ethereumLike: AddressFormat = {
  canonical(text) {
    const found = /^0x([0-9a-fA-F]{40})$/.exec(text)?.[1]
    if (found === undefined || !found.toLowerCase().startsWith(mark)) return undefined
    const checked = withCase(found.toLowerCase())
    const uncased = found === found.toLowerCase() || found === found.toUpperCase()
    return uncased || `0x${found}` === checked ? checked : undefined
  },
  encode: (program) => withCase((mark + Buffer.from(program).toString('hex')).slice(0, 40)),
}

function withCase(lower: string): string {
  const digest = createHash('sha3-256').update(lower).digest('hex')
  const cased = Array.from(lower, (digit, at) =>
    Number.parseInt(digest[at]!, 16) >= 8 ? digit.toUpperCase() : digit,
  )
  return `0x${cased.join('')}`
}

/** The address that goes by `label` in the wallet that `seed` stands for. Pure: the same for ever. */
export function deriveAddress(format: AddressFormat, { seed, chain, label }: Derivation): string {
  const program = createHmac('sha256', seed).update(`${chain}/deposit/${label}`).digest().subarray(0, 20)
  return format.encode(program)
}
export type Derivation = { seed: string; chain: string; label: string }
