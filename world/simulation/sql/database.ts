import {
  Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  type CompiledQuery,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import { migrate } from '../../../platform/sql/migrate.ts'
import type { Sql } from '../../../platform/sql/index.ts'
import type { Random } from '../random.ts'
import type { Actor, Scheduler } from '../scheduler.ts'
import type { Faults } from '../swarm.ts'
import { interpret, type Result, type Tables } from './interpret.ts'
import { deadlock, SqlRefusal, type Undo } from './table.ts'

export type DatabaseParts = {
  scheduler: Scheduler
  random: Random
  faults: Faults
  /** Hears what happened, for the log of events. */
  tell: (text: string) => void
  /** Breaks it on purpose: a transaction that is cut keeps what it had written. */
  torn?: boolean
}

type Connection = { actor: Actor; undo: Undo[] | null; broken: boolean }
type Waiting = { actor: Actor; admit: (connection: Connection) => void }

/**
 * A database service behind our `Sql` port: serializable, because one connection works at a time, as with the
 * embedded one. It outlives the processes that use it, and fails as told: a cut before or in a statement, a
 * deadlock, a commit whose outcome nobody is told, a slow answer.
 */
export class SimulatedDatabase {
  readonly tables: Tables = new Map()
  readonly #parts: DatabaseParts
  #holder: Connection | null = null
  #queue: Waiting[] = []
  commits = 0

  constructor(parts: DatabaseParts) {
    this.#parts = parts
  }

  /** The port for one process. */
  connect(actor: Actor): Sql {
    const driver = this.#driver(actor)
    const dialect: Dialect = {
      createDriver: () => driver,
      createAdapter: () => new MysqlAdapter(),
      createIntrospector: (db) => new MysqlIntrospector(db),
      // Statements are run as the tree they are; nobody reads their text.
      createQueryCompiler: () => ({
        compileQuery: (query, queryId) => ({ query, queryId, sql: query.kind, parameters: [] }),
      }),
    }
    const database = <Names>() => new Kysely<Names>({ dialect })
    return {
      dialect: 'mysql',
      database,
      migrate: (schema, migrations) => migrate(database, 'mysql', { schema, migrations }),
      close: async () => this.disconnect(actor),
    }
  }

  /** The process is gone: what it had not committed is undone. */
  disconnect(actor: Actor): void {
    this.#queue = this.#queue.filter((waiting) => waiting.actor !== actor)
    if (this.#holder?.actor !== actor) return
    this.#rollback(this.#holder)
    this.#release()
  }

  #driver(actor: Actor): Driver {
    return {
      init: async () => undefined,
      acquireConnection: async () => {
        const connection = await this.#acquire(actor)
        return {
          executeQuery: async <Found>(query: CompiledQuery): Promise<QueryResult<Found>> => {
            const { rows, affected, insertId } = await this.#execute(connection, query)
            return {
              rows: rows as Found[],
              numAffectedRows: BigInt(affected),
              ...(insertId !== undefined && { insertId: BigInt(insertId) }),
            }
          },
          streamQuery: () => {
            throw new SqlRefusal('the model streams nothing')
          },
          connection,
        }
      },
      beginTransaction: async (holder) => {
        const connection = connectionOf(holder)
        await this.#travel(connection)
        connection.undo = []
      },
      commitTransaction: async (holder) => this.#commit(connectionOf(holder)),
      rollbackTransaction: async (holder) => {
        const connection = connectionOf(holder)
        await this.#travel(connection)
        this.#rollback(connection)
      },
      releaseConnection: async (holder) => {
        if (this.#holder === connectionOf(holder)) this.#release()
      },
      destroy: async () => undefined,
    }
  }

  #acquire(actor: Actor): Promise<Connection> {
    return new Promise((admit) => {
      this.#queue.push({ actor, admit })
      if (this.#holder === null) this.#admitNext()
    })
  }

  #release(): void {
    this.#holder = null
    this.#admitNext()
  }

  /** In a step of the one who waited: who releases must not run what others do. */
  #admitNext(): void {
    const next = this.#queue.shift()
    if (!next) return
    const connection = { actor: next.actor, undo: null, broken: false }
    this.#holder = connection
    this.#parts.scheduler.schedule(next.actor, 1, () => next.admit(connection))
  }

  /** The way to the server; never arrives for the dead, and fails on a connection that was cut. */
  async #travel(connection: Connection): Promise<void> {
    const { scheduler, random, faults, tell } = this.#parts
    const slow = faults.strikes('sqlSlow')
    if (slow) tell('sql is slow')
    await scheduler.pause(connection.actor, slow ? random.whole(1e6, 8e6) : random.whole(50, 1_500))
    if (connection.broken) throw new SqlRefusal('the connection is closed')
  }

  async #execute(connection: Connection, { query }: CompiledQuery): Promise<Result> {
    await this.#travel(connection)
    const { faults } = this.#parts
    if (faults.strikes('sqlCut')) throw this.#cut(connection, 'in a statement')
    if (connection.undo !== null && faults.strikes('sqlConflict')) {
      this.#parts.tell('sql says deadlock')
      this.#rollback(connection)
      connection.undo = []
      throw new SqlRefusal('Deadlock found when trying to get lock', deadlock)
    }
    const undo: Undo[] = []
    try {
      return interpret(this.tables, query, undo)
    } catch (error) {
      // A statement that fails leaves nothing behind.
      for (const step of undo.splice(0).reverse()) step()
      throw error
    } finally {
      connection.undo?.push(...undo)
    }
  }

  async #commit(connection: Connection): Promise<void> {
    await this.#travel(connection)
    const { faults, random } = this.#parts
    if (faults.strikes('sqlCommitUnknown')) {
      const done = random.chance(0.5)
      if (done) connection.undo = []
      throw this.#cut(connection, done ? 'after a commit' : 'before a commit')
    }
    connection.undo = null
    this.commits += 1
  }

  #cut(connection: Connection, when: string): SqlRefusal {
    this.#parts.tell(`sql is cut ${when}`)
    this.#rollback(connection)
    connection.broken = true
    return new SqlRefusal('Lost connection to server during query')
  }

  #rollback(connection: Connection): void {
    const undo = this.#parts.torn ? [] : (connection.undo?.splice(0).reverse() ?? [])
    for (const step of undo) step()
    connection.undo = null
  }
}

const connectionOf = (holder: object): Connection => Reflect.get(holder, 'connection') as Connection
