import type { Kysely } from 'kysely'
import { turnoverColumn } from './columns.ts'
import type { Dialect } from './port.ts'

/** Makes room for turnovers in columns of a table that were made for sums; none of them is ever null. */
export async function widenColumns(
  db: Kysely<unknown>,
  dialect: Dialect,
  { table, columns }: { table: string; columns: readonly string[] },
): Promise<void> {
  const alteration = db.schema.alterTable(table)
  for (const name of columns) {
    const altered =
      dialect === 'mysql'
        ? alteration.modifyColumn(name, turnoverColumn, (column) => column.notNull())
        : alteration.alterColumn(name, (column) => column.setDataType(turnoverColumn))
    await altered.execute()
  }
}
