import type { AccountId } from '../../core/units/index.ts'
import type { Trading } from './trading-routes.ts'

/**
 * Resolves when SQL holds everything that was answered to this account so far: what it was told it can read
 * (law 6), through any replica.
 */
export async function settled({ engine, projector }: Trading, account: AccountId): Promise<void> {
  const { result } = await engine.read({ kind: 'account_sequence', account })
  await projector.reached(result)
}
