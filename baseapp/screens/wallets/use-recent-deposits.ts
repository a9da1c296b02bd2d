import { accountApi, useRemote } from '../../api/index.ts'

const shownMost = 6
const refreshMs = { calm: 10_000, busy: 1_500 }

/** The last deposits of an asset, newest first; asked about often while `isBusy`. */
export const useRecentDeposits = (currency: string, isBusy = false) =>
  useRemote(
    accountApi.deposits,
    { currency, limit: shownMost },
    { refreshMs: isBusy ? refreshMs.busy : refreshMs.calm, staleTimeMs: 0 },
  )
