// Prints what the inspector finds in the house, and fails if it finds anything.
import { inspect, readSources } from './inspect.ts'

const findings = inspect(readSources(process.cwd()))
for (const finding of findings) console.error(finding)
console.log(findings.length === 0 ? 'The house is in order.' : `${findings.length} offences.`)
process.exitCode = findings.length === 0 ? 0 : 1
