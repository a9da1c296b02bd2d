import { useState } from 'react'
import {
  Button,
  Change,
  classNames,
  compact,
  decimal,
  EmptyState,
  Icon,
  IconButton,
  Skeleton,
  Tabs,
  TextField,
} from '../../../web/kit/index.ts'
import { messageOf, type Market, type Ticker } from '../../api/index.ts'
import { lastPriceOf, useTickers } from '../../feed/index.ts'
import {
  arrangeMarkets,
  MarketName,
  quotesOf,
  toggleFavourite,
  useFavourites,
  useMarkets,
  type MarketSort,
} from '../../markets/index.ts'
import { Link } from '../../router/index.ts'
import { Sparkline } from './sparkline.tsx'

const heads: { label: string; sort?: MarketSort; className?: string }[] = [
  { label: 'Market', sort: 'name' },
  { label: 'Last price', sort: 'last', className: 'is-right' },
  { label: '24 h change', sort: 'change', className: 'is-right' },
  { label: '24 h high', className: 'is-right is-extra' },
  { label: '24 h low', className: 'is-right is-extra' },
  { label: '24 h volume', sort: 'volume', className: 'is-right is-wide' },
  { label: 'Last 24 h', className: 'is-right is-wide' },
]

/** Every market, live. A row is a link to its trade page. */
export function MarketTable() {
  const markets = useMarkets()
  const tickers = useTickers()
  const favourites = useFavourites()
  const [search, setSearch] = useState('')
  const [group, setGroup] = useState('all')
  const [order, setOrder] = useState<{ sort: MarketSort; descending: boolean }>({
    sort: 'volume',
    descending: true,
  })
  const all = markets.data ?? []
  const rows = arrangeMarkets(all, { search, group, ...order }, { favourites, tickers })
  const groups = [
    { id: 'all', label: 'All' },
    { id: 'favourites', label: 'Favourites' },
    ...quotesOf(all).map((id) => ({ id, label: id.toUpperCase() })),
  ]
  const sortBy = (sort: MarketSort) =>
    setOrder({ sort, descending: order.sort === sort ? !order.descending : sort !== 'name' })
  return (
    <section className="k-panel" aria-labelledby="landing-markets">
      <header className="landing-tools">
        <h2 id="landing-markets">Markets</h2>
        <Tabs label="Groups of markets" look="pill" items={groups} value={group} onValue={setGroup} />
        <div className="landing-search">
          <TextField
            label="Search markets"
            hideLabel
            type="search"
            placeholder="Search"
            prefix={<Icon name="search" size={14} />}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
      </header>
      <table className="landing-table">
        <caption className="visually-hidden">Markets with their last price and the last 24 hours</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <Head key={head.label} {...head} order={order} onSort={sortBy} />
            ))}
          </tr>
        </thead>
        <tbody>
          {markets.isPending && <LoadingRows />}
          {rows.map((market) => (
            <Row
              key={market.id}
              market={market}
              ticker={tickers[market.id]}
              isFavourite={favourites.includes(market.id)}
            />
          ))}
        </tbody>
      </table>
      {markets.isSuccess && rows.length === 0 && <NothingFound group={group} search={search} />}
      {markets.isError && (
        <EmptyState
          icon="warn"
          title="Markets could not be loaded"
          text={messageOf(markets.error)}
          action={<Button onClick={() => void markets.refetch()}>Try again</Button>}
        />
      )}
    </section>
  )
}

type HeadProps = {
  label: string
  sort?: MarketSort
  className?: string
  order: { sort: MarketSort; descending: boolean }
  onSort: (sort: MarketSort) => void
}

function Head({ label, sort, className, order, onSort }: HeadProps) {
  const active = sort !== undefined && order.sort === sort
  return (
    <th
      scope="col"
      className={className}
      aria-sort={active ? (order.descending ? 'descending' : 'ascending') : undefined}
    >
      {sort === undefined ? (
        label
      ) : (
        <button type="button" onClick={() => onSort(sort)}>
          <span>{label}</span>
          <Icon name={active && !order.descending ? 'up' : 'down'} size={11} />
        </button>
      )}
    </th>
  )
}

type RowProps = { market: Market; ticker: Ticker | undefined; isFavourite: boolean }

function Row({ market, ticker, isFavourite }: RowProps) {
  const quote = market.quote_unit.toUpperCase()
  const price = (text: string | undefined) => decimal(text, market.price_precision)
  return (
    <tr>
      <td>
        <span className="landing-name">
          <IconButton
            icon="star"
            size="s"
            filled={isFavourite}
            className={classNames('landing-star', isFavourite && 'is-on')}
            label={isFavourite ? `Remove ${market.name} from favourites` : `Add ${market.name} to favourites`}
            aria-pressed={isFavourite}
            onClick={() => toggleFavourite(market.id)}
          />
          <Link to={`/trading/${market.id}`} className="landing-link" title={`Trade ${market.name}`}>
            <MarketName name={market.name} />
          </Link>
          {market.state !== 'enabled' && <span className="faint">closed</span>}
        </span>
      </td>
      <td className="num is-right">{price(lastPriceOf(ticker))}</td>
      <td className="num is-right">
        <Change text={ticker?.price_change_percent} />
      </td>
      <td className="num is-right is-extra muted">{price(ticker?.high)}</td>
      <td className="num is-right is-extra muted">{price(ticker?.low)}</td>
      <td className="num is-right is-wide">
        {compact(ticker?.volume)} <span className="faint">{quote}</span>
      </td>
      <td className="is-right is-wide">
        <Sparkline market={market.id} change={ticker?.price_change_percent} />
      </td>
    </tr>
  )
}

const LoadingRows = () =>
  Array.from({ length: 3 }, (_each, row) => (
    <tr key={row} aria-hidden="true">
      {heads.map((head) => (
        <td key={head.label} className={head.className}>
          <Skeleton width="64px" />
        </td>
      ))}
    </tr>
  ))

function NothingFound({ group, search }: { group: string; search: string }) {
  const none = group === 'favourites' && search === ''
  return (
    <EmptyState
      icon={none ? 'star' : 'search'}
      title={none ? 'No favourites yet' : 'No market found'}
      text={none ? 'Star a market to keep it here.' : 'Try another name, or look in all markets.'}
    />
  )
}
