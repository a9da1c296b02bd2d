// One contender, one workload, one round, in a process of its own: prints CPU nanoseconds per operation.
import { contenders } from './contenders.ts'
import { drawWorkload, shapes } from './workloads.ts'

const [name = '', shape = '', count = '', seed = ''] = process.argv.slice(2)
const contender = contenders[name]
if (!contender || !(shape in shapes)) throw new Error(`usage: round <${Object.keys(contenders).join('|')}> <workload>`)
const workload = drawWorkload(shapes[shape as keyof typeof shapes], Number(count), Number(seed))
const book = contender()
book(workload.opening)
const started = process.cpuUsage()
const happened = book(workload.steps)
const { user, system } = process.cpuUsage(started)
process.stdout.write(JSON.stringify({ nsPerOperation: ((user + system) * 1_000) / Number(count), happened }))
