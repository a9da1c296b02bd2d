// One contender, one workload, one round, in a process of its own: prints CPU nanoseconds per operation.
import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
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
const { opening, steps }: Workload = drawn
  ? deserialize(readFileSync(drawn))
  : drawWorkload(shapes[shape as keyof typeof shapes], Number(count), Number(seed))

// Everyone warms up alike, on a book that is thrown away: engines run for days, compilers for a second.
const warmUp = (part: Steps): Steps => ({ ...part, count: Math.min(part.count, 200_000) })
const [openingNames, names] = [namesOf(opening), namesOf(steps)]
const rehearsal = contender()
rehearsal(opening, openingNames)
rehearsal(warmUp(steps), names)

const book = contender()
book(opening, openingNames)
const started = process.cpuUsage()
const happened = book(steps, names)
const { user, system } = process.cpuUsage(started)
process.stdout.write(JSON.stringify({ nsPerOperation: ((user + system) * 1_000) / steps.count, happened }))
