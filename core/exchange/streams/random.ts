/** Chance that a seed decides: a whole number from 0 up to, and without, `below`. */
export type Random = (below: number) => number

/** The generator mulberry32: small, fast, and equal on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** One of them, each as likely as its weight says. */
export function weighted<Choice>(
  random: Random,
  choices: readonly (readonly [weight: number, choice: Choice])[],
): Choice {
  let dice = random(choices.reduce((sum, [weight]) => sum + weight, 0))
  for (const [weight, choice] of choices) {
    if (dice < weight) return choice
    dice -= weight
  }
  return choices.at(-1)![1]
}

export const oneOf = <Choice>(random: Random, choices: readonly Choice[]): Choice =>
  choices[random(choices.length)]!

/** True as often as so many times in a hundred. */
export const happens = (random: Random, percent: number): boolean => random(100) < percent
