import { normal, type Random } from './random.ts'

/** How far the two prices have strayed from their references, as logarithms: 0.01 is about one per cent. */
export type Walk = { btc: number; eth: number }

const dayMs = 86_400_000
/** Strength of the daily movement, in logarithms. */
const dailyDeviation = 0.025
/** Half of the distance to the reference is forgotten in this time, so a week does not run away. */
const halfLifeMs = dayMs
/** How much of Ether's movement is Bitcoin's. */
const kinship = 0.7
const farthest = 0.15
/** A laptop that slept does not make the price jump. */
const stepMsMax = 60_000

/**
 * Both prices after `elapsedMs`: a walk that is pulled back to its reference (Ornstein and Uhlenbeck,
 * exact).
 */
export function stepWalk(walk: Walk, elapsedMs: number, random: Random): Walk {
  const step = Math.min(Math.max(elapsedMs, 0), stepMsMax)
  const pull = Math.LN2 / halfLifeMs
  const kept = Math.exp(-pull * step)
  const spread = dailyDeviation * Math.sqrt((1 - kept * kept) / (2 * pull * dayMs))
  const [market, own] = [normal(random), normal(random)]
  return {
    btc: bounded(walk.btc * kept + spread * market),
    eth: bounded(walk.eth * kept + spread * (kinship * market + Math.sqrt(1 - kinship ** 2) * own)),
  }
}

/** Where the walk stands when this price was the last one seen; the reference when none was. */
export const strayOf = (last: number | null, reference: number): number =>
  last !== null && last > 0 ? bounded(Math.log(last / reference)) : 0

const bounded = (stray: number) => Math.min(farthest, Math.max(-farthest, stray))
