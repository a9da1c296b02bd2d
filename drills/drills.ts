import type { Drill } from './drill.ts'
import { diskFault } from './disk-fault.ts'
import { kill } from './kill.ts'
import { killEngine } from './kill-engine.ts'
import { overload } from './overload.ts'
import { powerCut } from './power-cut.ts'
import { syncOrder } from './sync-order.ts'
import { twoEngines } from './two-engines.ts'

/** Every drill by its name. */
export const drills: Readonly<Record<string, Drill>> = {
  'disk-fault': diskFault,
  kill,
  'kill-engine': killEngine,
  overload,
  'power-cut': powerCut,
  'sync-order': syncOrder,
  'two-engines': twoEngines,
}
