import type { AccountId, AssetCode } from '../../core/units/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { Engine } from '../engine/index.ts'
import { listByStatus, moveDeposit, type Deposit } from './deposit-store.ts'
import { networkOf, type ListAssets } from './wallet-asset.ts'
import type { WalletDb } from './tables.ts'

/** The key under which the engine credits a deposit, once for ever. */
export const creditKey = ({ chain, txid, outputIndex }: Deposit): string =>
  `deposit:${chain}:${txid}:${outputIndex}`

export type CreditOptions = {
  db: WalletDb
  chain: string
  engine: Engine
  assets: ListAssets
  clock: () => number
  log: Logger
  /** Told after the mark, so at most once; whoever must not miss a credit reads the engine's events. */
  onCredited?(deposit: Deposit): void
}

/**
 * Confirms what lies deep enough under the block at `height`. Below the minimum it is dust: recorded, not
 * credited. While an asset's deposits are switched off, or it is unknown here, its deposits wait.
 */
export async function confirmDeposits(
  { db, chain, assets, clock }: CreditOptions,
  height: number,
): Promise<void> {
  const waiting = await listByStatus(db, chain, { statuses: ['seen'], up: height })
  if (waiting.length === 0) return
  const known = await assets()
  for (const deposit of waiting) {
    const network = networkOf(known, { asset: deposit.asset, chain })
    if (!network?.depositEnabled) continue
    if (height - deposit.blockHeight + 1 < network.confirmationsRequired) continue
    const dust = deposit.sum === 0n || deposit.sum < network.depositMin
    await moveDeposit(db, deposit, { to: dust ? 'dust' : 'confirmed', at: clock() })
  }
}

/**
 * Credits what is confirmed. The ledger moves in the engine and nowhere else, and a repeat of the key moves
 * nothing: killed after the credit and before the mark, the next call gets the first answer again and marks.
 */
export async function creditDeposits(options: CreditOptions): Promise<void> {
  const { db, chain, engine, clock, log, onCredited } = options
  for (const deposit of await listByStatus(db, chain, { statuses: ['confirmed'] })) {
    const { rejection, sequence } = await engine.submit({
      key: creditKey(deposit),
      command: {
        kind: 'credit_deposit',
        account: deposit.uid as AccountId,
        asset: deposit.asset as AssetCode,
        sum: deposit.sum,
        // What the user's stream shows of the credit; the key above is what tells deliveries apart.
        reference: deposit.txid,
      },
    })
    const at = clock()
    if (rejection !== null) {
      await moveDeposit(db, deposit, { to: 'refused', at, completedAt: at })
      const { tid, uid, asset } = deposit
      log.error(
        { alarm: 'deposit_refused', chain, tid, uid, asset, rejection },
        'the engine refused a deposit',
      )
      continue
    }
    const moved = await moveDeposit(db, deposit, {
      to: 'credited',
      at,
      creditedSequence: sequence,
      completedAt: at,
    })
    if (moved) onCredited?.({ ...deposit, status: 'credited', updatedAt: at, completedAt: at })
  }
}
