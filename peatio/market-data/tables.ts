import {
  decimalColumn,
  textColumn,
  timeColumn,
  widenColumns,
  type Migrations,
} from '../../platform/sql/index.ts'

/** The tables of this room in schema `peatio`. Decimals are strings, times epoch milliseconds. */
export type MarketDataTables = {
  candles: {
    market: string
    minutes: number
    opened_at: number
    open_price: string
    high_price: string
    low_price: string
    close_price: string
    base_volume: string
    quote_volume: string
  }
  public_trades: {
    id: number
    market: string
    made_at: number
    price: string
    base: string
    quote: string
    taker_side: string
  }
  /** One row: the last record of the journal whose effects are in the other tables, and which record that was. */
  market_data_position: {
    id: number
    sequence: number
    record_key: string | null
    record_at: number | null
  }
}

export const marketDataMigrations: Migrations = {
  'market-data-0001-candles': {
    async up(db) {
      await db.schema
        .createTable('candles')
        .addColumn('market', 'varchar(64)', (column) => column.notNull())
        .addColumn('minutes', 'integer', (column) => column.notNull())
        .addColumn('opened_at', timeColumn, (column) => column.notNull())
        .addColumn('open_price', decimalColumn, (column) => column.notNull())
        .addColumn('high_price', decimalColumn, (column) => column.notNull())
        .addColumn('low_price', decimalColumn, (column) => column.notNull())
        .addColumn('close_price', decimalColumn, (column) => column.notNull())
        .addColumn('base_volume', decimalColumn, (column) => column.notNull())
        .addColumn('quote_volume', decimalColumn, (column) => column.notNull())
        .addPrimaryKeyConstraint('candles_key', ['market', 'minutes', 'opened_at'])
        .execute()
    },
  },
  'market-data-0002-tape': {
    async up(db) {
      await db.schema
        .createTable('public_trades')
        .addColumn('id', 'bigint', (column) => column.primaryKey())
        .addColumn('market', 'varchar(64)', (column) => column.notNull())
        .addColumn('made_at', timeColumn, (column) => column.notNull())
        .addColumn('price', decimalColumn, (column) => column.notNull())
        .addColumn('base', decimalColumn, (column) => column.notNull())
        .addColumn('quote', decimalColumn, (column) => column.notNull())
        .addColumn('taker_side', 'varchar(4)', (column) => column.notNull())
        .execute()
      await db.schema
        .createIndex('public_trades_market')
        .on('public_trades')
        .columns(['market', 'id'])
        .execute()
      await db.schema
        .createTable('market_data_position')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('sequence', 'bigint', (column) => column.notNull())
        .execute()
    },
  },
  'market-data-0003-history': {
    async up(db) {
      await db.schema.alterTable('market_data_position').addColumn('record_key', textColumn).execute()
      await db.schema.alterTable('market_data_position').addColumn('record_at', timeColumn).execute()
    },
  },
  'market-data-0004-volumes': {
    up: (db, _, dialect) =>
      widenColumns(db, dialect, { table: 'candles', columns: ['base_volume', 'quote_volume'] }),
  },
}
