/**
 * A node's sum lies in 0 ≤ sum < 2¹²⁷: room for every sum of the ledger (below 10³⁸), written as sixteen bytes whose
 * top bit is always zero. Two sums in range never wrap around, so no branch can be negative or take from another.
 */
export const sumBits = 127
export const sumBytes = 16
const limb = 64n
const low = (1n << limb) - 1n

export const isSum = (sum: bigint): boolean => sum >= 0n && sum >> BigInt(sumBits) === 0n

/** Big-endian. The caller has checked the range. */
export function writeSum(bytes: Uint8Array, at: number, sum: bigint): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  view.setBigUint64(at, sum >> limb)
  view.setBigUint64(at + 8, sum & low)
}

export function readSum(bytes: Uint8Array, at: number): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return (view.getBigUint64(at) << limb) | view.getBigUint64(at + 8)
}

export function bytesOfSum(sum: bigint): Uint8Array {
  const bytes = new Uint8Array(sumBytes)
  writeSum(bytes, 0, sum)
  return bytes
}
