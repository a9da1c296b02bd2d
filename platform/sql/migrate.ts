import { sql, type Kysely } from 'kysely'
import { Fault } from '../../core/units/index.ts'
import { columnsOf, timeColumn, type Columns } from './columns.ts'
import type { Dialect } from './port.ts'

/** One step of a schema's growth. `db` is bound to the schema and, where DDL allows it, to a transaction. */
export type Migration = { up(db: Kysely<unknown>, columns: Columns, dialect: Dialect): Promise<void> }

/** By name; a name starts with its room (`projector-0001-orders`) and is never changed once released. */
export type Migrations = Record<string, Migration>

type Ledger = { migrations: { name: string; applied_at: number } }

/**
 * Kysely's own migrator takes a name that it does not know for corruption, which forbids several rooms in one
 * schema. This one keeps a set of names: what is not in it is applied, each step with its row.
 */
export async function migrate(
  open: <Tables>(schema: string) => Kysely<Tables>,
  dialect: Dialect,
  { schema, migrations }: { schema: string; migrations: Migrations },
): Promise<void> {
  await open<unknown>(schema)
    .connection()
    .execute(async (connection) => {
      const db = connection as Kysely<Ledger>
      await db.schema.createSchema(schema).ifNotExists().execute()
      await db.schema
        .createTable('migrations')
        .ifNotExists()
        .addColumn('name', 'varchar(190)', (column) => column.primaryKey())
        .addColumn('applied_at', timeColumn, (column) => column.notNull())
        .execute()
      await lock(db, dialect)
      try {
        const rows = await db.selectFrom('migrations').select('name').execute()
        const applied = new Set(rows.map((row) => row.name))
        for (const name of Object.keys(migrations).sort()) {
          if (!applied.has(name)) await apply(connection, dialect, { name, migration: migrations[name]! })
        }
      } finally {
        await unlock(db, dialect)
      }
    })
}

async function apply(
  db: Kysely<unknown>,
  dialect: Dialect,
  { name, migration }: { name: string; migration: Migration },
): Promise<void> {
  try {
    await db.transaction().execute(async (tx) => {
      await migration.up(tx, columnsOf(dialect), dialect)
      await (tx as Kysely<Ledger>).insertInto('migrations').values({ name, applied_at: Date.now() }).execute()
    })
  } catch (cause) {
    throw new Fault('sql_migration_failed', { cause, detail: name })
  }
}

/** Two processes that start at once migrate one after the other. The embedded database has one process only. */
async function lock(db: Kysely<Ledger>, dialect: Dialect): Promise<void> {
  if (dialect === 'postgres') await sql`select pg_advisory_lock(7203112021)`.execute(db)
  if (dialect === 'mysql') await sql`select get_lock('opex_migrations', 3600)`.execute(db)
}

async function unlock(db: Kysely<Ledger>, dialect: Dialect): Promise<void> {
  if (dialect === 'postgres') await sql`select pg_advisory_unlock(7203112021)`.execute(db)
  if (dialect === 'mysql') await sql`select release_lock('opex_migrations')`.execute(db)
}
