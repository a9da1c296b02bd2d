import { parentPort, workerData } from 'node:worker_threads'
import { assert, Fault } from '../../core/units/index.ts'
import { readDirectory } from '../../platform/storage/index.ts'
import { buildProofs } from './build-proofs.ts'
import type { BuildReply, BuildWorkerData } from './start-build.ts'

assert(parentPort !== null, 'this file runs as a thread')
const { journal, ...rest } = workerData as BuildWorkerData
const log = { info: () => {}, warn: () => {}, error: () => {} }

async function build(): Promise<BuildReply> {
  try {
    const proofs = await buildProofs({ ...rest, journal: readDirectory(journal), log })
    return { built: proofs.length }
  } catch (error) {
    const code = error instanceof Fault ? error.code : 'proof_build_failed'
    return { code, message: error instanceof Error ? error.message : String(error) }
  }
}

const reply: BuildReply = await build()
parentPort.postMessage(reply, [])
