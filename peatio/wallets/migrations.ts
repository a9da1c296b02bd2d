import { decimalColumn, timeColumn, type Migrations } from '../../platform/sql/index.ts'

/** This room's tables in schema `peatio`. */
export const walletMigrations: Migrations = {
  'wallets-0001-deposits': {
    async up(db, columns) {
      await db.schema
        .createTable('payment_addresses')
        .addColumn('id', columns.id, columns.identity)
        .addColumn('uid', 'varchar(32)', (column) => column.notNull())
        .addColumn('chain', 'varchar(64)', (column) => column.notNull())
        .addColumn('address', 'varchar(128)')
        .addColumn('memo', 'varchar(128)', (column) => column.notNull())
        .addColumn('created_at', timeColumn, (column) => column.notNull())
        .addUniqueConstraint('payment_addresses_owner', ['chain', 'uid'])
        .addUniqueConstraint('payment_addresses_address', ['chain', 'address', 'memo'])
        .execute()
      await db.schema
        .createTable('scanned_chains')
        .addColumn('chain', 'varchar(64)', (column) => column.primaryKey())
        .addColumn('identity', 'varchar(128)', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('scanned_blocks')
        .addColumn('chain', 'varchar(64)', (column) => column.notNull())
        .addColumn('height', 'bigint', (column) => column.notNull())
        .addColumn('hash', 'varchar(128)', (column) => column.notNull())
        .addColumn('parent', 'varchar(128)')
        .addPrimaryKeyConstraint('scanned_blocks_key', ['chain', 'height'])
        .execute()
      await db.schema
        .createTable('deposits')
        .addColumn('id', columns.id, columns.identity)
        .addColumn('tid', 'varchar(64)', (column) => column.notNull().unique())
        .addColumn('uid', 'varchar(32)', (column) => column.notNull())
        .addColumn('asset', 'varchar(32)', (column) => column.notNull())
        .addColumn('chain', 'varchar(64)', (column) => column.notNull())
        .addColumn('txid', 'varchar(128)', (column) => column.notNull())
        .addColumn('output_index', 'integer', (column) => column.notNull())
        .addColumn('address', 'varchar(128)', (column) => column.notNull())
        .addColumn('memo', 'varchar(128)', (column) => column.notNull())
        .addColumn('amount', decimalColumn, (column) => column.notNull())
        .addColumn('block_height', 'bigint', (column) => column.notNull())
        .addColumn('status', 'varchar(16)', (column) => column.notNull())
        .addColumn('credited_sequence', 'bigint')
        .addColumn('created_at', timeColumn, (column) => column.notNull())
        .addColumn('updated_at', timeColumn, (column) => column.notNull())
        .addColumn('completed_at', timeColumn)
        .addUniqueConstraint('deposits_key', ['chain', 'txid', 'output_index'])
        .execute()
      await db.schema.createIndex('deposits_of_user').on('deposits').columns(['uid', 'id']).execute()
      await db.schema.createIndex('deposits_by_status').on('deposits').columns(['chain', 'status']).execute()
    },
  },
}
