import type { PromisedLine } from '../../../core/exchange/index.ts'
import { assert, type AssetCode } from '../../../core/units/index.ts'
import type { Sql } from '../../../platform/sql/index.ts'
import type { Engine, ReadReply } from '../../engine/index.ts'
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
  /** How much of the engine and of SQL is read in one go. */
  linesAtOnce?: number
}

export type Found = { sequence: number; differences: Difference[] }

const uncomparedMax = 50_000
const linesAtOnceDefault = 2_000

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
    const { sequence } = await engine.read({ kind: 'books' })
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

  /**
   * Every line, every operation and the engine's own sums, a page at a time: neither engine nor SQL is kept for long. A
   * page of the engine is of one record; what has changed since brings it to SQL's, at which both are compared. In the
   * end all lines are brought to one record, at which they have to add up.
   */
  async everything(): Promise<Found> {
    const { sequence: start } = await this.#ports.engine.read({ kind: 'books' })
    const differences: Difference[] = []
    const lines = new Map<string, Line>()
    let sequence = start
    for (let from: number | null = 0; from !== null;) {
      const page: ReadReply<'balances_page'> = await this.#page(from)
      for (const line of page.result.lines) lines.set(keyOf(line), line)
      differences.push(...page.result.lines.flatMap(promiseKept))
      differences.push(...(await this.#compare(page.result.lines, { start, at: page.sequence })))
      sequence = page.sequence
      from = page.result.next
    }
    differences.push(...(await this.#strangers(lines, start)))
    differences.push(...this.#conservation(lines, { start, at: sequence }))
    let last: number = sequence
    for (const day of await daysOf(this.#ports.sql.database('peatio'))) {
      const found = await this.#read(async (db) => compareDay(db, day, await addUpDay(db, day)))
      differences.push(...found.differences)
      last = found.sequence
    }
    return { sequence: last, differences }
  }

  /** A page of the engine's lines, of which we have heard everything up to its record, and SQL too. */
  async #page(from: number): Promise<ReadReply<'balances_page'>> {
    const { engine, projector, linesAtOnce = linesAtOnceDefault } = this.#ports
    const page = await engine.read({ kind: 'balances_page', from, limit: linesAtOnce })
    await this.#lines.reached(page.sequence)
    await projector.reached(page.sequence)
    return page
  }

  /** At SQL's position of the moment: what the engine said at `at`, or has said since. */
  async #compare(
    lines: readonly Line[],
    { start, at }: { start: number; at: number },
  ): Promise<Difference[]> {
    const typeOf = await this.#typeOf()
    const { differences } = await this.#read(async (db, sequence) => {
      assert(sequence >= at, 'SQL has reached the record of this page')
      // The last change of a line since the start is newer than the page, or the page has it already.
      const since = this.#lines.changed(start, sequence)
      return compareLines(
        db,
        lines.map((line) => since.get(keyOf(line)) ?? line),
        typeOf,
      )
    })
    return differences
  }

  /** Lines of SQL that the engine does not have, and those that have changed since the start, whoever has them. */
  async #strangers(known: ReadonlyMap<string, Line>, start: number): Promise<Difference[]> {
    const { linesAtOnce = linesAtOnceDefault } = this.#ports
    const typeOf = await this.#typeOf()
    const differences: Difference[] = []
    const page = { after: '' as string | null }
    while (page.after !== null) {
      const from = page.after
      const found = await this.#read(async (db, sequence) => {
        const since = this.#lines.changed(start, sequence)
        const accounts = await db
          .selectFrom('accounts')
          .select('account')
          .distinct()
          .where('account', '>', from)
          .orderBy('account')
          .limit(linesAtOnce)
          .execute()
        const last = accounts.at(-1)?.account ?? null
        page.after = last
        if (last === null) return compareLines(db, [...since.values()], typeOf)
        const rows = await db
          .selectFrom('accounts')
          .select(['account', 'asset'])
          .where('account', '>', from)
          .where('account', '<=', last)
          .where((where) => where.or([where('posted', '<>', '0'), where('held', '<>', '0')]))
          .execute()
        const strangers = rows.filter((row) => !known.has(keyOf(row)) && !since.has(keyOf(row)))
        const none = strangers.map(({ account, asset }) => ({ account, asset, posted: 0n, held: 0n }) as Line)
        return compareLines(db, none, typeOf)
      })
      differences.push(...found.differences)
    }
    return differences
  }

  /** Over all accounts every asset sums to zero: all lines as they were at one record. */
  #conservation(
    lines: ReadonlyMap<string, Line>,
    { start, at }: { start: number; at: number },
  ): Difference[] {
    const then = new Map([...lines, ...this.#lines.changed(start, at)])
    const sums = new Map<string, bigint>()
    for (const { asset, posted } of then.values()) sums.set(asset, (sums.get(asset) ?? 0n) + posted)
    return [...sums]
      .filter(([, posted]) => posted !== 0n)
      .map(([asset, found]) => difference('conservation', `${asset} posted`, { expected: 0n, found }))
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

/** What is held of a line is what was promised of it: the engine says both at one record. */
const promiseKept = ({ account, asset, held, promised }: PromisedLine): Difference[] =>
  held === promised
    ? []
    : [difference('conservation', `${account} ${asset} held`, { expected: promised, found: held })]
