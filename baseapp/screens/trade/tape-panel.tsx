import { useState } from 'react'
import {
  classNames,
  clockText,
  dateTimeText,
  decimal,
  EmptyState,
  Panel,
  Skeleton,
  Tabs,
  TabPanel,
} from '../../../web/kit/index.ts'
import { marketApi, useRemote, type Market } from '../../api/index.ts'
import { useFrameStore, type LiveMarket, type TapeTrade } from '../../feed/index.ts'
import { Link } from '../../router/index.ts'
import { useSession } from '../../session/index.ts'

type TapePanelProps = { market: Market; live: LiveMarket }

/** Trades as they happen: the market's, or one's own. */
export function TapePanel({ market, live }: TapePanelProps) {
  const [whose, setWhose] = useState<'market' | 'yours'>('market')
  const items = [
    { id: 'market', label: 'Trades' },
    { id: 'yours', label: 'Yours' },
  ] as const
  return (
    <Panel
      className="tape"
      label="Recent trades"
      title={<Tabs label="Whose trades" name="tape" items={items} value={whose} onValue={setWhose} />}
    >
      <TabPanel name="tape" value={whose} className="tape-body">
        {whose === 'market' ? <MarketTape market={market} live={live} /> : <OwnTape market={market} />}
      </TabPanel>
    </Panel>
  )
}

function MarketTape({ market, live }: TapePanelProps) {
  const tape = useFrameStore(live.tape)
  if (tape === undefined) return <TapeTable market={market} trades={[]} isLoading />
  if (tape.length === 0) return <EmptyState title="No trades yet" />
  return <TapeTable market={market} trades={tape} />
}

function OwnTape({ market }: { market: Market }) {
  const isSignedIn = useSession((session) => session.status === 'signed-in')
  const own = useRemote(marketApi.trades, { market: market.id, limit: 50 }, { enabled: isSignedIn })
  if (!isSignedIn) {
    return <EmptyState title="Your trades" text={<Link to="/signin">Sign in to see them here.</Link>} />
  }
  if (own.isPending) return <TapeTable market={market} trades={[]} isLoading />
  if (own.isError) return <EmptyState icon="warn" title="Your trades could not be loaded" />
  if (own.data.length === 0) return <EmptyState title="You have not traded here yet" />
  const trades = own.data.map((trade) => ({
    id: trade.id,
    price: trade.price,
    quantity: trade.amount,
    takerSide: trade.side,
    timeMs: Date.parse(trade.created_at),
  }))
  return <TapeTable market={market} trades={trades} />
}

type TapeTableProps = { market: Market; trades: readonly TapeTrade[]; isLoading?: boolean }

function TapeTable({ market, trades, isLoading = false }: TapeTableProps) {
  return (
    // The list scrolls, so it must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="tape-scroll" tabIndex={0} aria-label="Trades, newest first">
      <table className="ladder">
        <thead>
          <tr>
            <th scope="col">Price ({market.quote_unit.toUpperCase()})</th>
            <th scope="col">Amount ({market.base_unit.toUpperCase()})</th>
            <th scope="col">Time</th>
          </tr>
        </thead>
        <tbody>
          {isLoading && <LoadingRows />}
          {trades.map((trade) => (
            <TapeRow key={trade.id} trade={trade} market={market} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function TapeRow({ trade, market }: { trade: TapeTrade; market: Market }) {
  const isBuy = trade.takerSide === 'buy'
  return (
    <tr>
      <td className={classNames('num', isBuy ? 'is-buy' : 'is-sell')}>
        <span aria-hidden="true" className="tape-arrow">
          {isBuy ? '▲' : '▼'}
        </span>
        <span className="visually-hidden">{isBuy ? 'bought at ' : 'sold at '}</span>
        {decimal(trade.price, market.price_precision)}
      </td>
      <td className="num">{decimal(trade.quantity, market.amount_precision)}</td>
      <td className="num faint" title={dateTimeText(trade.timeMs)}>
        {clockText(trade.timeMs)}
      </td>
    </tr>
  )
}

const LoadingRows = () =>
  Array.from({ length: 12 }, (_each, at) => (
    <tr key={at}>
      <td colSpan={3}>
        <Skeleton width="92%" />
      </td>
    </tr>
  ))
