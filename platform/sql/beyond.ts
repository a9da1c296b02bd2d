import { sql, type RawBuilder } from 'kysely'

/** Where a row stands in a list that is sorted by a column and then by `id`. */
export type Place = { value: number | string; id: number }

/**
 * What comes behind a place in such a list: a part that begins there neither repeats nor misses a row, however many
 * were added in front meanwhile, and costs no more than the first.
 */
export const beyond = (
  column: string,
  direction: 'asc' | 'desc',
  { value, id }: Place,
): RawBuilder<boolean> => {
  const further = sql.raw(direction === 'asc' ? '>' : '<')
  const [by, own] = [sql.ref(column), sql.ref('id')]
  if (column === 'id') return sql<boolean>`${own} ${further} ${id}`
  return sql<boolean>`(${by} ${further} ${value} or (${by} = ${value} and ${own} ${further} ${id}))`
}
