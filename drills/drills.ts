import type { Drill } from './drill.ts'
import { powerCut } from './power-cut.ts'

/** Every drill by its name. */
export const drills: Readonly<Record<string, Drill>> = {
  'power-cut': powerCut,
}
