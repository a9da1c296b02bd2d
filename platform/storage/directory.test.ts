import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { joinDirectory, openDirectory, readDirectory } from './index.ts'

function directoryFor(t: TestContext, ...below: string[]): string {
  const top = mkdtempSync(join(tmpdir(), 'opex-storage-'))
  t.after(() => rmSync(top, { recursive: true, force: true }))
  return join(top, ...below)
}

test('a directory is made with its parents, private to its owner', async (t) => {
  const directory = directoryFor(t, 'a', 'b')
  const storage = await openDirectory(directory)
  storage.replace('one', [Buffer.from('text')])
  assert.equal(statSync(directory).mode & 0o777, 0o700)
  assert.equal(statSync(join(directory, 'one')).mode & 0o777, 0o600)
  assert.deepEqual(storage.list(), ['one'])
  await storage.close()
})

test('each writer has a higher epoch than the one before', async (t) => {
  const directory = directoryFor(t)
  const epochs: number[] = []
  for (let round = 0; round < 3; round++) {
    const storage = await openDirectory(directory)
    epochs.push(storage.epoch)
    await storage.close()
  }
  assert.deepEqual(epochs, [1, 2, 3])
})

test('a second writer is refused with the process id of the first, until the first closes', async (t) => {
  const directory = directoryFor(t)
  const first = await openDirectory(directory)
  await assert.rejects(openDirectory(directory), (fault: Error & { code?: string }) => {
    assert.equal(fault.code, 'data_directory_in_use')
    assert.match(fault.message, new RegExp(`process ${process.pid} already works on`))
    return true
  })
  await first.close()
  await (await openDirectory(directory)).close()
  assert.deepEqual(readdirSync(directory), ['epoch'])
})

test('of many writers at once at most one gets the directory', async (t) => {
  const directory = directoryFor(t)
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => openDirectory(directory)))
  const open = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  assert.ok(open.length <= 1, `${open.length} writers`)
  for (const storage of open) await storage.close()
  await (await openDirectory(directory)).close()
})

test('the lock of a killed process does not block the next, and that of a stopped process does', async (t) => {
  const directory = directoryFor(t)
  const storageUrl = new URL('./index.js', import.meta.url).href
  const source = `
    const { openDirectory } = await import(${JSON.stringify(storageUrl)})
    await openDirectory(${JSON.stringify(directory)})
    console.log('open')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  child.kill('SIGSTOP')
  await assert.rejects(openDirectory(directory), {
    code: 'data_directory_in_use',
    message: new RegExp(`${child.pid}`),
  })
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.ok(
    readdirSync(directory).some((name) => name.startsWith('lock-')),
    'the dead lock is still there',
  )
  await (await openDirectory(directory)).close()
})

test('a directory with a long path is locked all the same', async (t) => {
  const directory = directoryFor(t, 'x'.repeat(120))
  const first = await openDirectory(directory)
  await assert.rejects(openDirectory(directory), { code: 'data_directory_in_use' })
  await first.close()
  await (await openDirectory(directory)).close()
})

test('appended bytes are read back, space taken in advance is given back', async (t) => {
  const directory = directoryFor(t)
  const storage = await openDirectory(directory)
  storage.replace('log', [Buffer.from('head|')])
  const file = storage.append('log')
  file.append([Buffer.from('one|'), Buffer.from('two|')])
  file.sync()
  assert.equal(file.length, 13)
  assert.ok(storage.size('log') > 13)
  assert.equal(joinDirectory(directory, storage.epoch).read('log', 5, 8).toString(), 'one|two|')
  assert.deepEqual([...storage.read('log', 13, 3)], [0, 0, 0])
  file.truncate(9)
  file.append([Buffer.from('2|')])
  file.rewrite(5, Buffer.from('one|'))
  file.close()
  assert.equal(storage.read('log', 0, 100).toString(), 'head|one|2|')
  storage.remove('log')
  storage.remove('log')
  assert.deepEqual(storage.list(), [])
  await storage.close()
})

test('half a file that a crash left behind is cleared away and never listed', async (t) => {
  const directory = directoryFor(t)
  await (await openDirectory(directory)).close()
  writeFileSync(join(directory, 'snapshot.new'), 'half')
  const storage = await openDirectory(directory)
  assert.equal(existsSync(join(directory, 'snapshot.new')), false)
  assert.deepEqual(storage.list(), [])
  await storage.close()
})

test('what the system refuses is a fault that names the operation', async (t) => {
  const storage = await openDirectory(directoryFor(t))
  assert.throws(() => storage.append('nothing'), {
    code: 'storage_failed',
    message: /could not open nothing: ENOENT/,
  })
  await storage.close()
})

test('a writer whose lock was taken away by hand changes nothing once another has begun', async (t) => {
  const directory = directoryFor(t)
  const first = await openDirectory(directory)
  first.replace('log', [Buffer.from('head|')])
  const file = first.append('log')
  const [lock] = readdirSync(directory).filter((name) => name.endsWith('.sock'))
  rmSync(join(directory, lock!))
  const second = await openDirectory(directory)
  // A look is trusted for a moment, in which nobody can have started.
  await new Promise((resolve) => setTimeout(resolve, 60))
  const superseded = { code: 'writer_superseded', message: /writer 2 took over from writer 1/ }
  assert.throws(() => file.append([Buffer.from('late')]), superseded)
  await new Promise((resolve) => setTimeout(resolve, 60))
  assert.throws(() => first.replace('log', []), superseded)
  assert.equal(second.read('log', 0, 99).toString(), 'head|')
  second.append('log').append([Buffer.from('two')])
  await second.close()
  await first.close()
})

test('a term can be made to begin above those of files that come from elsewhere', async (t) => {
  const directory = directoryFor(t)
  const storage = await openDirectory(directory, 41)
  assert.equal(storage.epoch, 42)
  await storage.close()
  const again = await openDirectory(directory, 7)
  assert.equal(again.epoch, 43)
  await again.close()
})

test('who only looks needs no lock, and sees the last term', async (t) => {
  const directory = directoryFor(t)
  assert.throws(() => readDirectory(directory + '/none'), { message: /there is no directory/ })
  const storage = await openDirectory(directory)
  storage.replace('log', [Buffer.from('text')])
  const files = readDirectory(directory)
  assert.deepEqual([files.epoch, files.list(), files.read('log', 1, 2).toString()], [1, ['log'], 'ex'])
  files.sync('log')
  assert.throws(() => files.sync('gone'), { code: 'storage_failed' })
  await storage.close()
})
