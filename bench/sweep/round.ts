// One size, measured in a process of its own: prints nanoseconds of CPU time an operation, one a round.
import { SweptExchange, type Size } from './exchange.ts'

const [text = '', operations = '', rounds = '', seed = ''] = process.argv.slice(2)
const exchange = new SweptExchange(JSON.parse(text) as Size, Number(seed))
exchange.measure(Number(operations) * 2)
const measured = Array.from({ length: Number(rounds) }, () => exchange.measure(Number(operations)))
process.stdout.write(JSON.stringify(measured))
