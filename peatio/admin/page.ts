import type { Reply } from '../../platform/http/index.ts'

export type Page = { limit: number; page: number }

export const offsetOf = ({ limit, page }: Page): number => (page - 1) * limit

/** A page that is already cut, with the headers that tell how long the whole list is. */
export const paged = (body: object[], { limit, page }: Page, total: number): Reply => ({
  body,
  headers: { Total: total, 'Per-Page': limit, Page: page },
})

/** Cuts the page out of a list that is in memory. */
export const pageOf = <Row>(rows: readonly Row[], page: Page, entity: (row: Row) => object): Reply =>
  paged(rows.slice(offsetOf(page), offsetOf(page) + page.limit).map(entity), page, rows.length)

/** Sorts by one field; rows that are equal in it keep their order. */
export function ordered<Row>(
  rows: readonly Row[],
  { ordering }: { ordering: 'asc' | 'desc' },
  fieldOf: (row: Row) => string | number,
): Row[] {
  const direction = ordering === 'asc' ? 1 : -1
  return rows.toSorted((a, b) => {
    const [left, right] = [fieldOf(a), fieldOf(b)]
    return left === right ? 0 : left < right ? -direction : direction
  })
}
