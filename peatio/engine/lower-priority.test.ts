import assert from 'node:assert/strict'
import { once } from 'node:events'
import { constants, getPriority } from 'node:os'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'

const file = new URL('./lower-priority.js', import.meta.url).href
const code = `
  const { readlinkSync } = require('node:fs')
  const { getPriority } = require('node:os')
  const { parentPort } = require('node:worker_threads')
  const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
  import(${JSON.stringify(file)}).then(({ lowerPriority }) => {
    parentPort.postMessage({ before: getPriority(thread), lowered: lowerPriority(), after: getPriority(thread) })
  })`

test('a thread that gets out of the way does so alone', { skip: process.platform !== 'linux' }, async () => {
  const own = getPriority()
  const thread = new Worker(code, { eval: true })
  const [told] = (await once(thread, 'message')) as [object]
  const after = constants.priority.PRIORITY_BELOW_NORMAL
  assert.deepEqual(told, { before: own, lowered: true, after })
  assert.equal(getPriority(), own)
  await thread.terminate()
})
