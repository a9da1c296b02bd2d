import { startEngine } from './index.ts'
import { createSeededStream, openingCommands } from './seeded-stream.ts'

/**
 * A process that is there to be killed: trades without pause and writes a line for every answer it got.
 * Arguments: directory, seed.
 */
const [directory, seed] = process.argv.slice(2) as [string, string]
const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const exit = () => process.exit(1)
const options = { segmentBytesMax: 40_000 }
const engine = await startEngine({ directory, log: quiet, options, onStopped: exit, onConsumerFault: exit })
await Promise.all(openingCommands().map((submission) => engine.submit(submission)))
const stream = createSeededStream(Number(seed))
for (;;) {
  await Promise.all(
    stream.next(20).map(async (submission) => {
      const { sequence, rejection } = await engine.submit(submission)
      const line = `${JSON.stringify([submission.key, sequence, rejection])}\n`
      // The next portion waits for the reader: the engine answers faster than a busy machine reads.
      await new Promise((resolve) => process.stdout.write(line, resolve))
    }),
  )
}
