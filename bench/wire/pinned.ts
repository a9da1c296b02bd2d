import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of the bench on one core of its own, which answers one question at a time. */
export type Pinned = { ask<Reply>(question: object): Promise<Reply>; stop(): Promise<void> }

/** Starts a file of this folder on a core (Linux: `taskset`); resolves when it has said its first word. */
export async function startPinned(
  core: number,
  file: string,
  argument = '',
): Promise<Pinned & { first: unknown }> {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child: ChildProcess = spawn('taskset', ['-c', String(core), process.execPath, path, argument], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      const fail = () => reject(new Error(`${file} ended`))
      child.once('exit', fail)
      child.once('message', (said) => {
        child.off('exit', fail)
        resolve(said)
      })
    })
  const first = await next()
  return {
    first,
    async ask<Reply>(question: object) {
      const reply = next()
      child.send(question)
      return (await reply) as Reply
    },
    async stop() {
      child.disconnect()
      await ended
    },
  }
}

/** The other side: answers each question with what `answer` makes of it, after a first word. */
export function speak(first: object, answer: (question: never) => Promise<object> | object): void {
  process.on('message', (question) => {
    void Promise.resolve(answer(question as never)).then((reply) => process.send!(reply))
  })
  process.on('disconnect', () => process.exit(0))
  process.send!(first)
}

/** Milliseconds of CPU time that this process has used, all its threads and the kernel for it. */
export const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
