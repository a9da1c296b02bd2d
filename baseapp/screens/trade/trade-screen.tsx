import { useEffect } from 'react'
import { Button, EmptyState, Panel, Skeleton } from '../../../web/kit/index.ts'
import type { Market } from '../../api/index.ts'
import { useMarkets } from '../../markets/index.ts'
import { navigate } from '../../router/index.ts'
import type { ScreenProps } from '../../routes.tsx'
import { openMarketSearch } from '../../shell/index.ts'
import { lastMarket, rememberMarket } from './last-market.ts'
import { TradeDesk } from './trade-desk.tsx'
import './trade.css'

/** `/trading/:market`; without a market, the one of the last visit, or the first. */
export function TradeScreen({ params }: ScreenProps) {
  const markets = useMarkets()
  const wanted = params['market']?.toLowerCase()
  const all = markets.data
  const market = all && chooseMarket(all, wanted)
  const address = market && wanted !== market.id && wanted === undefined ? `/trading/${market.id}` : undefined
  useEffect(() => {
    if (address !== undefined) navigate(address, { replace: true })
  }, [address])
  useEffect(() => {
    if (market) rememberMarket(market.id)
  }, [market])
  if (markets.isError) return <MarketsFailed onRetry={() => void markets.refetch()} />
  if (!all) return <TradeSkeleton />
  if (!market) return <UnknownMarket name={wanted ?? ''} isEmpty={all.length === 0} />
  return <TradeDesk key={market.id} market={market} />
}

function chooseMarket(markets: readonly Market[], wanted: string | undefined): Market | undefined {
  if (wanted !== undefined) return markets.find((each) => each.id === wanted)
  const last = lastMarket()
  return markets.find((each) => each.id === last) ?? markets[0]
}

function MarketsFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <div className="page">
      <h1 className="visually-hidden">Trade</h1>
      <EmptyState
        icon="warn"
        title="The markets could not be loaded"
        text="The exchange did not answer. Your orders and balances are not affected."
        action={<Button onClick={onRetry}>Try again</Button>}
      />
    </div>
  )
}

function UnknownMarket({ name, isEmpty }: { name: string; isEmpty: boolean }) {
  return (
    <div className="page">
      <h1 className="visually-hidden">Trade</h1>
      <EmptyState
        icon="search"
        title={isEmpty ? 'No market is open yet' : `There is no market ${name.toUpperCase()}`}
        text={isEmpty ? 'Come back soon.' : 'It may have been renamed or closed.'}
        action={!isEmpty && <Button onClick={openMarketSearch}>Choose a market</Button>}
      />
    </div>
  )
}

/** The frames of the panels, where they will be. */
function TradeSkeleton() {
  return (
    <div className="desk" aria-busy="true">
      <h1 className="visually-hidden">Trade</h1>
      <div className="desk-bar">
        <Skeleton width="160px" height="22px" />
        <Skeleton width="280px" height="16px" />
      </div>
      {['chart', 'orders', 'book', 'side'].map((area) => (
        <Panel key={area} className={`desk-${area}`} label="Loading">
          {null}
        </Panel>
      ))}
    </div>
  )
}
