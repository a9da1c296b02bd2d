import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '../../core/units/index.ts'
import { guard } from './guard.ts'

export const lockName = /^lock-(\d+)-[0-9a-f]{8}\.sock$/
/** The system's limit for the path of a socket is 104 bytes or a few more. */
const pathBytesMax = 100

export type Lock = { release(): Promise<void> }

/**
 * A lock that dies with its holder: a listening socket in the directory, which the system closes however the
 * process ends. Everyone first listens on a name of his own and then calls all others, so of two who come at
 * once at least one hears the other. A name that nobody answers is a dead process's, and is removed. Seen by
 * all processes of one machine, also from other containers; two machines on a shared volume do not see each
 * other. Faults: `data_directory_in_use`, which names the holder's process id.
 */
export async function lockDirectory(directory: string): Promise<Lock> {
  const name = `lock-${process.pid}-${randomBytes(4).toString('hex')}.sock`
  const alias = shortAlias(directory, name)
  const server = createServer((caller) => caller.destroy())
  const release = async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()))
    rmSync(join(directory, name), { force: true })
  }
  try {
    await listen(server, join(alias.path, name))
    await refuseIfHeld(directory, { alias: alias.path, own: name })
  } catch (fault) {
    await release()
    throw fault
  } finally {
    alias.remove()
  }
  return { release }
}

async function refuseIfHeld(
  directory: string,
  { alias, own }: { alias: string; own: string },
): Promise<void> {
  for (const other of guard('list locks', () => readdirSync(directory))) {
    const holder = lockName.exec(other)?.[1]
    if (holder === undefined || other === own) continue
    if (await answers(join(alias, other))) throw inUse(directory, holder)
    guard('remove a dead lock', () => rmSync(join(directory, other), { force: true }))
  }
  // Someone who called before we listened took us for dead, and may have been and gone since.
  if (!existsSync(join(directory, own))) throw inUse(directory, 'unknown')
}

const inUse = (directory: string, holder: string) =>
  new Fault('data_directory_in_use', { detail: `process ${holder} already works on ${directory}` })

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new Fault('storage_failed', { cause, detail: `could not lock the directory: ${cause.message}` }))
    })
    server.listen(path, resolve)
    server.unref()
  })
}

/** Only a refusal proves that nobody is there; a full queue or a missing right belongs to someone alive. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const call = connect(path)
    call.once('connect', () => {
      call.destroy()
      resolve(true)
    })
    call.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT')
    })
  })
}

/** A long directory is reached through a short link for as long as the sockets are being opened. */
function shortAlias(directory: string, name: string): { path: string; remove(): void } {
  if (Buffer.byteLength(join(directory, name)) <= pathBytesMax) return { path: directory, remove: () => {} }
  const place = mkdtempSync(join(tmpdir(), 'opex-'))
  const path = join(place, 'd')
  symlinkSync(directory, path)
  return { path, remove: () => rmSync(place, { recursive: true }) }
}
