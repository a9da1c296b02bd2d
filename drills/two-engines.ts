import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkJournal } from './check-journal.ts'
import type { Drill } from './drill.ts'
import { killEngines, startEngineProcess, type EngineProcess, type Told } from './engine-process.ts'

export const twoEngines: Drill = {
  summary:
    'two engines on one directory: the second is refused, also while the first is stopped and when it wakes up',
  roundsDefault: 20,
  async run({ rounds, seed }) {
    const counts = { refused: 0, started: 0, acknowledged: 0 }
    for (let round = 0; round < rounds; round++) {
      const directory = mkdtempSync(join(tmpdir(), 'opex-two-engines-'))
      try {
        await oneRound(directory, { seed: seed * 1_000 + round * 10, counts })
      } finally {
        killEngines()
        rmSync(directory, { recursive: true, force: true })
      }
    }
    return counts
  },
}

type Counts = { refused: number; started: number; acknowledged: number }

async function oneRound(
  directory: string,
  { seed, counts }: { seed: number; counts: Counts },
): Promise<void> {
  const first = startEngineProcess({ directory, seed })
  await first.reached(100)
  await expectRefused(directory, { holder: first, seed: seed + 1, counts })

  first.kill('SIGSTOP')
  await expectRefused(directory, { holder: first, seed: seed + 2, counts })
  first.kill('SIGCONT')
  await first.reached(first.told.length + 100)
  await expectRefused(directory, { holder: first, seed: seed + 3, counts })

  // The lock dies with its holder, also when that was stopped, and then the next one gets the directory at once.
  if (seed % 20 < 10) first.kill('SIGSTOP')
  first.kill('SIGKILL')
  await first.ended
  const second = startEngineProcess({ directory, seed: seed + 4 })
  await second.reached(100)
  assert.ok(second.told.length >= 100, `the next engine did not start: ${second.errors()}`)
  counts.started += 1
  second.kill('SIGKILL')
  await second.ended
  const told: Told[] = [...first.told, ...second.told]
  counts.acknowledged += told.length
  await checkJournal(directory, told, `seed ${seed}`)
}

async function expectRefused(
  directory: string,
  { holder, seed, counts }: { holder: EngineProcess; seed: number; counts: Counts },
): Promise<void> {
  const newcomer = startEngineProcess({ directory, seed })
  assert.equal(await newcomer.ended, 1, 'the second engine started')
  assert.match(newcomer.errors(), new RegExp(`data_directory_in_use: process ${holder.pid} already works`))
  assert.equal(newcomer.told.length, 0)
  counts.refused += 1
}
