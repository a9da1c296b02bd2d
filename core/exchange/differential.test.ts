import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import type { TimeMs } from '../units/index.ts'
import type { Command } from './index.ts'
import { Crowd } from './streams/crowd.ts'
import { Duel } from './streams/duel.ts'
import { everything } from './streams/everything.ts'
import { seeded } from './streams/random.ts'
import { shrink } from './streams/shrink.ts'
import { Tally } from './streams/tally.ts'

/**
 * A million commands; `OPEX_STREAMS=2000` is a night's work, and `OPEX_SEED=7` plays one stream of that seed.
 * For mutants, which fail all day, `OPEX_LENGTH` makes a stream shorter and `OPEX_SHRINK=0` tells of a failure without
 * looking for the fewest commands.
 */
const length = Number(process.env['OPEX_LENGTH'] ?? 20_000)
const only = process.env['OPEX_SEED']
const shrinks = process.env['OPEX_SHRINK'] !== '0'
const streams = Number(process.env['OPEX_STREAMS'] ?? 50)
const seeds = only ? [Number(only)] : Array.from({ length: streams }, (_, index) => index + 1)

type Step = { command: Command; at: TimeMs }

const tally = new Tally()

for (const seed of seeds) {
  test(`the exchange and its naive twin agree on every event of ${length} commands (seed ${seed})`, () => {
    const random = seeded(seed)
    const crowd = new Crowd(random)
    const duel = new Duel()
    const steps: Step[] = []
    let at = duel.now
    crowd.observe(duel.opening)
    try {
      for (let index = 0; index < length; index++) {
        at = (at + random(4)) as TimeMs
        duel.closely = index % 400 === 0
        const due = duel.runDue(at)
        crowd.observe(due)
        tally.events(due)
        const step = { command: crowd.draw(at), at }
        steps.push(step)
        const events = duel.run(step.command, at)
        crowd.observe(events)
        tally.command(step.command, duel.answer)
        tally.events(events)
        if (index % 100 === 0) duel.compare()
        if (index % 2_000 === 0) duel.restart()
      }
      finish(duel, at)
    } catch (cause) {
      throw new Error(story(seed, steps, cause), { cause })
    }
  })
}

function finish(duel: Duel, at: TimeMs): void {
  duel.runDue(at)
  duel.compare()
  duel.restart()
}

/** What was wrong, and the fewest commands that still go wrong. */
function story(seed: number, steps: Step[], cause: unknown): string {
  const said = `OPEX_SEED=${seed}, step ${steps.length}: ${cause instanceof Error ? cause.message : inspect(cause)}`
  if (!shrinks) return said
  const fewest = shrink(steps, (list) => failureOf(list) !== null, 50 * length)
  const told = fewest.map((step) => inspect(step, { depth: 4, breakLength: 160, compact: 9 }))
  return [said, `${fewest.length} of its commands end in: ${failureOf(fewest)}`, ...told.slice(-40)].join(
    '\n',
  )
}

/** How a list of commands fails, if it does; a short one is watched closely. */
function failureOf(steps: Step[]): string | null {
  try {
    const duel = new Duel()
    duel.closely = steps.length <= 200
    for (const { command, at } of steps) {
      duel.run(command, at)
      if (duel.closely) duel.restart()
    }
    finish(duel, steps.at(-1)?.at ?? duel.now)
    return null
  } catch (failure) {
    return failure instanceof Error ? failure.message : inspect(failure)
  }
}

test('everything occurred, and often', { skip: only !== undefined }, () => {
  const often = streams
  const rare = everything.filter((what) => (tally.counts.get(what) ?? 0) < often)
  assert.deepEqual(
    rare.map((what) => `${what}: ${tally.counts.get(what) ?? 0}`),
    [],
    `occurred less than ${often} times`,
  )
})
