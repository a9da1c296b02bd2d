// `npm run drill -- NAME --rounds N`: a fault, made on purpose, many times. Results are kept in drills/results/.
import { mkdirSync, writeFileSync } from 'node:fs'
import { Fault } from '../core/units/index.ts'
import { readWords } from '../processes/cli/command-line.ts'
import { drills } from './drills.ts'

const { words, options } = readWords(process.argv.slice(2))
const drill = drills[words[0] ?? '']
const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : NaN)
const rounds = wholeNumber(options.get('rounds') ?? String(drill?.roundsDefault ?? 1))
const seed = wholeNumber(options.get('seed') ?? String(Date.now() % 1_000_000_000))

if (!drill || Number.isNaN(rounds) || Number.isNaN(seed) || rounds === 0) {
  console.error('usage: npm run drill -- <name> [--rounds N] [--seed N]\n')
  for (const [name, { summary, roundsDefault }] of Object.entries(drills)) {
    console.error(`${name} (${roundsDefault} rounds): ${summary}`)
  }
  process.exit(2)
}

const [name] = words as [string]
const at = new Date().toISOString()
const started = performance.now()
try {
  const findings = await drill.run({ rounds, seed, say: (line) => console.error(line) })
  const seconds = Math.round((performance.now() - started) / 100) / 10
  const result = { drill: name, at, rounds, seed, seconds, node: process.version, ...findings }
  mkdirSync('drills/results', { recursive: true })
  const file = `drills/results/${name}-${at.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}.json`
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`)
  console.log(JSON.stringify(result, null, 2))
  console.error(`kept in ${file}`)
} catch (error) {
  console.error(error instanceof Fault ? error.message : error)
  console.error(`Again: npm run drill -- ${name} --rounds ${rounds} --seed ${seed}`)
  process.exit(1)
}
process.exit(0)
