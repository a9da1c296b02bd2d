import { join } from 'node:path'
import { Kysely, WithSchemaPlugin } from 'kysely'
import { lockDirectory } from './directory-lock.ts'
import { migrate } from './migrate.ts'
import { startPglite } from './pglite-client.ts'
import { pgliteDialect } from './pglite-dialect.ts'
import type { Sql } from './port.ts'
import { createTurnstile } from './turnstile.ts'

/**
 * Opens the embedded database in `directory`, in memory if `undefined`. Safe against a killed process, not
 * against a power cut (it never syncs). Throws a Fault: `sql_directory_in_use`, `sql_unavailable`.
 */
export async function openPglite(directory: string | undefined): Promise<Sql> {
  const unlock = directory === undefined ? () => undefined : lockDirectory(directory)
  const client = await startPglite(directory === undefined ? undefined : join(directory, 'pgdata')).catch(
    (error: unknown) => {
      unlock()
      throw error
    },
  )
  const turnstile = createTurnstile()
  const dialect = pgliteDialect(client, turnstile)
  const database = <Tables>(schema: string) =>
    new Kysely<Tables>({ dialect, plugins: [new WithSchemaPlugin(schema)] })
  return {
    dialect: 'pglite',
    database,
    migrate: (schema, migrations) => migrate(database, 'pglite', { schema, migrations }),
    async close() {
      turnstile.close()
      await client.close()
      unlock()
    },
  }
}
