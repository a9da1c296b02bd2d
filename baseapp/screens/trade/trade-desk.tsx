import { useLayoutEffect, useState } from 'react'
import { classNames, decimal, Tabs, TabPanel } from '../../../web/kit/index.ts'
import type { Market } from '../../api/index.ts'
import {
  lastPriceOf,
  useConnection,
  useLiveMarket,
  useOpenOrders,
  useTicker,
  type LiveMarket,
} from '../../feed/index.ts'
import { MarketList } from '../../markets/index.ts'
import { navigate, useTitle } from '../../router/index.ts'
import { useSession } from '../../session/index.ts'
import { BookPanel } from './book/book-panel.tsx'
import { ChartPanel } from './chart/chart-panel.tsx'
import { startDraft, useDraft } from './form/draft.ts'
import { OrderForm } from './form/order-form.tsx'
import { HoldingsPanel } from './holdings-panel.tsx'
import { MarketBar } from './market-bar.tsx'
import { OrdersPanel } from './orders-panel.tsx'
import { useShortcuts } from './shortcuts.tsx'
import { TapePanel } from './tape-panel.tsx'
import { useIsPhone, useIsWide } from './use-media.ts'

/** One market on all panels, made anew for another one. Phones show one panel at a time. */
export function TradeDesk({ market }: { market: Market }) {
  const live = useLiveMarket(market)
  const last = lastPriceOf(useTicker(market.id))
  useTitle(last === undefined ? market.name : `${decimal(last, market.price_precision)} ${market.name}`)
  // Before the form's own effects, which set the first price.
  useLayoutEffect(() => startDraft(), [])
  const isPhone = useIsPhone()
  const isLost = useConnection() === 'lost'
  const props = { market, live }
  return (
    <div className={isLost ? 'desk is-stale' : 'desk'}>
      <h1 className="visually-hidden" tabIndex={-1}>
        Trade {market.name}
      </h1>
      <MarketBar market={market} live={live} />
      {isPhone ? <PhonePanels {...props} /> : <DeskPanels {...props} />}
    </div>
  )
}

type PanelsProps = { market: Market; live: LiveMarket }

function DeskPanels({ market, live }: PanelsProps) {
  const isWide = useIsWide()
  const isVisitor = useSession((session) => session.status === 'anonymous')
  useShortcuts()
  return (
    <>
      <ChartPanel market={market} live={live} className="desk-chart" />
      <OrdersPanel market={market} className="desk-orders" />
      <div className="desk-book">
        <BookPanel market={market} live={live} />
        <TapePanel market={market} live={live} />
      </div>
      <div className="desk-side">
        <OrderForm market={market} live={live} />
        <HoldingsPanel market={market} />
        {(isWide || isVisitor) && (
          <section className="k-panel desk-markets" aria-label="Markets">
            <MarketList current={market.id} onChoose={(id) => navigate(`/trading/${id}`)} />
          </section>
        )}
      </div>
    </>
  )
}

const phoneTabs = ['chart', 'book', 'trade', 'orders'] as const
type PhoneTab = (typeof phoneTabs)[number]
const words: Record<PhoneTab, string> = {
  chart: 'Chart',
  book: 'Book',
  trade: 'Buy / Sell',
  orders: 'Orders',
}

function PhonePanels({ market, live }: PanelsProps) {
  const [tab, setTab] = useState<PhoneTab>('chart')
  const open = useOpenOrders(market.id)?.length ?? 0
  const begin = (side: 'buy' | 'sell') => {
    useDraft.setState({ side })
    setTab('trade')
  }
  const items = phoneTabs.map((id) => ({
    id,
    label: words[id],
    ...(id === 'orders' && open > 0 && { badge: open }),
  }))
  return (
    <>
      <Tabs label="Panels" name="desk" items={items} value={tab} onValue={setTab} className="desk-tabs" />
      <TabPanel name="desk" value={tab} className={classNames('desk-panel', `is-${tab}`)}>
        {tab === 'chart' && <ChartPanel market={market} live={live} className="desk-chart" />}
        {tab === 'book' && (
          <div className="desk-book">
            <BookPanel market={market} live={live} onChoose={() => setTab('trade')} />
            <TapePanel market={market} live={live} />
          </div>
        )}
        {tab === 'trade' && <OrderForm market={market} live={live} />}
        {tab === 'trade' && <HoldingsPanel market={market} />}
        {tab === 'orders' && <OrdersPanel market={market} className="desk-orders" />}
      </TabPanel>
      {(tab === 'chart' || tab === 'book') && (
        <div className="desk-begin">
          <button type="button" className="k-button is-buy is-size-l" onClick={() => begin('buy')}>
            Buy {market.base_unit.toUpperCase()}
          </button>
          <button type="button" className="k-button is-sell is-size-l" onClick={() => begin('sell')}>
            Sell {market.base_unit.toUpperCase()}
          </button>
        </div>
      )}
    </>
  )
}
