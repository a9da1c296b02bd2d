import { useState } from 'react'
import { EmptyState } from '../../../web/kit/index.ts'
import { marketApi } from '../../api/index.ts'
import { ExportCsv, PagedList, tradeColumns, tradeCsv, useMarketOf } from '../../orders/index.ts'
import { chosenOf, MarketFilter, SideFilter } from './filters.tsx'

const rowsPerPage = 25

export function TradeList() {
  const marketOf = useMarketOf()
  const [filters, setFilters] = useState({ market: '', type: '' })
  const input = chosenOf(filters)
  return (
    <>
      <div className="history-tools">
        <MarketFilter value={filters.market} onValue={(market) => setFilters({ ...filters, market })} />
        <SideFilter value={filters.type} onValue={(type) => setFilters({ ...filters, type })} />
        <span className="history-actions">
          <ExportCsv fileName="trades" endpoint={marketApi.trades} input={input} columns={tradeCsv} />
        </span>
      </div>
      <PagedList
        caption="Trade history"
        endpoint={marketApi.trades}
        input={input}
        pageLength={rowsPerPage}
        columns={tradeColumns(marketOf)}
        empty={
          Object.keys(input).length > 0 ? (
            <EmptyState icon="search" title="No trades found" text="No trade of yours fits these filters." />
          ) : (
            <EmptyState
              icon="swap"
              title="No trades yet"
              text="When your orders fill, the trades appear here."
            />
          )
        }
      />
    </>
  )
}
