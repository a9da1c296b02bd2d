import type { Kysely } from 'kysely'
import { addAccounting } from './add-accounting.ts'
import {
  decimalColumn,
  textColumn,
  timeColumn,
  widenColumns,
  type Columns,
  type Dialect,
  type Migrations,
} from '../../../platform/sql/index.ts'

/** Few indexes, on purpose: each costs every order a write. */
export const projectionMigrations: Migrations = {
  'projector-0001-orders': { up: createOrders },
  'projector-0002-trades': { up: createTrades },
  'projector-0003-books': { up: createBooks },
  'projector-0004-definitions': { up: createDefinitions },
  'projector-0005-special-orders': { up: addSpecialOrders },
  'projector-0006-accounting': { up: addAccounting },
  'projector-0007-history': { up: nameHistory },
  'projector-0008-turnovers': { up: widenTotals },
}

/** Who turns much over in a day must not stop the projection. */
function widenTotals(db: Kysely<unknown>, _: Columns, dialect: Dialect): Promise<void> {
  return widenColumns(db, dialect, { table: 'operation_totals', columns: ['debit', 'credit'] })
}

/** A position says which record it is: the same number in another history is another record. */
async function nameHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('projection_position').addColumn('record_key', textColumn).execute()
  await db.schema.alterTable('projection_position').addColumn('record_at', timeColumn).execute()
}

async function createOrders(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('orders')
    .addColumn('id', 'bigint', (column) => column.primaryKey())
    .addColumn('uuid', 'varchar(64)', (column) => column.notNull())
    .addColumn('account', 'varchar(190)', (column) => column.notNull())
    .addColumn('market', 'varchar(32)', (column) => column.notNull())
    .addColumn('side', 'varchar(4)', (column) => column.notNull())
    .addColumn('type', 'varchar(16)', (column) => column.notNull())
    .addColumn('limit_price', decimalColumn)
    .addColumn('status', 'varchar(16)', (column) => column.notNull())
    .addColumn('quantity', decimalColumn, (column) => column.notNull())
    .addColumn('filled', decimalColumn, (column) => column.notNull())
    .addColumn('filled_quote', decimalColumn, (column) => column.notNull())
    .addColumn('held', decimalColumn, (column) => column.notNull())
    .addColumn('trades_count', 'integer', (column) => column.notNull())
    .addColumn('maker_fee_ppm', 'integer', (column) => column.notNull())
    .addColumn('taker_fee_ppm', 'integer', (column) => column.notNull())
    .addColumn('placed_at', timeColumn, (column) => column.notNull())
    .addColumn('updated_at', timeColumn, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('orders_account').on('orders').columns(['account', 'updated_at']).execute()
  // Not unique: a client may name an order by a uuid that someone else, or he himself long ago, has used.
  await db.schema.createIndex('orders_uuid').on('orders').columns(['uuid']).execute()
}

async function createTrades(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('trades')
    .addColumn('id', 'bigint', (column) => column.primaryKey())
    .addColumn('market', 'varchar(32)', (column) => column.notNull())
    .addColumn('taker_side', 'varchar(4)', (column) => column.notNull())
    .addColumn('price', decimalColumn, (column) => column.notNull())
    .addColumn('base', decimalColumn, (column) => column.notNull())
    .addColumn('quote', decimalColumn, (column) => column.notNull())
    .addColumn('maker_order', 'bigint', (column) => column.notNull())
    .addColumn('taker_order', 'bigint', (column) => column.notNull())
    .addColumn('buyer', 'varchar(190)', (column) => column.notNull())
    .addColumn('seller', 'varchar(190)', (column) => column.notNull())
    .addColumn('base_asset', 'varchar(32)', (column) => column.notNull())
    .addColumn('quote_asset', 'varchar(32)', (column) => column.notNull())
    .addColumn('buyer_fee', decimalColumn, (column) => column.notNull())
    .addColumn('seller_fee', decimalColumn, (column) => column.notNull())
    .addColumn('made_at', timeColumn, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('trades_buyer').on('trades').columns(['buyer', 'id']).execute()
  await db.schema.createIndex('trades_seller').on('trades').columns(['seller', 'id']).execute()
  await db.schema.createIndex('trades_maker').on('trades').columns(['maker_order']).execute()
  await db.schema.createIndex('trades_taker').on('trades').columns(['taker_order']).execute()
}

async function createBooks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('account', 'varchar(190)', (column) => column.notNull())
    .addColumn('asset', 'varchar(32)', (column) => column.notNull())
    .addColumn('posted', decimalColumn, (column) => column.notNull())
    .addColumn('held', decimalColumn, (column) => column.notNull())
    .addPrimaryKeyConstraint('accounts_key', ['account', 'asset'])
    .execute()
  await db.schema
    .createTable('operations')
    .addColumn('id', 'bigint', (column) => column.primaryKey())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('code', 'integer', (column) => column.notNull())
    .addColumn('asset', 'varchar(32)', (column) => column.notNull())
    .addColumn('account', 'varchar(190)')
    .addColumn('reference_type', 'varchar(16)', (column) => column.notNull())
    .addColumn('reference_id', textColumn, (column) => column.notNull())
    .addColumn('debit', decimalColumn, (column) => column.notNull())
    .addColumn('credit', decimalColumn, (column) => column.notNull())
    .addColumn('made_at', timeColumn, (column) => column.notNull())
    .execute()
}

async function createDefinitions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('assets')
    .addColumn('asset', 'varchar(32)', (column) => column.primaryKey())
    .addColumn('type', 'varchar(8)', (column) => column.notNull())
    .addColumn('precision_digits', 'integer', (column) => column.notNull())
    .addColumn('defined_at', timeColumn, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('markets')
    .addColumn('market', 'varchar(32)', (column) => column.primaryKey())
    .addColumn('base', 'varchar(32)', (column) => column.notNull())
    .addColumn('quote', 'varchar(32)', (column) => column.notNull())
    .addColumn('price_precision', 'integer', (column) => column.notNull())
    .addColumn('amount_precision', 'integer', (column) => column.notNull())
    .addColumn('price_min', decimalColumn, (column) => column.notNull())
    .addColumn('price_max', decimalColumn, (column) => column.notNull())
    .addColumn('quantity_min', decimalColumn, (column) => column.notNull())
    .addColumn('status', 'varchar(16)', (column) => column.notNull())
    .addColumn('defined_at', timeColumn, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('projection_position')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('last_operation', 'bigint', (column) => column.notNull())
    .execute()
}

async function addSpecialOrders(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('orders').addColumn('special', textColumn).execute()
  await db.schema.alterTable('orders').addColumn('partner', 'bigint').execute()
  await db.schema.alterTable('orders').addColumn('trigger_price', decimalColumn).execute()
  await db.schema.alterTable('orders').addColumn('canceled_for', 'varchar(16)').execute()
}
