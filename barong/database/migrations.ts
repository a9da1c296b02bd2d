import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import { textColumn, timeColumn, type Migrations } from '../../platform/sql/index.ts'
import type { Tables } from './tables.ts'

const given = (column: ColumnDefinitionBuilder) => column.notNull()

export const migrations: Migrations = {
  'barong-0001-users': {
    async up(db, columns) {
      await db.schema
        .createTable('users')
        .addColumn('id', columns.id, columns.identity)
        .addColumn('uid', 'varchar(32)', (column) => column.notNull().unique())
        .addColumn('email', 'varchar(254)', (column) => column.notNull().unique())
        .addColumn('username', 'varchar(64)', (column) => column.unique())
        .addColumn('password_digest', 'varchar(255)', given)
        .addColumn('role', 'varchar(32)', given)
        .addColumn('level', 'integer', given)
        .addColumn('otp', 'boolean', given)
        .addColumn('state', 'varchar(32)', given)
        .addColumn('referral_id', 'bigint')
        .addColumn('data', textColumn)
        .addColumn('created_at', timeColumn, given)
        .addColumn('updated_at', timeColumn, given)
        .execute()
      await db.schema
        .createTable('labels')
        .addColumn('id', columns.id, columns.identity)
        .addColumn('user_id', 'bigint', given)
        .addColumn('key', 'varchar(255)', given)
        .addColumn('value', 'varchar(255)', given)
        .addColumn('scope', 'varchar(16)', given)
        .addColumn('created_at', timeColumn, given)
        .addColumn('updated_at', timeColumn, given)
        .addUniqueConstraint('labels_own', ['user_id', 'key', 'scope'])
        .execute()
    },
  },
  'barong-0002-credentials': {
    async up(db, columns) {
      await db.schema
        .createTable('sessions')
        .addColumn('digest', 'varchar(64)', (column) => column.primaryKey())
        .addColumn('user_id', 'bigint', given)
        .addColumn('uid', 'varchar(32)', given)
        .addColumn('user_ip', 'varchar(64)', given)
        .addColumn('user_agent', 'varchar(255)', given)
        .addColumn('csrf_token', 'varchar(64)', given)
        .addColumn('created_at', timeColumn, given)
        .addColumn('expires_at', timeColumn, given)
        .execute()
      await db.schema.createIndex('sessions_user').on('sessions').column('user_id').execute()
      await db.schema.createIndex('sessions_expiry').on('sessions').column('expires_at').execute()
      await db.schema
        .createTable('mail_tokens')
        .addColumn('digest', 'varchar(64)', (column) => column.primaryKey())
        .addColumn('user_id', 'bigint', given)
        .addColumn('purpose', 'varchar(16)', given)
        .addColumn('created_at', timeColumn, given)
        .addColumn('expires_at', timeColumn, given)
        .addColumn('used_at', timeColumn)
        .execute()
      await db.schema.createIndex('mail_tokens_user').on('mail_tokens').column('user_id').execute()
      await db.schema
        .createTable('second_factors')
        .addColumn('user_id', 'bigint', (column) => column.primaryKey())
        .addColumn('sealed_secret', 'varchar(512)', given)
        .addColumn('last_step', 'bigint', given)
        .addColumn('created_at', timeColumn, given)
        .execute()
      await db.schema
        .createTable('api_keys')
        .addColumn('id', columns.id, columns.identity)
        .addColumn('kid', 'varchar(32)', (column) => column.notNull().unique())
        .addColumn('user_id', 'bigint', given)
        .addColumn('algorithm', 'varchar(16)', given)
        .addColumn('scope', textColumn, given)
        .addColumn('state', 'varchar(16)', given)
        .addColumn('sealed_secret', 'varchar(512)', given)
        .addColumn('nonce_mark', 'bigint', given)
        .addColumn('created_at', timeColumn, given)
        .addColumn('updated_at', timeColumn, given)
        .execute()
      await db.schema.createIndex('api_keys_user').on('api_keys').column('user_id').execute()
    },
  },
  'barong-0003-activities': {
    async up(db, columns) {
      await db.schema
        .createTable('activities')
        .addColumn('id', columns.id, columns.identity)
        .addColumn('user_id', 'bigint', given)
        .addColumn('user_ip', 'varchar(64)', given)
        .addColumn('user_agent', 'varchar(255)', given)
        .addColumn('topic', 'varchar(32)', given)
        .addColumn('action', 'varchar(64)', given)
        .addColumn('result', 'varchar(16)', given)
        .addColumn('data', textColumn)
        .addColumn('created_at', timeColumn, given)
        .execute()
      await db.schema.createIndex('activities_user').on('activities').columns(['user_id', 'id']).execute()
    },
  },
  'barong-0004-permissions': {
    async up(db, columns) {
      await db.schema
        .createTable('permissions')
        .addColumn('id', columns.id, columns.identity)
        .addColumn('action', 'varchar(16)', given)
        .addColumn('role', 'varchar(32)', given)
        .addColumn('verb', 'varchar(8)', given)
        .addColumn('path', 'varchar(190)', given)
        .addColumn('topic', 'varchar(64)')
        .addUniqueConstraint('permissions_once', ['role', 'verb', 'path', 'action'])
        .execute()
    },
  },
  'barong-0005-readers': {
    up: addReaders,
  },
}

/**
 * Tables that the first version filled get what new ones have since: some of the staff read the operators' lists. Once,
 * so that what is taken from a role later stays taken; and only for roles that are there still. An empty table is
 * filled as a whole afterwards.
 */
async function addReaders(db: Kysely<Pick<Tables, 'permissions'>>): Promise<void> {
  const [action, verb, path] = ['ACCEPT', 'GET', 'api/v2/peatio/admin'] as const
  for (const role of ['compliance', 'support', 'reporter']) {
    const rows = await db
      .selectFrom('permissions')
      .select(['action', 'verb', 'path'])
      .where('role', '=', role)
      .execute()
    const known = rows.some((row) => row.action === action && row.verb === verb && row.path === path)
    if (rows.length === 0 || known) continue
    await db.insertInto('permissions').values({ action, role, verb, path, topic: null }).execute()
  }
}
