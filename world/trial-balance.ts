import { join } from 'node:path'
import type { TrialBalanceLine } from '../core/exchange/index.ts'
import { startEngine } from '../peatio/engine/index.ts'
import { createLog } from '../platform/log/index.ts'

/** The books of a stopped exchange, recovered from its journal alone. */
export async function trialBalanceOf(dataDirectory: string): Promise<TrialBalanceLine[]> {
  const fail = (error: unknown) => {
    throw error
  }
  const engine = await startEngine({
    directory: join(dataDirectory, 'journal'),
    log: createLog('world', 'warn'),
    onStopped: fail,
    onConsumerFault: fail,
  })
  const { result } = await engine.read({ kind: 'trial_balance' })
  await engine.close()
  return result
}
