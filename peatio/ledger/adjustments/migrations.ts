import { decimalColumn, textColumn, timeColumn, type Migrations } from '../../../platform/sql/index.ts'

export const adjustmentMigrations: Migrations = {
  'ledger-0001-adjustments': {
    async up(db, columns) {
      await db.schema
        .createTable('adjustments')
        .addColumn('id', columns.id, columns.identity)
        .addColumn('reason', 'varchar(255)', (column) => column.notNull())
        .addColumn('description', textColumn, (column) => column.notNull())
        .addColumn('category', 'varchar(32)', (column) => column.notNull())
        .addColumn('amount', decimalColumn, (column) => column.notNull())
        .addColumn('asset', 'varchar(32)', (column) => column.notNull())
        .addColumn('asset_code', 'integer', (column) => column.notNull())
        .addColumn('receiving_code', 'integer', (column) => column.notNull())
        .addColumn('receiving_uid', 'varchar(190)')
        .addColumn('creator_uid', 'varchar(190)', (column) => column.notNull())
        .addColumn('validator_uid', 'varchar(190)')
        .addColumn('state', 'varchar(16)', (column) => column.notNull())
        .addColumn('attempt', 'integer', (column) => column.notNull())
        .addColumn('in_doubt', 'integer', (column) => column.notNull())
        .addColumn('sequence', 'bigint')
        .addColumn('booked_at', timeColumn)
        .addColumn('created_at', timeColumn, (column) => column.notNull())
        .addColumn('updated_at', timeColumn, (column) => column.notNull())
        .execute()
    },
  },
}
