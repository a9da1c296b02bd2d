import { writeSync } from 'node:fs'
import { startEngine, type EngineOptions } from './index.ts'
import { createSeededStream, openingCommands } from './seeded-stream.ts'

/**
 * A process that is there to be killed: trades without pause and writes a line for every answer it got, and one
 * to standard error when the engine stops. Arguments: directory, seed, options of the engine as JSON.
 */
const [directory, seed, given = '{}'] = process.argv.slice(2) as [string, string, string?]
const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const exit = (fault: unknown) => {
  writeSync(2, `${String(fault)}\n`)
  process.exit(1)
}
const options: Partial<EngineOptions> = { segmentBytesMax: 40_000, ...(JSON.parse(given) as object) }
const engine = await startEngine({
  directory,
  log: quiet,
  options,
  onStopped: exit,
  onConsumerFault: exit,
}).catch(exit)
await Promise.all(openingCommands().map((submission) => engine.submit(submission)))
const stream = createSeededStream(Number(seed))
for (;;) {
  const answered = stream.next(20).map(async (submission) => {
    const { sequence, rejection } = await engine.submit(submission)
    process.stdout.write(`${JSON.stringify([submission.key, sequence, rejection])}\n`)
  })
  await Promise.all(answered).catch(exit)
}
