import { useEffect, useState } from 'react'
import { Button, decimal, EmptyState, toast } from '../../../web/kit/index.ts'
import type { DepositEvent } from '../../../contract/streams.ts'
import { accountApi, keyOf, messageOf, queries } from '../../api/index.ts'
import { feed } from '../../feed/index.ts'
import { ConfirmFirst } from '../../identity/index.ts'
import { useTitle } from '../../router/index.ts'
import type { ScreenProps } from '../../routes.tsx'
import { useSession } from '../../session/index.ts'
import { AssetPanel } from './asset-panel.tsx'
import { BalanceSummary, EmptyWalletsNote } from './balance-summary.tsx'
import { useWallets } from './use-wallets.ts'
import { valuedIn } from './wallet-rows.ts'
import { WalletList } from './wallet-list.tsx'
import './wallets.css'

/** The list, and beside it the chosen asset; on a phone one at a time. */
export function WalletsScreen(props: ScreenProps) {
  const isPending = useSession((session) => session.user?.state === 'pending')
  return isPending ? <ConfirmFirst title="Wallets" /> : <Wallets {...props} />
}

function Wallets({ params }: ScreenProps) {
  const chosen = params['currency']
  const { rows, currencies } = useWallets()
  const isWide = useWide()
  useTitle(chosen ? `${chosen.toUpperCase()} wallet` : 'Wallets')
  useNewDeposits()
  const known = currencies.data ?? []
  const shown =
    known.find((each) => each.id === chosen) ??
    (chosen === undefined && isWide ? (known.find((each) => each.id === valuedIn) ?? known[0]) : undefined)
  if (currencies.isError) {
    return (
      <div className="page">
        <h1 tabIndex={-1}>Wallets</h1>
        <EmptyState
          icon="warn"
          title="Your wallets could not be loaded"
          text={messageOf(currencies.error)}
          action={<Button onClick={() => void currencies.refetch()}>Try again</Button>}
        />
      </div>
    )
  }
  const listed = isWide || chosen === undefined
  return (
    <div className="page wallets">
      {listed ? (
        <>
          <div className="wallets-summary">
            <BalanceSummary rows={rows} />
            {isWide && shown?.id !== valuedIn && <EmptyWalletsNote rows={rows} />}
          </div>
          <div className="wallets-columns">
            <WalletList rows={rows} chosen={isWide ? shown?.id : undefined} />
            {!isWide && <EmptyWalletsNote rows={rows} />}
            {isWide && (
              <ChosenAsset asset={shown} chosen={chosen} rows={rows} isLoading={currencies.isPending} />
            )}
          </div>
        </>
      ) : (
        <ChosenAsset asset={shown} chosen={chosen} rows={rows} isLoading={currencies.isPending} isPage />
      )}
    </div>
  )
}

type Known = ReturnType<typeof useWallets>
type ChosenProps = {
  asset: NonNullable<Known['currencies']['data']>[number] | undefined
  chosen: string | undefined
  rows: Known['rows']
  isLoading: boolean
  isPage?: boolean
}

function ChosenAsset({ asset, chosen, rows, isLoading, isPage = false }: ChosenProps) {
  if (asset) {
    const row = rows?.find((each) => each.asset === asset.id)
    return <AssetPanel key={asset.id} currency={asset} row={row} isPage={isPage} />
  }
  if (isLoading) return <div className="k-panel wallets-panel" aria-busy="true" />
  return (
    <div className="k-panel wallets-panel">
      <EmptyState
        icon="search"
        title={`There is no asset “${chosen ?? ''}” here`}
        text="Choose one of the list."
      />
    </div>
  )
}

const wide = '(min-width: 900px)'

function useWide(): boolean {
  const [isWide, setWide] = useState(() => window.matchMedia(wide).matches)
  useEffect(() => {
    const query = window.matchMedia(wide)
    const listen = () => setWide(query.matches)
    query.addEventListener('change', listen)
    return () => query.removeEventListener('change', listen)
  }, [])
  return isWide
}

/** A credited deposit is said at once, and the list of deposits is read again. */
function useNewDeposits(): void {
  useEffect(
    () =>
      feed.listen('deposit', (payload) => {
        const { currency, amount } = payload as Partial<DepositEvent>
        if (currency && amount) {
          const sum = decimal(amount, 18, { trimmed: true })
          toast('success', `${sum} ${currency.toUpperCase()} credited`, 'Ready to trade.')
        }
        void queries.invalidateQueries({ queryKey: keyOf(accountApi.deposits) })
      }),
    [],
  )
}
