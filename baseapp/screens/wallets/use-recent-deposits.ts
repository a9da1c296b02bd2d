import { useQuery } from '@tanstack/react-query'
import { accountApi, call, keyOf, type Deposit } from '../../api/index.ts'
import { depositProgress } from '../../deposits/index.ts'

const shownMost = 6
const refreshMs = { calm: 10_000, busy: 1_500 }

/** Whether a transaction that was just sent is not among the deposits yet. */
export const isAwaited = (txid: string | undefined, deposits: readonly Deposit[] | undefined): boolean =>
  txid !== undefined && deposits?.every((each) => each.txid !== txid) === true

/** The last deposits of an asset, newest first; asked about often while one is on its way or awaited. */
export function useRecentDeposits(currency: string, awaited?: string) {
  const input = { currency, limit: shownMost }
  return useQuery<Deposit[]>({
    queryKey: keyOf(accountApi.deposits, input),
    queryFn: ({ signal }) => call(accountApi.deposits, input, signal),
    staleTime: 0,
    refetchInterval({ state: { data } }) {
      const isOnItsWay = data?.some((each) => depositProgress(each, undefined).pending) === true
      return isOnItsWay || isAwaited(awaited, data) ? refreshMs.busy : refreshMs.calm
    },
  })
}
