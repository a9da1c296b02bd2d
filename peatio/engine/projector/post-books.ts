import type { BooksEvent } from '../../../core/exchange/index.ts'
import { house } from '../../../core/ledger/index.ts'
import { arrival, fee, minus, owed, promise, promised, type Entries, type Leg } from './legs.ts'

/** An accounting event as entries; none for settings. */
export function entriesOfBooks(event: BooksEvent): Entries | undefined {
  switch (event.kind) {
    case 'balance_adjusted':
      return adjustment(event, [spent(event, event.account), owed(event, event.sum)])
    case 'house_funded': {
      const from = event.source === 'custody' ? arrival(event.asset, event.sum) : takenFromFees(event)
      return adjustment(event, [
        from,
        { ...fee(forHouse(event), event.sum), line: house.adjustments, account: null },
      ])
    }
    case 'expense_recorded': {
      const { asset, sum } = event
      const cost: Leg = { purpose: 'expense', asset, line: house.expenses, account: null, sum }
      return adjustment(event, [arrival(asset, minus(sum)), cost])
    }
    case 'suspense_resolved': {
      const { asset, sum, to } = event
      const waiting = owed({ account: house.suspense, asset }, minus(sum))
      if (to !== house.custody)
        return adjustment({ ...event, category: 'balance_anomaly' }, [
          waiting,
          owed({ account: to, asset }, sum),
        ])
      return adjustment({ ...event, category: 'refund' }, [arrival(asset, minus(sum)), waiting])
    }
    case 'funds_transferred': {
      const { from, to, asset, sum, category, reference } = event
      const legs = [owed({ account: from, asset }, minus(sum)), owed({ account: to, asset }, sum)]
      return { referenceType: 'InternalTransfer', referenceId: reference, category, legs }
    }
    case 'withdrawal_held':
      return withdrawal(event, promise(event, event.sum))
    case 'withdrawal_released':
      return withdrawal(event, promise(event, minus(event.sum)))
    case 'withdrawal_completed': {
      const { asset, sum } = event
      return withdrawal(event, [
        arrival(asset, event.fee - sum),
        promised(event, minus(sum)),
        fee(event, event.fee),
      ])
    }
    case 'adjustment_cap_set':
    case 'withdrawals_set':
      return undefined
  }
}

type Decided = { category: string | null; reference: string | null; reason: string }

const adjustment = ({ category, reference, reason }: Decided, legs: Leg[]): Entries => ({
  referenceType: 'Adjustment',
  referenceId: reference ?? reason,
  category: category ?? 'misc',
  legs,
})

const withdrawal = ({ withdrawal: tid }: { withdrawal: string }, legs: Leg[]): Entries => ({
  referenceType: 'Withdraw',
  referenceId: tid,
  legs,
})

type Moved = Extract<BooksEvent, { sum: bigint }>

const forHouse = ({ asset }: Moved) => ({ account: house.adjustments, asset })

/** A correction is an expense of the house, paid from what it has set aside; one that takes back makes it less. */
const spent = ({ asset, sum }: Moved, account: Leg['account']): Leg => ({
  purpose: 'expense',
  asset,
  line: house.adjustments,
  account,
  sum,
})

/** Income that was set aside is not earned twice: it leaves one line of the revenues for another. */
const takenFromFees = (event: Moved): Leg => ({ ...fee(forHouse(event), 0n - event.sum), account: null })
