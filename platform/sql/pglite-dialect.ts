import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import { Fault } from '../../core/units/index.ts'
import type { PgliteClient } from './pglite-client.ts'
import type { Turnstile } from './turnstile.ts'

/** The one connection, as the holder of a turn sees it. */
class Connection implements DatabaseConnection {
  readonly client: PgliteClient
  readonly release: () => void
  constructor(client: PgliteClient, release: () => void) {
    this.client = client
    this.release = release
  }
  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, affected } = await this.client.query(sql, parameters)
    return { rows: rows as Row[], numAffectedRows: BigInt(affected) }
  }
  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Fault('sql_streaming_unsupported')
  }
}

/** Kysely on PGlite. All dialects made from one client share its connection, a transaction at a time. */
export function pgliteDialect(client: PgliteClient, turnstile: Turnstile): Dialect {
  const say = (connection: DatabaseConnection, text: string) =>
    connection.executeQuery(CompiledQuery.raw(text))
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => new Connection(client, await turnstile.enter()),
    async beginTransaction(connection, { isolationLevel }: TransactionSettings) {
      await say(connection, isolationLevel ? `begin isolation level ${isolationLevel}` : 'begin')
    },
    async commitTransaction(connection) {
      await say(connection, 'commit')
    },
    async rollbackTransaction(connection) {
      await say(connection, 'rollback')
    },
    async releaseConnection(connection) {
      if (connection instanceof Connection) connection.release()
    },
    destroy: async () => undefined,
  }
  return {
    createDriver: () => driver,
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}
