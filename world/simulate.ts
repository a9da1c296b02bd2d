import { createWriteStream } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Api } from './simulation/api.ts'
import { foreignDigests } from './simulation/foreign.ts'
import { runFleet } from './simulation/fleet.ts'
import { commandFor, describe, Tally } from './simulation/report.ts'
import { runSeed } from './simulation/run.ts'

// The whole exchange, its people and all its faults in one process, on a clock and a chance that a seed decides.
const usage = `npm run simulate                      1,000 seeds
npm run simulate -- --seeds 200        so many, from --base N (or OPEX_SEED) on
npm run simulate -- --minutes 30       as many as the time allows, from a base of the clock
npm run simulate -- --seed 7           one, told as it goes; --log FILE keeps every line of it
          --jobs N                     threads, as many as there are cores by default`

const whole = { type: 'string' } as const
const { values } = parseArgs({
  options: {
    ...{ seed: whole, seeds: whole, base: whole, minutes: whole, jobs: whole, log: whole, digests: whole },
    help: { type: 'boolean' },
  },
})

/** One seed of this many also runs in another process, in another place of the world (F15). */
const foreignEvery = 50
const defaultBase = 20_261_126

const numberOf = (text: string | undefined, fallback: number): number => {
  const value = text === undefined ? fallback : Number(text)
  if (Number.isFinite(value) && value >= 0) return value
  console.error(`${text} is no number\n${usage}`)
  return process.exit(2)
}

if (values.help) console.log(usage)
else if (values.digests !== undefined) await tellDigests(values.digests.split(',').map(Number))
else if (values.seed !== undefined) await runOne(numberOf(values.seed, 0))
else await runMany()

/** What another process is asked: a seed and its digest a line. */
async function tellDigests(seeds: number[]): Promise<void> {
  const api = new Api()
  await api.ready()
  for (const seed of seeds) console.log(`${seed} ${(await runSeed(seed, { api })).digest}`)
}

async function runOne(seed: number): Promise<void> {
  const api = new Api()
  await api.ready()
  const file = values.log === undefined ? undefined : createWriteStream(values.log)
  let told = 0
  const outcome = await runSeed(seed, {
    api,
    tell(line) {
      file?.write(`${line}\n`)
      // A line a virtual second.
      const second = Math.floor(Number(line.split(' ')[0]) / 1_000)
      if (second > told) process.stderr.write(`  ${second} s  ${line.slice(0, 140)}\n`)
      told = Math.max(told, second)
    },
  })
  await new Promise<void>((resolve) => (file ? file.end(resolve) : resolve()))
  console.log(describe(outcome))
  const [foreign] = await foreignDigests([seed])
  const same = foreign?.digest === outcome.digest
  console.log(
    same ? 'another process, elsewhere, made the same log' : `another process made ${foreign?.digest}`,
  )
  process.exit(outcome.violation || !same ? 1 : 0)
}

async function runMany(): Promise<void> {
  const minutes = values.minutes === undefined ? null : numberOf(values.minutes, 0)
  const fallback = minutes === null ? defaultBase : Math.floor(Date.now() / 1_000)
  const base = numberOf(values.base ?? process.env['OPEX_SEED'], fallback)
  const count = minutes === null ? numberOf(values.seeds, 1_000) : Infinity
  const jobs = Math.max(1, numberOf(values.jobs, availableParallelism()))
  console.log(`seeds from ${base}: ${minutes === null ? count : `${minutes} minutes`}, ${jobs} threads`)
  const tally = new Tally(base)
  const endsAt = minutes === null ? Infinity : Date.now() + minutes * 60_000
  await runFleet({ base, count, jobs, endsAt, onOutcome: (outcome) => tally.add(outcome) })
  const foreign = await foreignDigests(tally.seeds().filter((seed) => (seed - base) % foreignEvery === 0))
  for (const { seed, digest } of foreign) tally.compare(seed, digest)
  console.log(tally.summary())
  for (const seed of tally.failed().slice(0, 20)) console.log(`again: ${commandFor(seed)}`)
  process.exit(tally.failed().length > 0 ? 1 : 0)
}
