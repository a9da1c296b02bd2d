import type {
  AdminMarket,
  AdminMember,
  AdminOrder,
  AdminTrade,
  BookRequest,
  OperatorAction,
} from '../../contract/index.ts'
import { csvHeaders, csvText, type Cell, type Handler } from '../../platform/http/index.ts'
import type { tradingFeeEntity } from '../catalog/index.ts'

/** A list as the handler gives it, or the same page as a sheet of these columns when `format` is `csv`. */
export function sheeted<Values extends { format: 'json' | 'csv' }, Caller>(
  columns: readonly string[],
  handle: Handler<Values, Caller>,
): Handler<Values, Caller> {
  return async (call) => {
    const reply = await handle(call)
    if (call.params.format === 'json' || 'refused' in reply) return reply
    const rows = (reply.body as Record<string, unknown>[]).map((row) =>
      columns.map((column) => cellOf(row[column])),
    )
    return { body: csvText(columns, rows), headers: { ...reply.headers, ...csvHeaders('list') } }
  }
}

/** Decimals stay numbers; whatever else is somebody's text is text to a spreadsheet too. */
function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return JSON.stringify(value)
  return /^-?\d+(\.\d+)?$/.test(value) ? { sum: value } : value
}

type Columns<Entity> = readonly (keyof Entity & string)[]

export const memberColumns: Columns<AdminMember> = [
  'id',
  'uid',
  'email',
  'group',
  'level',
  'role',
  'state',
  'created_at',
  'updated_at',
]
export const marketColumns: Columns<AdminMarket> = [
  'id',
  'name',
  'base_unit',
  'quote_unit',
  'min_price',
  'max_price',
  'min_amount',
  'max_amount',
  'min_notional',
  'price_band',
  'amount_precision',
  'price_precision',
  'state',
  'status',
  'ends_at',
  'position',
]
export const feeColumns: Columns<ReturnType<typeof tradingFeeEntity>> = [
  'id',
  'group',
  'market_id',
  'maker',
  'taker',
  'created_at',
  'updated_at',
]
export const orderColumns: Columns<AdminOrder> = [
  'id',
  'uuid',
  'uid',
  'email',
  'market',
  'side',
  'ord_type',
  'price',
  'avg_price',
  'state',
  'origin_volume',
  'remaining_volume',
  'executed_volume',
  'trades_count',
  'created_at',
  'updated_at',
]
export const tradeColumns: Columns<AdminTrade> = [
  'id',
  'market',
  'price',
  'amount',
  'total',
  'taker_type',
  'maker_order_id',
  'maker_uid',
  'maker_order_email',
  'maker_fee',
  'maker_fee_amount',
  'maker_fee_currency',
  'taker_order_id',
  'taker_uid',
  'taker_order_email',
  'taker_fee',
  'taker_fee_amount',
  'taker_fee_currency',
  'created_at',
]
export const actionColumns: Columns<OperatorAction> = [
  'id',
  'uid',
  'role',
  'ip',
  'action',
  'subject',
  'reason',
  'request',
  'result',
  'errors',
  'sequence',
  'created_at',
]
export const requestColumns: Columns<BookRequest> = [
  'id',
  'kind',
  'currency',
  'amount',
  'source',
  'category',
  'recipient',
  'reason',
  'state',
  'creator_uid',
  'validator_uid',
  'sequence',
  'created_at',
  'updated_at',
]
