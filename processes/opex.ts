// `npm run opex -- <command>`: the operator's command line. One file a command, in `cli/`.
import { Fault } from '../core/units/index.ts'
import { readWords } from './cli/command-line.ts'
import { subcommands } from './cli/subcommands.ts'

const [name = 'help', ...args] = process.argv.slice(2)
const subcommand = subcommands[name]
try {
  if (subcommand) {
    process.exitCode = await subcommand.run(readWords(args), (line) => console.log(line))
  } else {
    console.log('usage: npm run opex -- <command>\n')
    for (const [each, { summary, usage }] of Object.entries(subcommands)) {
      console.log(`${each}: ${summary}`)
      for (const line of usage) console.log(`  opex ${line}`)
    }
    process.exitCode = name === 'help' ? 0 : 2
  }
} catch (error) {
  console.error(error instanceof Fault ? error.message : error)
  process.exitCode = 1
}
