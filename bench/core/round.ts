// One contender, one workload, one round, in a process of its own: prints CPU nanoseconds per operation.
import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import { tuneRuntime } from '../../peatio/engine/index.ts'
import { contenders } from './contenders.ts'
import { drawWorkload, namesOf, shapes, type Workload } from './workloads.ts'

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

// As the engine does it at its start, for every contender alike.
tuneRuntime()
const book = contender()
book(opening, namesOf(opening))
book(warmUp, namesOf(warmUp))
const started = process.cpuUsage()
const happened = book(steps, names)
const { user, system } = process.cpuUsage(started)
process.stdout.write(JSON.stringify({ nsPerOperation: ((user + system) * 1_000) / steps.count, happened }))
