const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** Text of a version-0 address for 20 bytes under the human-readable prefix `hrp` (BIP-173). */
export function bech32Encode(hrp: string, program: Uint8Array): string {
  const words = [0, ...wordsOf(program)]
  const sealed = [...words, ...checksum(hrp, words)]
  return `${hrp}1${sealed.map((word) => letters[word]).join('')}`
}

/** True for the lower-case text of a version-0, 20-byte address with this prefix and a right checksum. */
export function bech32Valid(hrp: string, text: string): boolean {
  if (!text.startsWith(`${hrp}1`)) return false
  const words = Array.from(text.slice(hrp.length + 1), (letter) => letters.indexOf(letter))
  if (words.length !== 1 + 32 + 6 || words.includes(-1) || words[0] !== 0) return false
  return polymod([...expand(hrp), ...words]) === 1
}

/** Twenty bytes are exactly thirty-two words of five bits: no padding arises. */
function wordsOf(program: Uint8Array): number[] {
  const bits = [...program].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((word) => Number.parseInt(word, 2))
}

function checksum(hrp: string, words: number[]): number[] {
  const remainder = polymod([...expand(hrp), ...words, 0, 0, 0, 0, 0, 0]) ^ 1
  return [25, 20, 15, 10, 5, 0].map((shift) => (remainder >>> shift) & 31)
}

const expand = (hrp: string) => [
  ...Array.from(hrp, (letter) => letter.charCodeAt(0) >> 5),
  0,
  ...Array.from(hrp, (letter) => letter.charCodeAt(0) & 31),
]

function polymod(words: number[]): number {
  let remainder = 1
  for (const word of words) {
    const top = remainder >>> 25
    remainder = ((remainder & 0x1ffffff) << 5) ^ word
    for (const [bit, term] of generator.entries()) if ((top >>> bit) & 1) remainder ^= term
  }
  return remainder >>> 0
}
