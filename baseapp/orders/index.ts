// Orders: own orders and trades as lists, with cancel and export. Shared by the trade page and the history pages.
export { announcePlaced } from './announce.ts'
export { Announcer } from './announcer.tsx'
export { CancelAll } from './cancel.tsx'
export { orderHistoryColumns, SideWord, tradeColumns } from './columns.tsx'
export { csvText } from './csv.ts'
export { ExportCsv, type CsvColumn } from './export-csv.tsx'
export {
  OpenOrders,
  orderCsv,
  OrderHistory,
  PagedList,
  tradeCsv,
  TradeHistory,
  useMarketOf,
} from './lists.tsx'
