/** A cell: text is somebody's, a `sum` is ours and stays a number. */
export type Cell = { sum: string } | string | number | null

/** Spreadsheets run a cell that begins so as a formula, also by the wide forms of these signs. */
const formula = /^[\s]*[=+\-@\t\r\n＝＋－＠]/

/** One cell. Text that a spreadsheet would run is told to be text by a leading apostrophe, and quoted. */
export function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'object') return cell.sum
  const text = formula.test(cell) ? `'${cell}` : cell
  return text !== cell || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as RFC 4180 text, each ending with a line break. */
export const csvRows = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')

/** A table with its head. */
export const csvText = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  csvRows([head, ...rows])

/** What a sheet is sent with. */
export const csvHeaders = (name: string) => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${name}.csv"`,
})
