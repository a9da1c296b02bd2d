import type { Reply } from '../../platform/http/index.ts'
import type { Place } from '../../platform/sql/index.ts'
import type { Part } from './sheeted.ts'

export type Page = { limit: number; page: number }

export const offsetOf = ({ limit, page }: Page): number => (page - 1) * limit

/** A page that is already cut, with the headers that tell how long the whole list is. */
export const paged = (body: object[], { limit, page }: Page, total: number): Reply => ({
  body,
  headers: { Total: total, 'Per-Page': limit, Page: page },
})

/** Cuts the page, or what comes behind a place, out of a list that is in memory; a place is a number of rows there. */
export function pageOf<Row>(
  rows: readonly Row[],
  { page, after }: { page: Page; after: Place | undefined },
  entity: (row: Row) => object,
): Part {
  const from = after?.id ?? offsetOf(page)
  const to = from + page.limit
  const last = to < rows.length ? { value: to, id: to } : undefined
  return { ...paged(rows.slice(from, to).map(entity), page, rows.length), last }
}

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
