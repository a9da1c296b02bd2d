import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineDefaults } from '../peatio/engine/index.ts'
import { seededRandom } from '../peatio/engine/seeded-stream.ts'
import { checkJournal } from './check-journal.ts'
import { drawsOf, type Drill } from './drill.ts'
import { killEngines, startEngineProcess, type EngineProcess, type Told } from './engine-process.ts'

/** Moments at which a process is killed; each round draws one. */
const moments = ['start', 'trading', 'trading', 'snapshot', 'rotation'] as const
type Moment = (typeof moments)[number]

/** How many rounds work on one directory; then a new journal begins. */
const roundsOfLife = 50
/** So many answers are asked for again: the engine knows the keys of orders for a stated window, and no longer. */
const askedAgainMax = engineDefaults.orderKeysMax / 2
const options = { segmentBytesMax: 60_000, journalBytesMax: 400_000 }

export const killEngine: Drill = {
  summary: 'kill -9 of a bare engine: while it recovers, trades, rotates, writes a snapshot; answers stand',
  roundsDefault: 1_000,
  async run({ rounds, seed, say }) {
    const draws = drawsOf(seededRandom(seed))
    const killed: Record<Moment, number> = { start: 0, trading: 0, snapshot: 0, rotation: 0 }
    const total = { acknowledged: 0, torn: 0 }
    let told: Told[] = []
    let directory = ''
    try {
      for (let round = 0; round < rounds; round++) {
        if (round % roundsOfLife === 0) {
          if (directory !== '') rmSync(directory, { recursive: true })
          directory = mkdtempSync(join(tmpdir(), 'opex-kill-engine-'))
          told = []
        }
        const moment = moments[draws.below(moments.length)]!
        const engine = startEngineProcess({ directory, seed: seed * 100_000 + round, options })
        await momentOf(moment, { engine, directory, draws })
        engine.kill('SIGKILL')
        assert.equal(await engine.ended, null, `the engine ended by itself: ${engine.errors()}`)
        told = [...told, ...engine.told].slice(-askedAgainMax)
        killed[moment] += 1
        total.acknowledged += engine.told.length
        const where = `seed ${seed}, round ${round + 1}, killed at ${moment}`
        if ((await checkJournal(directory, told, where)).torn) total.torn += 1
        if (round % 100 === 99) say(`${round + 1} kills, ${total.acknowledged} acknowledged commands there`)
      }
    } finally {
      killEngines()
      rmSync(directory, { recursive: true, force: true })
    }
    return { killed, ...total, lost: 0 }
  },
}

/** Waits until it is time to kill, or the process has ended. */
async function momentOf(
  moment: Moment,
  {
    engine,
    directory,
    draws,
  }: { engine: EngineProcess; directory: string; draws: ReturnType<typeof drawsOf> },
): Promise<void> {
  if (moment === 'start') {
    // From before the first line of its program to after its first answers.
    await Promise.race([new Promise((resolve) => setTimeout(resolve, draws.below(300))), engine.ended])
    return
  }
  if (moment === 'trading') return engine.reached(1 + draws.below(400))
  const wanted = moment === 'snapshot' ? /^snapshot-.*\.new$/ : /^journal-.*\.new$/
  const stop = new AbortController()
  const seen = new Promise<void>((resolve) => {
    watch(directory, { signal: stop.signal }, (_, name) => {
      if (name !== null && wanted.test(name)) resolve()
    })
  })
  await Promise.race([seen, engine.ended])
  stop.abort()
}
