import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type Column<Row> = {
  id: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  /** Numbers and actions stand right. */
  align?: 'left' | 'right'
  /** Says what the cell is on phones, where rows become cards; `false` for none. */
  short?: string | false
}

type DataTableProps<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string | number
  /** Shown instead of rows when there are none. */
  empty?: ReactNode
  loading?: boolean
  /** Rows to reserve while loading, so that nothing jumps. */
  loadingRows?: number
  className?: string
}

/** A table of records. Under 640 px each row becomes a card with labelled values. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, keyOf, empty, loading = false, loadingRows = 4, className } = props
  if (!loading && rows.length === 0 && empty !== undefined) return <>{empty}</>
  return (
    // A part that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classNames('k-table-wrap', className)} tabIndex={0} aria-label={caption}>
      <table className="k-table" aria-busy={loading || undefined}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.align === 'right' ? 'is-right' : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {loading ? (
            <LoadingRows columns={columns.length} rows={loadingRows} />
          ) : (
            rows.map((row) => (
              <tr key={keyOf(row)}>
                {columns.map((column) => (
                  <td
                    key={column.id}
                    className={column.align === 'right' ? 'is-right' : undefined}
                    data-label={column.short === false ? undefined : labelOf(column)}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))
          )}
        </tbody>
      </table>
    </section>
  )
}

const labelOf = (column: Pick<Column<never>, 'short' | 'head'>): string | undefined =>
  typeof column.short === 'string' ? column.short : typeof column.head === 'string' ? column.head : undefined

function LoadingRows({ columns, rows }: { columns: number; rows: number }) {
  return Array.from({ length: rows }, (_row, row) => (
    <tr key={row}>
      {Array.from({ length: columns }, (_column, column) => (
        <td key={column}>
          <Skeleton width={column === 0 ? '70%' : '50%'} />
        </td>
      ))}
    </tr>
  ))
}

/** A grey bar where text will be. */
export function Skeleton({ width = '100%', height }: { width?: string; height?: string }) {
  return (
    <span
      className="k-skeleton"
      style={{ width, ...(height !== undefined && { height }) }}
      aria-hidden="true"
    />
  )
}

type PagerProps = { page: number; hasNext: boolean; onPage: (page: number) => void; label: string }

/** Page by page, for lists whose length is not told. */
export function Pager({ page, hasNext, onPage, label }: PagerProps) {
  if (page === 1 && !hasNext) return null
  return (
    <nav className="k-pager" aria-label={label}>
      <button type="button" disabled={page === 1} onClick={() => onPage(page - 1)}>
        Newer
      </button>
      <span aria-live="polite">Page {page}</span>
      <button type="button" disabled={!hasNext} onClick={() => onPage(page + 1)}>
        Older
      </button>
    </nav>
  )
}
