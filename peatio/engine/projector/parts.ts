/** Rows of one statement, so that none grows beyond what a server takes. */
const rowsMax = 2_000

export function* partsOf<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += rowsMax) yield rows.slice(start, start + rowsMax)
}
