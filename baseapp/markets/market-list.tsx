import { useState, type KeyboardEvent } from 'react'
import {
  Change,
  classNames,
  compact,
  decimal,
  EmptyState,
  IconButton,
  Skeleton,
  Tabs,
  TextField,
} from '../../web/kit/index.ts'
import { Icon } from '../../web/kit/index.ts'
import { publicApi, useRemote, type Market, type Ticker } from '../api/index.ts'
import { lastPriceOf, useTickers } from '../feed/index.ts'
import { arrangeMarkets, quotesOf, type MarketSort } from './arrange.ts'
import { toggleFavourite, useFavourites } from './favourites.ts'
import './markets.css'

/** All markets of the exchange. They change rarely, so one answer serves the whole visit. */
export const useMarkets = () => useRemote(publicApi.markets, { limit: 1000 }, { staleTimeMs: 600_000 })

type MarketListProps = {
  onChoose: (market: string) => void
  current?: string | undefined
  startInSearch?: boolean
}

const heads: { sort: MarketSort; label: string }[] = [
  { sort: 'name', label: 'Market' },
  { sort: 'last', label: 'Last price' },
  { sort: 'change', label: '24 h' },
]

/** Markets with search, favourites, groups by quote asset, and sorting. Arrow keys move, Enter chooses. */
export function MarketList({ onChoose, current, startInSearch = false }: MarketListProps) {
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
    {
      id: 'favourites',
      label: (
        <>
          <Icon name="star" size={13} /> <span className="visually-hidden">Favourites</span>
        </>
      ),
    },
    { id: 'all', label: 'All' },
    ...quotesOf(all).map((quote) => ({ id: quote, label: quote.toUpperCase() })),
  ]
  return (
    <div className="markets" role="presentation" onKeyDown={moveBetweenRows}>
      <TextField
        label="Search markets"
        hideLabel
        type="search"
        placeholder="Search markets"
        prefix={<Icon name="search" size={14} />}
        value={search}
        data-start={startInSearch ? '' : undefined}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && rows[0]) onChoose(rows[0].id)
        }}
      />
      <Tabs
        label="Groups of markets"
        look="pill"
        items={groups}
        value={group}
        onValue={setGroup}
        className="markets-groups"
      />
      <table className="markets-table">
        <caption className="visually-hidden">Markets</caption>
        <thead>
          <tr>
            {heads.map(({ sort, label }) => (
              <SortHead
                key={sort}
                label={label}
                active={order.sort === sort}
                descending={order.descending}
                onSort={() =>
                  setOrder({ sort, descending: order.sort === sort ? !order.descending : sort !== 'name' })
                }
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {markets.isPending
            ? Array.from({ length: 3 }, (_each, at) => (
                <tr key={at}>
                  <td colSpan={3}>
                    <Skeleton width="80%" />
                  </td>
                </tr>
              ))
            : rows.map((market) => (
                <MarketRow
                  key={market.id}
                  market={market}
                  ticker={tickers[market.id]}
                  isCurrent={market.id === current}
                  isFavourite={favourites.includes(market.id)}
                  onChoose={onChoose}
                />
              ))}
        </tbody>
      </table>
      {markets.isSuccess && rows.length === 0 && (
        <EmptyState
          title={group === 'favourites' && search === '' ? 'No favourites yet' : 'No market found'}
          text={
            group === 'favourites' && search === '' ? 'Star a market to keep it here.' : 'Try another name.'
          }
        />
      )}
      {markets.isError && (
        <EmptyState icon="warn" title="Markets could not be loaded" text="We keep trying." />
      )}
    </div>
  )
}

type SortHeadProps = { label: string; active: boolean; descending: boolean; onSort: () => void }

function SortHead({ label, active, descending, onSort }: SortHeadProps) {
  return (
    <th scope="col" aria-sort={active ? (descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" onClick={onSort}>
        {label}
        {active && <Icon name={descending ? 'down' : 'up'} size={11} />}
      </button>
    </th>
  )
}

type RowProps = {
  market: Market
  ticker: Ticker | undefined
  isCurrent: boolean
  isFavourite: boolean
  onChoose: (market: string) => void
}

function MarketRow({ market, ticker, isCurrent, isFavourite, onChoose }: RowProps) {
  return (
    <tr className={classNames('markets-row', isCurrent && 'is-current')} onClick={() => onChoose(market.id)}>
      <td>
        <span className="markets-name">
          <IconButton
            icon="star"
            size="s"
            filled={isFavourite}
            className={classNames('markets-star', isFavourite && 'is-on')}
            label={isFavourite ? `Remove ${market.name} from favourites` : `Add ${market.name} to favourites`}
            aria-pressed={isFavourite}
            onClick={(event) => {
              event.stopPropagation()
              toggleFavourite(market.id)
            }}
          />
          <button type="button" className="markets-choose" aria-current={isCurrent ? 'true' : undefined}>
            <MarketName name={market.name} />
          </button>
        </span>
      </td>
      <td className="num">
        {decimal(lastPriceOf(ticker), market.price_precision)}
        <span className="markets-volume faint">{ticker ? `Vol ${compact(ticker.volume)}` : ''}</span>
      </td>
      <td className="num">
        <Change text={ticker?.price_change_percent} arrow={false} />
      </td>
    </tr>
  )
}

/** `BTC/USDT` with the quote asset stepping back. */
export function MarketName({ name }: { name: string }) {
  const [base, quote] = name.split('/')
  return (
    <>
      <strong>{base}</strong>
      <span className="faint">/{quote}</span>
    </>
  )
}

function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  if (event.target instanceof HTMLElement && event.target.getAttribute('role') === 'tab') return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.markets-choose')]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = rows[event.key === 'ArrowDown' ? at + 1 : at - 1]
  if (next === undefined && at !== 0) return
  event.preventDefault()
  const field = event.currentTarget.querySelector<HTMLElement>('input')
  ;(next ?? field)?.focus()
}
