import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Fault } from '../core/units/index.ts'

/** The script stays with the sources; this file runs from dist/. */
const installer = fileURLToPath(new URL('../../house/strace.sh', import.meta.url))

/**
 * Makes sure that system calls can be traced here, installing strace if this is root on Debian. Fault
 * `drill_impossible` otherwise: whoever counts on the proof must hear that there was none.
 */
export function requireStrace(): void {
  const { status, stderr } = spawnSync('sh', [installer], { encoding: 'utf8' })
  if (status !== 0) throw new Fault('drill_impossible', { detail: stderr.trim() })
  const probe = spawnSync('strace', ['-f', '-e', 'trace=none', 'true'], { encoding: 'utf8' })
  if (probe.status === 0) return
  throw new Fault('drill_impossible', { detail: `strace may not trace here: ${probe.stderr.trim()}` })
}

/** The tracer's command line: it stays in the background, and the traced process is the child. */
export function straceCommand(log: string, ...options: string[]): string[] {
  return ['strace', '-D', '-f', '--seccomp-bpf', '-y', '-qq', '-o', log, ...options]
}
