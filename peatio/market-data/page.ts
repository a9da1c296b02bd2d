import type { Reply } from '../../platform/http/index.ts'

/** One page of a list, with the headers that tell how long the list is. */
export function pageOf<Row>(
  rows: readonly Row[],
  { limit, page }: { limit: number; page: number },
  entity: (row: Row) => object,
): Reply {
  return {
    body: rows.slice((page - 1) * limit, page * limit).map(entity),
    headers: { Total: rows.length, 'Per-Page': limit, Page: page },
  }
}

/** Sorts by one field; rows that are equal in it keep their order. */
export function ordered<Row extends Record<Field, string | number>, Field extends string>(
  rows: Row[],
  { order_by: field, ordering }: { order_by: Field; ordering: 'asc' | 'desc' },
): Row[] {
  const direction = ordering === 'asc' ? 1 : -1
  return rows.toSorted((a, b) => (a[field] === b[field] ? 0 : a[field] < b[field] ? -direction : direction))
}
