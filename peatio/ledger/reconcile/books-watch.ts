import type { AssetCode } from '../../../core/units/index.ts'
import type { Sql } from '../../../platform/sql/index.ts'
import type { Engine } from '../../engine/index.ts'
import { dayOf, type Projector } from '../../engine/projector/index.ts'
import { readBooks, type BooksDb } from '../reports/books.ts'
import { addSums, addUpDay, addUpSince, compareDay, daysOf, lastMade, type DaySums } from './compare-days.ts'
import { compareLines, type TypeOf } from './compare-lines.ts'
import { difference, type Difference } from './difference.ts'
import { EngineLines, keyOf, type Line } from './engine-lines.ts'

export type WatchPorts = {
  engine: Pick<Engine, 'read' | 'subscribe'>
  projector: Pick<Projector, 'reached'>
  sql: Sql
}

export type Found = { sequence: number; differences: Difference[] }

const uncomparedMax = 50_000
const linesAtOnce = 2_000

/**
 * Compares the engine's ledger, its projection and the operations at records that all three have reached: what changed
 * since the last look, and now and then everything.
 */
export class BooksWatch {
  readonly #ports: WatchPorts
  #lines = new EngineLines(0, uncomparedMax)
  /** What was compared last: the record, when the last operation was made, and that day's sums so far. */
  #sequence = 0
  #madeAt = 0
  #days = new Map<number, DaySums>()
  #unsubscribe = () => {}

  constructor(ports: WatchPorts) {
    this.#ports = ports
  }

  /** Begins to listen, and looks at everything once. May be tried again if it failed. */
  async open(): Promise<Found> {
    const { engine, projector } = this.#ports
    this.close()
    const { sequence } = await engine.read({ kind: 'trial_balance' })
    const lines = new EngineLines(sequence, uncomparedMax)
    this.#lines = lines
    this.#unsubscribe = await engine.subscribe(sequence, (records) => lines.consume(records))
    await projector.reached(sequence)
    const found = await this.#read(async (db) => {
      this.#madeAt = await lastMade(db)
      const day = dayOf(this.#madeAt)
      this.#days = new Map([[day, await addUpDay(db, day)]])
      return []
    })
    this.#sequence = found.sequence
    return this.everything()
  }

  close(): void {
    this.#unsubscribe()
    this.#lines.close()
  }

  /** What changed since the last look. Costs as much as has changed. */
  async changes(): Promise<Found> {
    const typeOf = await this.#typeOf()
    const before = this.#sequence
    const found = await this.#read(async (db, sequence) => {
      if (sequence <= before) return []
      const differences = await compareLines(db, [...this.#lines.changed(before, sequence).values()], typeOf)
      return [...differences, ...(await this.#newOperations(db, before))]
    })
    this.#sequence = Math.max(before, found.sequence)
    this.#lines.forget(this.#sequence)
    return found
  }

  /** Every line, every operation and the engine's own sums. */
  async everything(): Promise<Found> {
    const { engine, projector } = this.#ports
    const conservation = await this.#conservation()
    const { result, sequence: start } = await engine.read({ kind: 'all_balances' })
    await projector.reached(start)
    const differences = [...conservation, ...(await this.#everyLine(result, start))]
    let sequence: number = start
    for (const day of await daysOf(this.#ports.sql.database('peatio'))) {
      const found = await this.#read(async (db) => compareDay(db, day, await addUpDay(db, day)))
      differences.push(...found.differences)
      sequence = found.sequence
    }
    return { sequence, differences }
  }

  /** Over all accounts every asset sums to zero, and what is held is what was promised. */
  async #conservation(): Promise<Difference[]> {
    const { result } = await this.#ports.engine.read({ kind: 'trial_balance' })
    return result.flatMap(({ asset, posted, held, promised }) => [
      ...(posted === 0n
        ? []
        : [difference('conservation', `${asset} posted`, { expected: 0n, found: posted })]),
      ...(held === promised
        ? []
        : [difference('conservation', `${asset} held`, { expected: promised, found: held })]),
    ])
  }

  /** In pages, each at SQL's position of that moment: what the engine said at `start`, and all that it said since. */
  async #everyLine(lines: readonly Line[], start: number): Promise<Difference[]> {
    const typeOf = await this.#typeOf()
    const differences: Difference[] = []
    for (let from = 0; from < lines.length; from += linesAtOnce) {
      const page = lines.slice(from, from + linesAtOnce)
      const found = await this.#read(async (db, sequence) => {
        const since = this.#lines.changed(start, sequence)
        return compareLines(
          db,
          page.map((line) => since.get(keyOf(line)) ?? line),
          typeOf,
        )
      })
      differences.push(...found.differences)
    }
    const known = new Set(lines.map(keyOf))
    const { differences: invented } = await this.#read(async (db, sequence) => {
      const since = this.#lines.changed(start, sequence)
      const rows = await db
        .selectFrom('accounts')
        .select(['account', 'asset'])
        .where((where) => where.or([where('posted', '<>', '0'), where('held', '<>', '0')]))
        .execute()
      const strangers = rows.filter((row) => !known.has(keyOf(row)) && !since.has(keyOf(row)))
      const none = strangers.map(({ account, asset }) => ({ account, asset, posted: 0n, held: 0n }) as Line)
      return compareLines(db, none, typeOf)
    })
    return [...differences, ...invented]
  }

  async #newOperations(db: BooksDb, after: number): Promise<Difference[]> {
    const to = await lastMade(db)
    const since = await addUpSince(db, { sequence: after, from: this.#madeAt, to })
    const differences: Difference[] = []
    for (const [day, sums] of since) {
      const booked = addSums(this.#days.get(day) ?? new Map<string, bigint>(), sums)
      this.#days.set(day, booked)
      differences.push(...(await compareDay(db, day, booked)))
    }
    for (const day of this.#days.keys()) if (day < dayOf(to)) this.#days.delete(day)
    this.#madeAt = to
    return differences
  }

  async #typeOf(): Promise<TypeOf> {
    const { result } = await this.#ports.engine.read({ kind: 'definitions' })
    const types = new Map(result.assets.map(({ asset, type }) => [asset, type]))
    return (asset) => types.get(asset as AssetCode) ?? 'coin'
  }

  /** Looks at SQL at one record, which the engine has told us of as well. */
  async #read(look: (db: BooksDb, sequence: number) => Promise<Difference[]>): Promise<Found> {
    for (;;) {
      const found = await readBooks(this.#ports.sql, async (db) => {
        const row = await db.selectFrom('projection_position').select('sequence').executeTakeFirst()
        const position = row?.sequence ?? 0
        return position > this.#lines.received
          ? { differences: null }
          : { differences: await look(db, position) }
      })
      if (found.differences) return { sequence: found.sequence, differences: found.differences }
      await this.#lines.reached(found.sequence)
    }
  }
}
