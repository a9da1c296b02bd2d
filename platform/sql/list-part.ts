import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely'

/** Where a row stands in a list that is sorted by a column and then by `id`. */
export type Place = { value: number | string; id: number }

/** Which part of a sorted list is wanted: so many rows, behind a place if one is named, else from an offset on. */
export type ListPart = {
  direction: 'asc' | 'desc'
  limit: number
  offset: number
  after?: Place | undefined
}

/**
 * Sorts a query by a column and then by `id`, and cuts a part out of it; for `$call`. A part that begins behind a place
 * neither repeats nor misses a row, however many were added in front meanwhile, and costs no more than the first.
 */
export const listPart =
  (column: string, { direction, limit, offset, after }: ListPart) =>
  <Tables, Table extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Table, Row>,
  ): SelectQueryBuilder<Tables, Table, Row> => {
    const begun = after === undefined ? query.offset(offset) : query.where(beyond(column, direction, after))
    const sorted = begun.orderBy(sql.ref(column), direction)
    return (column === 'id' ? sorted : sorted.orderBy(sql.ref('id'), direction)).limit(limit)
  }

function beyond(column: string, direction: 'asc' | 'desc', { value, id }: Place): RawBuilder<boolean> {
  const further = sql.raw(direction === 'asc' ? '>' : '<')
  const [by, own] = [sql.ref(column), sql.ref('id')]
  if (column === 'id') return sql<boolean>`${own} ${further} ${id}`
  return sql<boolean>`(${by} ${further} ${value} or (${by} = ${value} and ${own} ${further} ${id}))`
}
