// Orders: own orders and trades as lists, with cancel and export. Shared by the trade page and the history pages.
export { announceFills, announcePlaced } from './announce.ts'
export { CancelAll } from './cancel.tsx'
export { SideWord } from './columns.tsx'
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
