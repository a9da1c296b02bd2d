import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../core/units/index.ts'

/**
 * Claims a directory for this process; PGlite itself would let two of them corrupt it. The claim of a dead
 * process is void. Gives what releases it; throws a Fault `sql_directory_in_use`.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'lock')
  const mine = `${process.pid} ${bornAt(process.pid) ?? ''}`
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, mine, { flag: 'wx', mode: 0o600 })
      return () => rmSync(path, { force: true })
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new Fault('sql_directory_unusable', { cause })
      const [pid, born] = readFileSync(path, 'utf8').split(' ')
      if (isAlive(Number(pid), born ?? ''))
        throw new Fault('sql_directory_in_use', { detail: `process ${pid}` })
      rmSync(path, { force: true })
    }
  }
  throw new Fault('sql_directory_in_use')
}

function isAlive(pid: number, born: string): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  // In a container a restarted process often gets its predecessor's number: the time of birth tells them apart.
  const now = bornAt(pid)
  return now === undefined || born === '' || now === born
}

/** The start time of a process in clock ticks since boot, where the system tells it (Linux). */
function bornAt(pid: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    // No /proc on this system, or the process just ended: its number alone decides.
    return undefined
  }
}
