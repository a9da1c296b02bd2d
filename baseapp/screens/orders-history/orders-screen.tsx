import { useState } from 'react'
import { EmptyState, Panel, TabPanel, Tabs } from '../../../web/kit/index.ts'
import { marketApi } from '../../api/index.ts'
import { useOpenOrders } from '../../feed/index.ts'
import { ConfirmFirst } from '../../identity/index.ts'
import {
  CancelAll,
  ExportCsv,
  OpenOrders,
  orderCsv,
  orderHistoryColumns,
  PagedList,
  useMarketOf,
} from '../../orders/index.ts'
import { useTitle } from '../../router/index.ts'
import { useSession } from '../../session/index.ts'
import { chosenOf, Filter, MarketFilter, SideFilter } from './filters.tsx'
import { useShown } from './use-shown.ts'
import '../../../web/kit/phone-cards.css'
import './orders-history.css'

const rowsPerPage = 25

export function OrdersScreen() {
  useTitle('Orders')
  const isPending = useSession((session) => session.user?.state === 'pending')
  return isPending ? <ConfirmFirst title="Orders" /> : <OrderLists />
}

function OrderLists() {
  const [shown, setShown] = useShown('/orders', ['open', 'all'])
  const open = useOpenOrders()
  return (
    <div className="page history">
      <h1 tabIndex={-1}>Orders</h1>
      <Panel className="history-panel" label="Orders">
        <Tabs
          label="Which orders"
          name="orders"
          className="history-tabs"
          items={[
            { id: 'open', label: 'Open', ...(open && open.length > 0 && { badge: open.length }) },
            { id: 'all', label: 'All orders' },
          ]}
          value={shown}
          onValue={setShown}
        />
        <TabPanel name="orders" value={shown}>
          {shown === 'open' ? <Open /> : <All />}
        </TabPanel>
      </Panel>
    </div>
  )
}

function Open() {
  const [market, setMarket] = useState('')
  const scope = market === '' ? undefined : market
  const orders = useOpenOrders(scope)
  const found = useMarketOf()(market)
  return (
    <>
      <div className="history-tools">
        <MarketFilter value={market} onValue={setMarket} />
        <span className="history-actions">
          <CancelAll count={orders?.length ?? 0} market={found} />
        </span>
      </div>
      <OpenOrders market={scope} />
    </>
  )
}

const states = [
  { value: '', label: 'Any status' },
  { value: 'wait', label: 'Open' },
  { value: 'done', label: 'Filled' },
  { value: 'cancel', label: 'Canceled' },
]

function All() {
  const marketOf = useMarketOf()
  const [filters, setFilters] = useState({ market: '', type: '', state: '' })
  const input = chosenOf(filters)
  const isFiltered = Object.keys(input).length > 0
  return (
    <>
      <div className="history-tools">
        <MarketFilter value={filters.market} onValue={(market) => setFilters({ ...filters, market })} />
        <SideFilter value={filters.type} onValue={(type) => setFilters({ ...filters, type })} />
        <Filter
          label="Status"
          options={states}
          value={filters.state}
          onValue={(state) => setFilters({ ...filters, state })}
        />
        <span className="history-actions">
          <ExportCsv fileName="orders" endpoint={marketApi.orders} input={input} columns={orderCsv} />
        </span>
      </div>
      <PagedList
        caption="All orders"
        endpoint={marketApi.orders}
        input={input}
        pageLength={rowsPerPage}
        columns={orderHistoryColumns(marketOf)}
        empty={
          isFiltered ? (
            <EmptyState icon="search" title="No orders found" text="No order of yours fits these filters." />
          ) : (
            <EmptyState icon="clock" title="No orders yet" text="Every order you place is kept here." />
          )
        }
      />
    </>
  )
}
