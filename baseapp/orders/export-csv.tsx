import { useState } from 'react'
import { Button, toast } from '../../web/kit/index.ts'
import { call, messageOf, type Input, type Remote } from '../api/index.ts'
import { csvText } from './csv.ts'

const rowsPerPageMost = 1000
const pagesMost = 50

type Cell = string | number | null | undefined
export type CsvColumn<Row> = readonly [head: string, cell: (row: Row) => Cell]

type ExportProps<Name extends string, Row> = {
  /** Without extension: `orders-btcusdt`. */
  fileName: string
  endpoint: Remote<Name | 'page' | 'limit', Row[]>
  input: Input<Name>
  columns: readonly CsvColumn<Row>[]
  disabled?: boolean
  /** What the endpoint allows. */
  rowsPerPage?: number
}

/** Reads the whole list, page by page, and saves it as a CSV file. */
export function ExportCsv<Name extends string, Row>(props: ExportProps<Name, Row>) {
  const { fileName, endpoint, input, columns, disabled = false, rowsPerPage = rowsPerPageMost } = props
  const [pending, setPending] = useState(false)
  const run = async () => {
    setPending(true)
    try {
      const { rows, isWhole } = await readAll(endpoint, input, rowsPerPage)
      save(
        `${fileName}.csv`,
        csvText(
          columns.map(([head]) => head),
          rows.map((row) => columns.map(([, cell]) => cell(row))),
        ),
      )
      if (isWhole) toast('success', `Exported ${rows.length} rows`)
      else
        toast('info', `Exported the newest ${rows.length} rows`, 'The list is longer than one export holds.')
    } catch (error) {
      toast('error', 'The export failed', messageOf(error))
    } finally {
      setPending(false)
    }
  }
  return (
    <Button
      size="s"
      variant="ghost"
      icon="download"
      pending={pending}
      disabled={disabled}
      onClick={() => void run()}
    >
      Export CSV
    </Button>
  )
}

async function readAll<Name extends string, Row>(
  endpoint: Remote<Name | 'page' | 'limit', Row[]>,
  input: Input<Name>,
  rowsPerPage: number,
): Promise<{ rows: Row[]; isWhole: boolean }> {
  const rows: Row[] = []
  for (let page = 1; page <= pagesMost; page += 1) {
    const more = await call(endpoint, { ...input, page, limit: rowsPerPage })
    rows.push(...more)
    if (more.length < rowsPerPage) return { rows, isWhole: true }
  }
  return { rows, isWhole: false }
}

function save(name: string, text: string): void {
  // The mark tells spreadsheets that the file is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
