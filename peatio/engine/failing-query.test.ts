import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openEngine } from './index.ts'
import type { Submission } from './port.ts'
import { openingCommands } from './seeded-stream.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

test('a query that cannot be answered fails alone', async () => {
  const storage = createMemoryDisk(() => 0.99).open()
  const engine = openEngine({ storage, clock: () => 1_000, log: quiet })
  const [first] = openingCommands() as [Submission]
  const wrong = engine.read({ kind: 'no_such_query' } as never)
  const right = engine.submit(first)
  await assert.rejects(wrong, { code: 'read_failed' })
  assert.equal((await right).sequence, 1)
  await engine.close()
})
