import { Worker } from 'node:worker_threads'
import { Fault, type Sequence } from '../../core/units/index.ts'

export type BuildWorkerData = {
  journal: string
  directory: string
  sequence: Sequence
  sequencesKept: number
}
/** What the thread says when it ends. */
export type BuildReply = { built: number } | { code: string; message: string }

/**
 * Builds the proofs of a sequence on a thread of its own, from the journal's files: neither the engine nor a request
 * notices. Resolves when root files and trees are durable. Rejects with the build's Fault, or `proof_build_failed`.
 */
export function startBuild(workerData: BuildWorkerData): { done: Promise<void>; stop(): Promise<void> } {
  const thread = new Worker(new URL('./build-worker.js', import.meta.url), { workerData, name: 'proofs' })
  const done = new Promise<void>((resolve, reject) => {
    thread.on('message', (reply: BuildReply) => {
      if ('code' in reply) reject(new Fault(reply.code, { detail: reply.message }))
      else resolve()
    })
    thread.on('error', (cause) => reject(new Fault('proof_build_failed', { cause, detail: cause.message })))
    thread.on('exit', () => reject(new Fault('proof_build_failed', { detail: 'its thread ended' })))
  })
  return { done, stop: async () => void (await thread.terminate()) }
}
