import { createMemoryDisk, openDirectory } from '../../platform/storage/index.ts'
import {
  engineDefaults,
  openLeader,
  readAnswers,
  type Batch,
  type Leader,
  type Submission,
} from '../../peatio/engine/index.ts'
import { drawWorkload, partOf, shapes } from '../core/workloads.ts'
import { openingSubmissions, submissionsOf } from './scene.ts'

/** Commands a second of wall time, of one round. */
export type ThroughputRound = { inMemory: number; durable: number }

const log = { info: () => {}, warn: () => {}, error: console.error }

/**
 * The engine's thread alone, in full batches: decide, evolve, answers and views, with the journal (encode, append,
 * fdatasync of a real file) and without it. The two take turns on the same drawn commands.
 */
export async function measureThroughput(
  directory: string,
  { operations, rounds, seed }: { operations: number; rounds: number; seed: number },
): Promise<ThroughputRound[]> {
  const storage = await openDirectory(directory)
  const durable = openLeader({ storage, clock: Date.now, log })
  const inMemory = openLeader({ storage: createMemoryDisk(() => 0.5).open(), clock: Date.now, log })
  const drawn = drawWorkload(shapes.mixed, operations * rounds, seed)
  const warmUp = [
    ...openingSubmissions(),
    ...submissionsOf(drawn.opening, 'opening'),
    ...submissionsOf(partOf(drawn.warmUp, 0, drawn.warmUp.count), 'warm-up'),
  ]
  const bothRun = async (submissions: Submission[]): Promise<ThroughputRound> => ({
    inMemory: await rateOf(submissions, async (batch) => void decide(inMemory, batch)),
    durable: await rateOf(submissions, overlapping(durable)),
  })
  await bothRun(warmUp)
  const measured: ThroughputRound[] = []
  for (let round = 0; round < rounds; round++) {
    const part = partOf(drawn.steps, round * operations, (round + 1) * operations)
    measured.push(await bothRun(submissionsOf(part, `round-${round}`)))
  }
  await durable.close()
  return measured
}

/** As the engine's thread does it: the next batch is decided while the last one syncs. */
function overlapping(leader: Leader): (batch: Submission[]) => Promise<void> {
  let written: Promise<unknown> = Promise.resolve()
  return async (batch) => {
    const decided = decide(leader, batch)
    await written
    written = leader.appendLater(decided)
    if (batch.length < engineDefaults.batchMax) await written
  }
}

function decide(leader: Leader, submissions: Submission[]): Batch {
  const batch = leader.decide(submissions)
  readAnswers(batch.answers.bytes, batch.views.bytes, ({ rejection }) => {
    if (rejection !== null) throw new Error(`a command of the workload was refused: ${rejection}`)
  })
  return batch
}

/** The last batch is shorter than the others. */
async function rateOf(
  submissions: Submission[],
  run: (batch: Submission[]) => Promise<void>,
): Promise<number> {
  const { batchMax } = engineDefaults
  const started = performance.now()
  for (let from = 0; from < submissions.length; from += batchMax)
    await run(submissions.slice(from, from + batchMax))
  return (submissions.length * 1_000) / (performance.now() - started)
}
