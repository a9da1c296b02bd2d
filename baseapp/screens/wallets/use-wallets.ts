import { useMemo } from 'react'
import { publicApi, useRemote } from '../../api/index.ts'
import { useOwnBalances, useTickers } from '../../feed/index.ts'
import { useMarkets } from '../../markets/index.ts'
import { walletRows } from './wallet-rows.ts'

/** All assets with the user's live balances; `rows` is missing until both are known. */
export function useWallets() {
  const currencies = useRemote(publicApi.currencies, { limit: 1000 }, { staleTimeMs: 600_000 })
  const markets = useMarkets()
  const tickers = useTickers()
  const balances = useOwnBalances()
  const rows = useMemo(
    () =>
      currencies.data && balances.isLoaded
        ? walletRows(currencies.data, balances.byAsset, { markets: markets.data ?? [], tickers })
        : undefined,
    [currencies.data, balances, markets.data, tickers],
  )
  return { rows, currencies }
}
