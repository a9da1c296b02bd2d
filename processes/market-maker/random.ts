/** Numbers in [0, 1), the same for the same seed on every machine (mulberry32). */
export type Random = () => number

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    return mixed(state)
  }
}

/** A fixed number in [0, 1) for a place: asking again gives it again, whatever was asked in between. */
export const noiseAt = (seed: number, place: number): number =>
  mixed((seed ^ Math.imul(place, 0x9e3779b1)) >>> 0)

/** A standard normal number (Box and Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function mixed(state: number): number {
  let bits = Math.imul(state ^ (state >>> 15), state | 1)
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
}
