import type { Logger } from '../../platform/log/index.ts'
import type { Sql } from '../../platform/sql/index.ts'
import type { Coin } from '../../plugins/coins/index.ts'
import type { Engine } from '../engine/index.ts'
import { confirmDeposits, creditDeposits } from './credit-deposits.ts'
import type { Deposit } from './deposit-store.ts'
import { scanChain } from './scan-chain.ts'
import { walletDb } from './tables.ts'
import type { ListAssets } from './wallet-asset.ts'

export type DepositsOptions = {
  sql: Sql
  coin: Coin
  engine: Engine
  assets: ListAssets
  clock: () => number
  log: Logger
  onCredited?(deposit: Deposit): void
  firstHeight?: number
}

/**
 * One round for one chain: finish what was decided, read the chain, decide, finish that. The order matters:
 * no block is undone while a confirmed deposit waits for its credit, so that a deposit is either still ours
 * to orphan or certainly in the ledger. A kill between any two steps is repaired by the next round.
 */
export async function depositRound(options: DepositsOptions): Promise<void> {
  const { sql, coin, ...rest } = options
  const round = { ...rest, coin, chain: coin.chain, db: walletDb(sql) }
  await creditDeposits(round)
  const height = await scanChain(round)
  await confirmDeposits(round, height)
  await creditDeposits(round)
}

const waitMs = { usual: 1_000, most: 30_000 }

/**
 * Runs rounds until stopped; a failing chain or engine is asked less and less, and logged once until it is
 * back.
 */
export function runDeposits(options: DepositsOptions & { pollMs?: number }): { stop(): Promise<void> } {
  const { coin, log, pollMs = waitMs.usual } = options
  const { chain } = coin
  const life = { stopped: false }
  let failures = 0
  let wake = () => {}

  async function run(): Promise<void> {
    while (!life.stopped) {
      try {
        await depositRound(options)
        if (failures > 0) log.info({ chain }, 'deposits go on')
        failures = 0
      } catch (error) {
        if (failures === 0) log.error({ err: error, chain }, 'deposits wait')
        failures += 1
      }
      await pause(Math.min(waitMs.most, pollMs * 2 ** Math.min(failures, 5)))
    }
  }
  const pause = (durationMs: number) =>
    new Promise<void>((resolve) => {
      if (life.stopped) return resolve()
      const timer = setTimeout(resolve, durationMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const running = run()
  return {
    async stop() {
      life.stopped = true
      wake()
      await running
    },
  }
}
