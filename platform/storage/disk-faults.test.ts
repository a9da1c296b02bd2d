import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryDisk, type InjectedFault, type MemoryDisk, type Storage } from './index.ts'
import { MemoryDirectory } from './memory-directory.ts'
import { MemoryFile } from './memory-file.ts'

/** Numbers from 0 to 1, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
}
const kinds = (disk: MemoryDisk) => new Set(disk.injected.map(({ kind }: InjectedFault) => kind))
const text = (storage: Storage, name: string) => storage.read(name, 0, 10_000).toString()

/** What may be left of two sectors, the second written twice, over many power cuts. */
test('of pending sectors a power cut keeps, drops, tears and reorders each on its own (seed 5)', () => {
  const random = seeded(5)
  const seen = new Set<string>()
  for (let round = 0; round < 2_000; round++) {
    const file = new MemoryFile()
    file.write(Buffer.alloc(1_024, '.'), 0)
    file.sync()
    file.write(Buffer.alloc(1_024, 'a'), 0)
    file.write(Buffer.alloc(512, 'b'), 512)
    file.cutPower(random)
    const left = file.seen.view().toString()
    seen.add(`${left.slice(0, 512)} ${left.slice(512)}`.replace(/(.)\1+/g, '$1'))
  }
  const fates = [...seen].sort()
  // Kept, torn or dropped, times: newest, torn, older, dropped. No sector ever holds what nobody wrote there.
  const firsts = ['.', 'a', 'a.']
  const seconds = ['.', 'a', 'b', 'ba']
  assert.deepEqual(fates, firsts.flatMap((one) => seconds.map((two) => `${one} ${two}`)).sort())
})

test('what was synced is never touched, whatever is written beside it (seed 6)', () => {
  const random = seeded(6)
  for (let round = 0; round < 500; round++) {
    const file = new MemoryFile()
    file.write(Buffer.alloc(700, 's'), 0)
    file.sync()
    file.write(Buffer.alloc(900, 'x'), 700)
    if (round % 2 === 0) file.truncate(800)
    file.cutPower(random)
    assert.equal(file.seen.view(0, 700).toString(), 's'.repeat(700))
    assert.ok(file.seen.length <= (round % 2 === 0 ? 800 : 1_600))
  }
})

test('a cut that was not synced may be undone', () => {
  const random = seeded(7)
  const lengths = new Set<number>()
  for (let round = 0; round < 50; round++) {
    const file = new MemoryFile()
    file.write(Buffer.alloc(600, 's'), 0)
    file.sync()
    file.truncate(100)
    file.cutPower(random)
    lengths.add(file.seen.length)
  }
  assert.deepEqual(
    [...lengths].sort((a, b) => a - b),
    [100, 600],
  )
})

test('after a failed sync a page may be gone from the cache at once, and later syncs do not bring it back', () => {
  const random = seeded(8)
  const seen = new Set<string>()
  for (let round = 0; round < 200; round++) {
    const file = new MemoryFile()
    file.write(Buffer.from('old'), 0)
    file.sync()
    file.write(Buffer.from('new'), 0)
    file.failSync(random)
    const before = file.seen.view().toString()
    file.sync()
    file.cutPower(random)
    seen.add(`${before} ${file.seen.view().toString()}`)
  }
  assert.deepEqual([...seen].sort(), ['new new', 'new old', 'old old'])
})

test('without a sync of the directory a power cut may undo a rename, and a removal', () => {
  const random = seeded(9)
  const seen = new Set<string>()
  for (let round = 0; round < 200; round++) {
    const directory = new MemoryDirectory()
    const [one, two] = [new MemoryFile(), new MemoryFile()]
    directory.set('kept', one)
    directory.set('gone', one)
    directory.sync()
    directory.set('kept', two)
    directory.set('gone', undefined)
    directory.cutPower(random)
    seen.add(`${directory.seen.get('kept') === two ? 'new' : 'old'} ${directory.seen.has('gone')}`)
  }
  assert.deepEqual([...seen].sort(), ['new false', 'new true', 'old false', 'old true'])
})

test('a file is replaced whole or not at all, at whatever operation the power goes (seed 10)', () => {
  const random = seeded(10)
  const results = new Set<string>()
  for (let round = 0; round < 300; round++) {
    const disk = createMemoryDisk(random)
    disk.open().replace('file', [Buffer.from('old')])
    const before = disk.operations
    disk.cutPowerAt(before + (round % 5))
    disk.kill()
    const content = Buffer.alloc(2_000, 'n')
    let done = false
    try {
      disk.open().replace('file', [content])
      done = true
    } catch {
      assert.ok(disk.injected.some(({ kind }) => kind === 'power_cut'))
    }
    disk.cutPower()
    const left = text(disk.open(), 'file')
    assert.ok(left === 'old' || left === content.toString(), left.slice(0, 20))
    if (done) assert.equal(left, content.toString())
    results.add(left.slice(0, 1))
  }
  for (let round = 0; round < 200; round++) {
    const disk = createMemoryDisk(random)
    const storage = disk.open()
    storage.replace('file', [Buffer.from('old')])
    disk.cutPowerAt(disk.operations + (round % 5))
    assert.throws(() => storage.replace('file', [Buffer.alloc(2_000, 'n')]), { code: 'storage_failed' })
    results.add(text(disk.open(), 'file').slice(0, 1))
  }
  assert.deepEqual([...results].sort(), ['n', 'o'])
})

test('epochs rise over power cuts at every operation of an open', () => {
  const random = seeded(11)
  const disk = createMemoryDisk(random)
  let last = 0
  for (let round = 0; round < 200; round++) {
    disk.cutPowerAt(disk.operations + (round % 9))
    try {
      const { epoch } = disk.open()
      assert.ok(epoch > last, `${epoch} after ${last}`)
      last = epoch
    } catch (fault) {
      assert.equal((fault as { code: string }).code, 'storage_failed')
    }
    disk.cutPower()
  }
  assert.ok(last > 20)
})

test('short writes lose nothing; a full disk and a failed sync are faults with their cause (seed 12)', () => {
  const disk = createMemoryDisk(seeded(12), { faults: { shortWrite: 0.5 }, stepBytes: 4_096 })
  const storage = disk.open()
  storage.replace('log', [])
  const file = storage.append('log')
  for (let part = 0; part < 50; part++) file.append([Buffer.from(`${part},`.padStart(100))])
  assert.deepEqual([...kinds(disk)], ['short_write'])
  assert.match(text(storage, 'log'), /^( +\d+,){50}\0+$/)
  disk.setFaults({ diskFull: 1 })
  assert.throws(() => file.append([Buffer.alloc(5_000)]), {
    code: 'storage_failed',
    message: /could not append: ENOSPC/,
  })
  disk.setFaults({ syncFails: 1 })
  assert.throws(() => file.sync(), { code: 'storage_failed', message: /could not sync: EIO/ })
  assert.deepEqual([...kinds(disk)], ['short_write', 'disk_full', 'sync_failed'])
})

test('a rotten bit is one bit, and its place is told', () => {
  const disk = createMemoryDisk(seeded(13), { faults: { bitRot: 1 } })
  const content = Buffer.alloc(1_000, 's')
  disk.open().replace('file', [content])
  disk.kill()
  const [rot] = disk.injected
  assert.ok(rot?.kind === 'bit_rot')
  const { name, position } = rot
  const found = disk.join().read(name, 0, 1_000)
  const was = name === 'file' ? content : Buffer.from('1\n')
  const wrong = [...found].flatMap((byte, index) =>
    byte === was[index] ? [] : [[index, byte ^ was[index]!]],
  )
  assert.equal(wrong.length, 1)
  assert.equal(wrong[0]![0], position)
  assert.ok([1, 2, 4, 8, 16, 32, 64, 128].includes(wrong[0]![1]!))
})

test('the same seed gives the same faults and the same disk', () => {
  const lives = [21, 21, 22].map((seed) => {
    const disk = createMemoryDisk(seeded(seed), {
      faults: { shortWrite: 0.2, diskFull: 0.05, syncFails: 0.1, powerCut: 0.02, bitRot: 0.1 },
    })
    for (let round = 0; round < 60; round++) {
      try {
        const storage = disk.open()
        storage.replace('log', [])
        const file = storage.append('log')
        for (let part = 0; part < 10; part++) {
          file.append([Buffer.alloc(700, `${part}`)])
          file.sync()
        }
      } catch (fault) {
        assert.match((fault as { code: string }).code, /^storage_/)
      }
      disk.kill()
    }
    return JSON.stringify([
      disk.injected,
      disk.operations,
      disk.join().read('log', 0, 10_000).toString('hex'),
    ])
  })
  assert.equal(lives[0], lives[1])
  assert.notEqual(lives[0], lives[2])
  assert.ok(
    ['short_write', 'disk_full', 'sync_failed', 'power_cut', 'bit_rot'].every((kind) =>
      lives[0]!.includes(kind),
    ),
  )
})
