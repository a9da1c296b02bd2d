import { decimalColumn, textColumn, timeColumn, type Migrations } from '../../platform/sql/index.ts'

export const adminMigrations: Migrations = {
  'admin-0001-operator-actions': {
    async up(db, columns) {
      await db.schema
        .createTable('operator_actions')
        .addColumn('id', columns.id, columns.identity)
        .addColumn('command_key', 'varchar(190)', (column) => column.notNull())
        .addColumn('uid', 'varchar(64)', (column) => column.notNull())
        .addColumn('role', 'varchar(32)', (column) => column.notNull())
        .addColumn('ip', 'varchar(64)', (column) => column.notNull())
        .addColumn('action', 'varchar(64)', (column) => column.notNull())
        .addColumn('subject', 'varchar(190)', (column) => column.notNull())
        .addColumn('reason', textColumn, (column) => column.notNull())
        .addColumn('request', columns.json, (column) => column.notNull())
        .addColumn('result', 'varchar(16)', (column) => column.notNull())
        .addColumn('errors', columns.json, (column) => column.notNull())
        .addColumn('sequence', 'bigint')
        .addColumn('created_at', timeColumn, (column) => column.notNull())
        .execute()
      await db.schema
        .createIndex('operator_actions_uid')
        .on('operator_actions')
        .columns(['uid', 'id'])
        .execute()
    },
  },
  'admin-0002-book-requests': {
    async up(db, columns) {
      await db.schema
        .createTable('book_requests')
        .addColumn('id', columns.id, columns.identity)
        .addColumn('kind', 'varchar(32)', (column) => column.notNull())
        .addColumn('asset', 'varchar(32)', (column) => column.notNull())
        .addColumn('amount', decimalColumn, (column) => column.notNull())
        .addColumn('source', 'varchar(16)')
        .addColumn('category', 'varchar(32)')
        .addColumn('recipient', 'varchar(190)')
        .addColumn('reason', textColumn, (column) => column.notNull())
        .addColumn('creator_uid', 'varchar(190)', (column) => column.notNull())
        .addColumn('validator_uid', 'varchar(190)')
        .addColumn('state', 'varchar(16)', (column) => column.notNull())
        .addColumn('attempt', 'integer', (column) => column.notNull())
        .addColumn('in_doubt', 'integer', (column) => column.notNull())
        .addColumn('sequence', 'bigint')
        .addColumn('created_at', timeColumn, (column) => column.notNull())
        .addColumn('updated_at', timeColumn, (column) => column.notNull())
        .execute()
    },
  },
}
