import { EmptyState } from '../../../web/kit/index.ts'
import type { Currency } from '../../api/index.ts'

/** Says plainly that nothing can be sent out yet, instead of a button that does nothing. */
export function WithdrawalNote({ currency }: { currency: Currency }) {
  return (
    <EmptyState
      icon="info"
      title="Withdrawals are not available yet"
      text={
        <>
          This version of the exchange cannot send {currency.id.toUpperCase()} out. Your balance stays yours
          and can be traded at any time.
        </>
      }
    />
  )
}
