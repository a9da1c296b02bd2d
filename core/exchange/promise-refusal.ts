import { covers, type Balance } from '../ledger/index.ts'
import type { Side } from '../matching/index.ts'
import { amountMax, type Count } from '../units/index.ts'
import type { RejectReason } from './event.ts'
import type { Market } from './market.ts'
import { promiseStep } from './terms.ts'

/** Whether a promise is one that the ledger can hold, and is covered. */
export function promiseRefusal(
  { terms }: Market,
  side: Side,
  promised: Count,
  funds: Balance | undefined,
): RejectReason | null {
  const step = promiseStep(terms, side)
  if (typeof promised === 'bigint' && step.amountOf(promised) > amountMax) return 'invalid_quantity'
  return covers(funds, promised, step) ? null : 'insufficient_funds'
}
