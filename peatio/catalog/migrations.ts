import { decimalColumn, textColumn, timeColumn, type Migrations } from '../../platform/sql/index.ts'

export const catalogMigrations: Migrations = {
  'catalog-0001-descriptions': {
    async up(db) {
      await db.schema
        .createTable('asset_descriptions')
        .addColumn('asset', 'varchar(32)', (column) => column.primaryKey())
        .addColumn('name', 'varchar(255)', (column) => column.notNull())
        .addColumn('description', textColumn, (column) => column.notNull())
        .addColumn('homepage', 'varchar(255)', (column) => column.notNull())
        .addColumn('icon_url', 'varchar(512)')
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('price', decimalColumn, (column) => column.notNull())
        .addColumn('status', 'varchar(16)', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('market_descriptions')
        .addColumn('market', 'varchar(64)', (column) => column.primaryKey())
        .addColumn('name', 'varchar(64)')
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('hidden', 'integer', (column) => column.notNull())
        .execute()
    },
  },
  'catalog-0002-networks': {
    async up(db) {
      await db.schema
        .createTable('asset_networks')
        .addColumn('asset', 'varchar(32)', (column) => column.notNull())
        .addColumn('blockchain_key', 'varchar(64)', (column) => column.notNull())
        .addColumn('protocol', 'varchar(64)')
        .addColumn('parent_asset', 'varchar(32)')
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('deposit_enabled', 'integer', (column) => column.notNull())
        .addColumn('withdrawal_enabled', 'integer', (column) => column.notNull())
        .addColumn('deposit_fee', decimalColumn, (column) => column.notNull())
        .addColumn('deposit_min', decimalColumn, (column) => column.notNull())
        .addColumn('withdrawal_fee', decimalColumn, (column) => column.notNull())
        .addColumn('withdrawal_min', decimalColumn, (column) => column.notNull())
        .addColumn('subunits', 'integer', (column) => column.notNull())
        .addColumn('confirmations_required', 'integer', (column) => column.notNull())
        .addColumn('explorer_transaction', 'varchar(512)', (column) => column.notNull())
        .addColumn('explorer_address', 'varchar(512)', (column) => column.notNull())
        .addColumn('description', textColumn, (column) => column.notNull())
        .addColumn('warning', textColumn, (column) => column.notNull())
        .addPrimaryKeyConstraint('asset_networks_key', ['asset', 'blockchain_key'])
        .execute()
    },
  },
  'catalog-0003-limits-and-fees': {
    async up(db, columns) {
      await db.schema
        .createTable('withdraw_limits')
        .addColumn('id', columns.id, columns.identity)
        .addColumn('user_group', 'varchar(32)', (column) => column.notNull())
        .addColumn('kyc_level', 'varchar(32)', (column) => column.notNull())
        .addColumn('limit_24_hour', decimalColumn, (column) => column.notNull())
        .addColumn('limit_1_month', decimalColumn, (column) => column.notNull())
        .addColumn('created_at', timeColumn, (column) => column.notNull())
        .addColumn('updated_at', timeColumn, (column) => column.notNull())
        .addUniqueConstraint('withdraw_limits_group_level', ['user_group', 'kyc_level'])
        .execute()
      await db.schema
        .createTable('trading_fees')
        .addColumn('user_group', 'varchar(32)', (column) => column.notNull())
        .addColumn('market', 'varchar(64)', (column) => column.notNull())
        .addColumn('maker_ppm', 'integer', (column) => column.notNull())
        .addColumn('taker_ppm', 'integer', (column) => column.notNull())
        .addColumn('created_at', timeColumn, (column) => column.notNull())
        .addColumn('updated_at', timeColumn, (column) => column.notNull())
        .addPrimaryKeyConstraint('trading_fees_key', ['user_group', 'market'])
        .execute()
    },
  },
  'catalog-0004-market-times-and-fee-numbers': {
    async up(db) {
      await db.schema.alterTable('market_descriptions').addColumn('created_at', timeColumn).execute()
      await db.schema.alterTable('market_descriptions').addColumn('updated_at', timeColumn).execute()
      await db.schema.alterTable('trading_fees').addColumn('number', 'integer').execute()
    },
  },
}
