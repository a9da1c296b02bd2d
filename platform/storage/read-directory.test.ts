import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDirectory, readDirectory } from './index.ts'

test('a reader sees what a writer writes, takes no lock, and changes nothing', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'opex-reader-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  const reader = readDirectory(directory)
  assert.deepEqual(reader.list(), [])
  const writer = await openDirectory(directory)
  writer.replace('log', [Buffer.from('one')])
  const file = writer.append('log')
  file.append([Buffer.from('|two')])
  assert.deepEqual(reader.list(), ['log'])
  assert.equal(reader.read('log', 0, 7).toString(), 'one|two')
  reader.sync('log')
  assert.throws(() => reader.sync('nothing'), { code: 'storage_failed' })
  for (const change of [
    () => reader.replace('log', []),
    () => reader.append('log'),
    () => reader.remove('log'),
  ]) {
    assert.throws(change, { code: 'storage_read_only' })
  }
  file.close()
  await writer.close()
})
