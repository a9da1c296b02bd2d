import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryDisk } from './index.ts'

const lose = () => 0.99
const keepAll = () => 0

test('what was synced survives a power cut, and what was not may be lost', () => {
  const disk = createMemoryDisk(lose)
  const storage = disk.open()
  storage.replace('log', [])
  const file = storage.append('log')
  file.append([Buffer.from('synced')])
  file.sync()
  file.append([Buffer.from(' lost')])
  assert.equal(storage.read('log', 0, 99).toString(), 'synced lost')
  disk.cutPower()
  assert.equal(disk.open().read('log', 0, 99).toString(), 'synced')
})

test('what was not synced may also survive, or only a later part of it', () => {
  const kept = createMemoryDisk(keepAll)
  const fates = [0.99, 0]
  const torn = createMemoryDisk(() => fates.shift() ?? 0.99)
  for (const disk of [kept, torn]) {
    const storage = disk.open()
    storage.replace('log', [])
    storage.append('log').append([Buffer.alloc(512, 'a'), Buffer.alloc(512, 'b')])
    disk.cutPower()
  }
  assert.equal(kept.open().read('log', 0, 2_000).toString(), 'a'.repeat(512) + 'b'.repeat(512))
  assert.equal(torn.open().read('log', 0, 2_000).toString(), '\0'.repeat(512) + 'b'.repeat(512))
})

test('a failed sync loses its bytes for good, although they can be read until the power is cut', () => {
  const disk = createMemoryDisk(keepAll)
  const storage = disk.open()
  storage.replace('log', [])
  const file = storage.append('log')
  file.append([Buffer.from('gone')])
  disk.failNextSync()
  assert.throws(() => file.sync(), { code: 'storage_failed' })
  file.sync()
  assert.equal(storage.read('log', 0, 99).toString(), 'gone')
  disk.cutPower()
  assert.notEqual(disk.open().read('log', 0, 99).toString(), 'gone')
})

test('bytes written once more are covered by the next sync', () => {
  const disk = createMemoryDisk(lose)
  const storage = disk.open()
  storage.replace('log', [])
  const file = storage.append('log')
  file.append([Buffer.from('again')])
  disk.failNextSync()
  assert.throws(() => file.sync())
  file.rewrite(0, Buffer.from('again'))
  file.sync()
  disk.cutPower()
  assert.equal(disk.open().read('log', 0, 99).toString(), 'again')
})

test('a full disk takes a part and says no; a dead writer writes nothing', () => {
  const disk = createMemoryDisk(keepAll)
  const storage = disk.open()
  storage.replace('log', [])
  const file = storage.append('log')
  disk.failNextAppend()
  assert.throws(() => file.append([Buffer.from('abcdef')]), { code: 'storage_failed' })
  assert.equal(storage.read('log', 0, 99).toString(), 'abc')
  assert.throws(() => disk.open(), { code: 'data_directory_in_use' })
  disk.kill()
  assert.throws(() => file.append([Buffer.from('x')]), { code: 'storage_failed' })
  assert.equal(disk.open().epoch, 2)
})

test('when the power goes during a sync, its bytes may be there or not', () => {
  for (const [random, left] of [
    [keepAll, 'half'],
    [lose, ''],
  ] as const) {
    const disk = createMemoryDisk(random)
    const storage = disk.open()
    storage.replace('log', [])
    const file = storage.append('log')
    file.append([Buffer.from('half')])
    disk.cutPowerAtNextSync()
    assert.throws(() => file.sync(), { code: 'storage_failed' })
    assert.equal(disk.open().read('log', 0, 99).toString(), left)
  }
})
