import type { AccountId, TimeMs } from '../core/units/index.ts'
import { forgetHistory } from '../peatio/engine/projector/index.ts'
import type { Logger } from '../platform/log/index.ts'
import type { Sql } from '../platform/sql/index.ts'

const keptMs = 24 * 60 * 60_000
const everyMs = 10 * 60_000

/** Keeps a day of the bots' own history, so that a demo that runs for months fills no disk. */
export function keepDemoSmall({
  sql,
  accounts,
  clock,
  log,
}: {
  sql: Sql
  accounts: readonly AccountId[]
  clock: () => number
  log: Logger
}): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  const round = () => {
    running = forgetHistory(sql, { accounts, before: (clock() - keptMs) as TimeMs }).then(
      (forgotten) => log.debug({ forgotten }, 'the bots forgot'),
      (err: unknown) => log.warn({ err }, 'the bots could not forget; next time'),
    )
  }
  const timer = setInterval(round, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
