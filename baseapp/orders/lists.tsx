import { useCallback, useState, type ReactNode } from 'react'
import { Button, DataTable, EmptyState, Pager, type Column } from '../../web/kit/index.ts'
import { marketApi, useRemote, type Input, type Order, type Remote, type Trade } from '../api/index.ts'
import { useOpenOrders } from '../feed/index.ts'
import { useMarkets } from '../markets/index.ts'
import { openOrderColumns, orderHistoryColumns, tradeColumns, type MarketOf } from './columns.tsx'
import type { CsvColumn } from './export-csv.tsx'
import './orders.css'

/** Looks up a market by id, among those that are known. */
export function useMarketOf(): MarketOf {
  const markets = useMarkets().data
  return useCallback((id) => markets?.find((each) => each.id === id), [markets])
}

type Scope = {
  /** One market, or all. */
  market?: string | undefined
}

/** Live open orders. */
export function OpenOrders({ market }: Scope) {
  const marketOf = useMarketOf()
  const orders = useOpenOrders(market)
  return (
    <DataTable
      caption="Open orders"
      columns={openOrderColumns(marketOf)}
      rows={orders ?? []}
      keyOf={(order) => order.id}
      loading={orders === undefined}
      empty={
        <EmptyState icon="list" title="No open orders" text="Orders that wait in the book appear here." />
      }
    />
  )
}

/** All orders of the past and the present, page by page. */
export function OrderHistory({ market, pageLength = 25 }: Scope & { pageLength?: number }) {
  const marketOf = useMarketOf()
  return (
    <PagedList
      caption="Order history"
      endpoint={marketApi.orders}
      input={market === undefined ? {} : { market }}
      pageLength={pageLength}
      columns={orderHistoryColumns(marketOf)}
      empty={<EmptyState icon="clock" title="No orders yet" text="Every order you place is kept here." />}
    />
  )
}

/** All own trades, page by page. */
export function TradeHistory({ market, pageLength = 25 }: Scope & { pageLength?: number }) {
  const marketOf = useMarketOf()
  return (
    <PagedList
      caption="Trade history"
      endpoint={marketApi.trades}
      input={market === undefined ? {} : { market }}
      pageLength={pageLength}
      columns={tradeColumns(marketOf)}
      empty={
        <EmptyState icon="swap" title="No trades yet" text="When your orders fill, the trades appear here." />
      }
    />
  )
}

type PagedListProps<Name extends string, Row> = {
  caption: string
  endpoint: Remote<Name | 'page' | 'limit', Row[]>
  input: Input<Name>
  pageLength: number
  columns: readonly Column<Row>[]
  empty: ReactNode
}

/** A list that is read page by page. The next page is read ahead: so it is there at once, and known to be there. */
export function PagedList<Name extends string, Row extends { id: number }>(props: PagedListProps<Name, Row>) {
  const { caption, endpoint, input, pageLength, columns, empty } = props
  const scope = JSON.stringify(input)
  const [place, setPlace] = useState({ scope, page: 1 })
  const page = place.scope === scope ? place.page : 1
  const inputOf = (number: number) =>
    ({ ...input, page: number, limit: pageLength }) as Input<Name | 'page' | 'limit'>
  const current = useRemote(endpoint, inputOf(page), { staleTimeMs: 2_000, keepPrevious: true })
  const isFull = current.data?.length === pageLength
  const ahead = useRemote(endpoint, inputOf(page + 1), { enabled: isFull, staleTimeMs: 2_000 })
  if (current.isError) {
    return (
      <EmptyState
        icon="warn"
        title="The list could not be loaded"
        text={current.error.message}
        action={<Button onClick={() => void current.refetch()}>Try again</Button>}
      />
    )
  }
  return (
    <>
      <DataTable
        caption={caption}
        columns={columns}
        rows={current.data ?? []}
        keyOf={(row) => row.id}
        loading={current.isPending}
        empty={empty}
      />
      <Pager
        label={`Pages of the ${caption.toLowerCase()}`}
        page={page}
        hasNext={isFull && (ahead.data?.length ?? 0) > 0}
        onPage={(next) => setPlace({ scope, page: next })}
      />
    </>
  )
}

export const orderCsv: readonly CsvColumn<Order>[] = [
  ['id', (order) => order.id],
  ['uuid', (order) => order.uuid],
  ['placed', (order) => order.created_at],
  ['updated', (order) => order.updated_at],
  ['market', (order) => order.market],
  ['side', (order) => order.side],
  ['type', (order) => order.ord_type],
  ['price', (order) => order.price],
  ['average_price', (order) => order.avg_price],
  ['amount', (order) => order.origin_volume],
  ['filled', (order) => order.executed_volume],
  ['remaining', (order) => order.remaining_volume],
  ['status', (order) => order.state],
]

export const tradeCsv: readonly CsvColumn<Trade>[] = [
  ['id', (trade) => trade.id],
  ['time', (trade) => trade.created_at],
  ['market', (trade) => trade.market],
  ['side', (trade) => trade.side],
  ['role', (trade) => (trade.taker_type === trade.side ? 'taker' : 'maker')],
  ['price', (trade) => trade.price],
  ['amount', (trade) => trade.amount],
  ['total', (trade) => trade.total],
  ['fee', (trade) => trade.fee_amount],
  ['fee_asset', (trade) => trade.fee_currency],
  ['order_id', (trade) => trade.order_id],
]
