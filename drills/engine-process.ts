import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { EngineOptions } from '../peatio/engine/index.ts'

/** What a client was told: the key of its command, the answer's sequence and rejection. */
export type Told = [key: string, sequence: number, rejection: string | null]

/** An engine in a process of its own that trades without pause and says every answer. */
export type EngineProcess = {
  pid: number
  told: Told[]
  /** Resolves when so many answers were said, or the process has ended. */
  reached(count: number): Promise<void>
  kill(signal: NodeJS.Signals): void
  /** Its end, when all it said has been read: exit code, or null if a signal ended it. */
  ended: Promise<number | null>
  errors(): string
}

const script = fileURLToPath(new URL('../peatio/engine/kill-child.js', import.meta.url))

export type EngineProcessOptions = {
  directory: string
  seed: number
  options?: Partial<EngineOptions>
  /** A program and its arguments that runs the process: a tracer that stays in the background. */
  under?: string[]
}

const alive = new Set<EngineProcess>()

/** For a drill that failed half-way. */
export function killEngines(): void {
  for (const each of alive) each.kill('SIGKILL')
}

export function startEngineProcess({
  directory,
  seed,
  options = {},
  under = [],
}: EngineProcessOptions): EngineProcess {
  const command = [...under, process.execPath, script, directory, `${seed}`, JSON.stringify(options)]
  const child = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] })
  const told: Told[] = []
  let rest = ''
  let errors = ''
  let wake = () => {}
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    // What a kill cut short was said to nobody.
    rest = lines.pop()!
    for (const line of lines) told.push(JSON.parse(line) as Told)
    wake()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (errors = (errors + text).slice(-5_000)))
  const ended = once(child, 'close').then(([code]) => {
    alive.delete(engine)
    return code as number | null
  })
  const engine: EngineProcess = {
    pid: child.pid!,
    told,
    async reached(count) {
      const enough = new Promise<void>((resolve) => {
        wake = () => told.length >= count && resolve()
        wake()
      })
      await Promise.race([enough, ended])
    },
    kill: (signal) => void child.kill(signal),
    ended,
    errors: () => errors,
  }
  alive.add(engine)
  return engine
}
