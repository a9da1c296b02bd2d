const plainNumber = /^-?\d+(\.\d+)?$/
/** Spreadsheets run a cell that begins so as a formula, also by the wide forms of these signs. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** One cell. Text that a spreadsheet would run as a formula is told to be text by a leading apostrophe. */
export function csvCell(value: string | number | null | undefined): string {
  const text = String(value ?? '')
  const safe = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as RFC 4180 text, ending with a line break. */
export const csvText = (
  head: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
) => [head, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
