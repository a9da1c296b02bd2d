import { parentPort } from 'node:worker_threads'
import { assert } from '../core/units/index.ts'
import { Api } from './simulation/api.ts'
import { plainOutcome } from './simulation/report.ts'
import { runSeed } from './simulation/run.ts'

assert(parentPort !== null, 'this file runs as a thread')
const port = parentPort
const api = new Api()
await api.ready()

port.on('message', (seed: number) => {
  void runSeed(seed, { api }).then((outcome) => port.postMessage(plainOutcome(outcome)))
})
port.postMessage('ready')
