import type { Metrics } from '../../../platform/metrics/index.ts'
import type { Logger } from '../../../platform/log/index.ts'
import type { Engine } from '../../engine/index.ts'
import type { Found } from './books-watch.ts'
import { tell, type Difference } from './difference.ts'
import { callWebhook, type WebhookPorts } from './webhook.ts'

export type AlarmPorts = WebhookPorts & {
  engine: Pick<Engine, 'submit' | 'read'>
  metrics: Metrics
  log: Logger
  clock: () => number
  /** Where an alarm is posted to; nowhere, if empty. */
  webhook: string
}

export type Alarm = {
  /**
   * Says what a look found at a record; nothing found is told too. What a look at everything (`whole`) does not find is
   * over. Rejects if withdrawals could not be stopped.
   */
  report(found: Found, whole: boolean): Promise<void>
  /** Resolves when the last webhook was called, or given up because of `stop`. */
  stop(): Promise<void>
}

const toldMax = 50
const nameOf = ({ kind, where }: Difference): string => `${kind} of ${where}`

/**
 * Stops withdrawals in the engine, by a journaled command, before it tells anybody: log, metric, webhook. A difference
 * that was told is not told again while it lasts, also when its sums move on with the line; but withdrawals are stopped
 * whenever it is found.
 */
export function createAlarm(ports: AlarmPorts): Alarm {
  const { engine, metrics, log, clock, webhook } = ports
  const alarms = metrics.counter('opex_reconciliation_alarms_total', 'Alarms that the books raised')
  const found = metrics.gauge('opex_reconciliation_differences', 'Differences that the last comparison found')
  const position = metrics.gauge(
    'opex_reconciliation_sequence',
    'The record up to which the books were compared',
  )
  const stopped = metrics.gauge('opex_withdrawals_stopped', 'Whether the engine refuses withdrawals')
  const told = new Set<string>()
  const ending = new AbortController()
  let calls: Promise<void> = Promise.resolve()
  found.set(0)

  return {
    async report({ differences, sequence }, whole) {
      found.set(differences.length)
      position.set(sequence)
      if (differences.length > 0) await stopWithdrawals(differences, sequence)
      stopped.set((await engine.read({ kind: 'books' })).result.stopped === null ? 0 : 1)
      const fresh = differences.filter((each) => !told.has(nameOf(each))).map(tell)
      if (whole) told.clear()
      for (const each of differences) told.add(nameOf(each))
      if (fresh.length === 0) return
      alarms.add()
      log.fatal(
        { sequence, differences: fresh.slice(0, toldMax) },
        'the books differ: withdrawals are stopped',
      )
      if (webhook === '') return
      const body = { alarm: 'books_differ', at: clock(), sequence, differences: fresh.slice(0, toldMax) }
      calls = calls.then(() => callWebhook(webhook, body, { ...ports, signal: ending.signal }))
    },
    async stop() {
      ending.abort()
      await calls
    },
  }

  async function stopWithdrawals(differences: readonly Difference[], sequence: number): Promise<void> {
    const reason = `the books differ: ${tell(differences[0]!)}`.slice(0, 255)
    // A key of its own each time: an operator may have allowed withdrawals since.
    const key = `reconciler:${sequence}:${clock()}:${differences.length}`
    await engine.submit({
      key,
      command: { kind: 'set_withdrawals', allowed: false, reason, by: 'reconciler' },
    })
  }
}
