import { Readable } from 'node:stream'
import { Fault } from '../../core/units/index.ts'
import {
  csvHeaders,
  csvRows,
  type Call,
  type Cell,
  type Handler,
  type Refusal,
  type Reply,
} from '../../platform/http/index.ts'
import type { Place } from '../../platform/sql/index.ts'

/** A part of a list; `last` is where its last row stands, unless the list ends there. */
export type Part = Reply & { last?: Place | undefined }

/** Reads a page as it was asked for or, if `after` is given, what comes behind it: at most `limit` rows. */
export type ListHandler<Values, Caller> = (
  call: Pick<Call<Values, Caller>, 'params' | 'caller'>,
  after?: Place,
) => Promise<Part | Refusal> | Part | Refusal

/** The place of a full part's last row. */
export const lastOf = <Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Place,
): Place | undefined => (rows.length < limit ? undefined : placeOf(rows.at(-1)!))

type Sheetable = { format: 'json' | 'csv'; limit: number; page: number }

/** Rows that are in memory at once. */
const partMax = 1_000

/**
 * A page of a list as the handler gives it or, when `format` is `csv`, the whole list as a sheet of these columns:
 * `limit` and `page` do not cut it (the reference's CSV has no pages). It is read and sent part by part. What goes
 * wrong on the way breaks the answer off, so that nobody takes a part for the whole.
 */
export function sheeted<Values extends Sheetable, Caller>(
  columns: readonly string[],
  list: ListHandler<Values, Caller>,
  name = 'list',
): Handler<Values, Caller> {
  return async (call) => {
    if (call.params.format === 'json') return list(call)
    const whole = { caller: call.caller, params: { ...call.params, limit: partMax, page: 1 } }
    const first = await list(whole)
    if ('refused' in first) return first
    const rest = (after: Place) => list(whole, after)
    return { body: Readable.from(linesOf(columns, first, rest)), headers: csvHeaders(name) }
  }
}

async function* linesOf(
  columns: readonly string[],
  first: Part,
  rest: (after: Place) => ReturnType<ListHandler<never, never>>,
): AsyncGenerator<string> {
  yield csvRows([columns])
  for (let part = first; ;) {
    const rows = (part.body as Record<string, unknown>[]).map((row) =>
      columns.map((column) => cellOf(row[column])),
    )
    if (rows.length > 0) yield csvRows(rows)
    if (part.last === undefined) return
    const next = await rest(part.last)
    if ('refused' in next) throw new Fault('list_broken_off', { detail: next.errors.join() })
    part = next
  }
}

/** Decimals stay numbers; whatever else is somebody's text is text to a spreadsheet too. */
function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return JSON.stringify(value)
  return /^-?\d+(\.\d+)?$/.test(value) ? { sum: value } : value
}
