// `npm run mutation`: Stryker breaks the core in every small way it knows, and counts what no test of the core notices.
import { mkdirSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import type { MutantResult } from '@stryker-mutator/api/core'
import { Stryker } from '@stryker-mutator/core'
import { summarize, type Count, type Summary } from './score.ts'

const usage = `npm run mutation                              every mutant of the core: about an hour
npm run mutation -- --sample 600 --seed 7     so many of them, drawn by a seed, and how sure the score is
npm run mutation -- --files core/ledger       one folder or file, without keeping the result
          --again                             keep what an earlier run found where neither code nor its tests changed
          --jobs N                            processes that run tests, one by default`

const whole = { type: 'string' } as const
const { values } = parseArgs({
  options: {
    ...{ sample: whole, seed: whole, files: whole, jobs: whole },
    ...{ again: { type: 'boolean' }, help: { type: 'boolean' } },
  },
})

/** The twin, the streams and the scenes are what the core is tested with. */
const material = [
  'core/**/*.test.ts',
  'core/exchange/{naive,streams,scenarios}/**',
  'core/**/{naive-*,*-scene}.ts',
]
const results = 'drills/results/mutation.json'
const folder = '.tmp/mutation'

const numberOf = (text: string): number => {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  console.error(`${text} is no number\n${usage}`)
  return process.exit(2)
}

if (values.help) console.log(usage)
else await run()

async function run(): Promise<void> {
  const sample = values.sample === undefined ? null : numberOf(values.sample)
  const seed = values.seed === undefined ? 1 : numberOf(values.seed)
  // A short stream in place of the twin's fifty long ones, and no search for the shortest story of a failure.
  Object.assign(process.env, { OPEX_SEED: '1', OPEX_LENGTH: '5000', OPEX_SHRINK: '0' })
  if (sample !== null) Object.assign(process.env, { OPEX_SAMPLE: sample, OPEX_SAMPLE_SEED: seed })
  const started = performance.now()
  const mutants = await mutate(sample !== null)
  const summary = summarize(mutants)
  const seconds = Math.round((performance.now() - started) / 1000)
  const kind = sample === null ? 'all' : `a sample, seed ${seed}`
  print(summary)
  if (values.files !== undefined) return
  const kept = { at: new Date().toISOString(), kind, seconds, node: process.version, ...summary }
  mkdirSync('drills/results', { recursive: true })
  writeFileSync(results, `${JSON.stringify(kept, null, 2)}\n`)
  console.log(`\nkept in ${results}`)
}

/** Runs Stryker in a copy of the core, compiled there after it was instrumented. */
async function mutate(sampled: boolean): Promise<MutantResult[]> {
  const part = values.files?.replace(/\/$/, '')
  const stryker = new Stryker({
    mutate: [
      ...(part === undefined ? ['core/**/*.ts'] : [part.endsWith('.ts') ? part : `${part}/**/*.ts`]),
      ...material.map((pattern) => `!${pattern}`),
    ],
    ignorePatterns: ['/*', '!/core', '!/tsconfig.json', '!/package.json'],
    // Stryker reads a tsconfig with the compiler API that TypeScript 7 no longer has; ours needs no reading.
    tsconfigFile: 'none.json',
    buildCommand: 'tsc -p tsconfig.json',
    tempDirName: `${folder}/sandbox`,
    plugins: ['runner.js', 'sample.js'].map((file) => fileURLToPath(new URL(file, import.meta.url))),
    testRunner: 'core',
    checkers: sampled ? ['sample'] : [],
    coverageAnalysis: 'perTest',
    concurrency: values.jobs === undefined ? 1 : numberOf(values.jobs),
    // The runner knows when a test hangs; this is for a runner that does.
    timeoutMS: 60_000,
    timeoutFactor: 20,
    incremental: values.again === true,
    incrementalFile: `${folder}/earlier.json`,
    reporters: ['clear-text', 'json', process.stdout.isTTY ? 'progress' : 'progress-append-only'],
    clearTextReporter: { logTests: false, reportTests: false, reportMutants: false, reportScoreTable: false },
    jsonReporter: { fileName: `${folder}/report.json` },
    allowConsoleColors: process.stdout.isTTY,
  })
  const found = await stryker.runMutationTest()
  // With --again it also tells what it remembers of other parts.
  return found
    .map((mutant) => ({ ...mutant, fileName: relative(process.cwd(), mutant.fileName) }))
    .filter(({ fileName }) => part === undefined || fileName === part || fileName.startsWith(`${part}/`))
}

function print({ score, interval, mutants, tried, total, folders, survivors }: Summary): void {
  for (const line of survivors) console.log(line)
  const row = (name: string, { killed, timeout, survived, noCoverage, score }: Count) =>
    `${name.padEnd(16)}${[killed, timeout, survived, noCoverage, score].map((n) => String(n).padStart(10)).join('')}`
  console.log(`\n${''.padEnd(16)}    killed   timeout  survived unreached     score`)
  for (const [name, count] of Object.entries(folders)) console.log(row(name, count))
  console.log(row('all', total))
  const sure = interval ? `, with 95 % confidence between ${interval[0]} and ${interval[1]}` : ''
  console.log(`\n${tried} of ${mutants} mutants tried: score ${score} %${sure}`)
}
