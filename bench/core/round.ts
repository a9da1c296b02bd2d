// One contender, one workload, one round, in a process of its own: prints CPU nanoseconds per operation.
import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import { tuneRuntime } from '../../peatio/engine/index.ts'
import { contenders } from './contenders.ts'
import { drawWorkload, namesOf, shapes, type Steps, type Workload } from './workloads.ts'

const [name = '', shape = '', count = '', seed = '', drawn] = process.argv.slice(2)
const contender = contenders[name]
if (!contender || !(shape in shapes)) {
  throw new Error(
    `usage: round <${Object.keys(contenders).join('|')}> <workload> <operations> <seed> [drawn workload]`,
  )
}
// A workload drawn beforehand keeps the drawing's garbage and compiled code out of this process.
const { opening, warmUp, steps }: Workload = drawn
  ? deserialize(readFileSync(drawn))
  : drawWorkload(shapes[shape as keyof typeof shapes], Number(count), Number(seed))
const names = namesOf(steps)

/**
 * A batch at a time, as commands reach an engine: a function that is called once for all steps is compiled in the
 * middle of its work, and again for its second call, which would fall into the measured time.
 */
const batch = 1_000

// As the engine does it at its start, for every contender alike.
tuneRuntime()
const run = contender()
const runAll = (steps: Steps, names: string[]): number => {
  let happened = 0
  for (let from = 0; from < steps.count; from += batch) {
    happened += run(steps, names, from, Math.min(from + batch, steps.count))
  }
  return happened
}
runAll(opening, namesOf(opening))
runAll(warmUp, namesOf(warmUp))
const started = process.cpuUsage()
const happened = runAll(steps, names)
const { user, system } = process.cpuUsage(started)
process.stdout.write(JSON.stringify({ nsPerOperation: ((user + system) * 1_000) / steps.count, happened }))
