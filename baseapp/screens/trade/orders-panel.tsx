import { useState } from 'react'
import { buttonClass, CheckField, EmptyState, Panel, Tabs, TabPanel } from '../../../web/kit/index.ts'
import { marketApi, type Market } from '../../api/index.ts'
import { useOpenOrders } from '../../feed/index.ts'
import {
  CancelAll,
  ExportCsv,
  OpenOrders,
  orderCsv,
  OrderHistory,
  tradeCsv,
  TradeHistory,
} from '../../orders/index.ts'
import { Link } from '../../router/index.ts'
import { useSession } from '../../session/index.ts'

type Tab = 'open' | 'orders' | 'trades'

/** Own orders and trades: open ones live, past ones by page. */
export function OrdersPanel({ market, className }: { market: Market; className: string }) {
  const status = useSession((session) => session.status)
  const [tab, setTab] = useState<Tab>('open')
  const [isHereOnly, setHereOnly] = useState(false)
  const scope = isHereOnly ? market.id : undefined
  const open = useOpenOrders(scope)
  const items = [
    { id: 'open', label: 'Open orders', ...(open && open.length > 0 && { badge: open.length }) },
    { id: 'orders', label: 'Order history' },
    { id: 'trades', label: 'Trade history' },
  ] as const
  const isSignedIn = status === 'signed-in'
  return (
    <Panel
      className={`orders ${className}`}
      label="Your orders"
      title={<Tabs label="Your orders" name="orders" items={items} value={tab} onValue={setTab} />}
      aside={isSignedIn && <Tools {...{ tab, market, isHereOnly, setHereOnly }} count={open?.length ?? 0} />}
    >
      <TabPanel name="orders" value={tab} className="orders-body">
        {!isSignedIn && <SignInFirst market={market} isLoading={status === 'loading'} />}
        {isSignedIn && tab === 'open' && <OpenOrders market={scope} />}
        {isSignedIn && tab === 'orders' && <OrderHistory market={scope} pageLength={20} />}
        {isSignedIn && tab === 'trades' && <TradeHistory market={scope} pageLength={20} />}
      </TabPanel>
    </Panel>
  )
}

type ToolsProps = {
  tab: Tab
  market: Market
  isHereOnly: boolean
  setHereOnly: (here: boolean) => void
  count: number
}

function Tools({ tab, market, isHereOnly, setHereOnly, count }: ToolsProps) {
  const input = isHereOnly ? { market: market.id } : {}
  const place = isHereOnly ? market.id : 'all'
  return (
    <div className="orders-tools">
      <CheckField label="This market" checked={isHereOnly} onChecked={setHereOnly} />
      {tab === 'open' && <CancelAll count={count} market={isHereOnly ? market : undefined} />}
      {tab === 'orders' && (
        <ExportCsv
          fileName={`orders-${place}`}
          endpoint={marketApi.orders}
          input={input}
          columns={orderCsv}
        />
      )}
      {tab === 'trades' && (
        <ExportCsv
          fileName={`trades-${place}`}
          endpoint={marketApi.trades}
          input={input}
          columns={tradeCsv}
        />
      )}
    </div>
  )
}

function SignInFirst({ market, isLoading }: { market: Market; isLoading: boolean }) {
  if (isLoading) return null
  return (
    <EmptyState
      icon="list"
      title="Your orders and trades appear here"
      action={
        <Link
          className={buttonClass({ size: 's' })}
          to={`/signin?return_to=${encodeURIComponent(`/trading/${market.id}`)}`}
        >
          Sign in
        </Link>
      }
    />
  )
}
