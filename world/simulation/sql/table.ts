export type Row = Record<string, unknown>
/** Takes back one change. */
export type Undo = () => void

/** A refusal with the number that MySQL would give it. */
export class SqlRefusal extends Error {
  readonly errno: number | undefined
  readonly sqlMessage: string

  constructor(message: string, errno?: number) {
    super(message)
    this.name = 'SqlRefusal'
    this.errno = errno
    this.sqlMessage = message
  }
}

export const duplicateEntry = 1062
export const columnIsNull = 1048
export const deadlock = 1213

export type TableShape = {
  name: string
  columns: string[]
  notNull: string[]
  /** Each a list of columns that no two rows share; NULL is shared freely. */
  unique: { name: string; columns: string[] }[]
  /** The column that counts by itself. */
  identity: string | null
}

/** A table in memory that keeps its keys unique and remembers, for whoever asks, how to take a change back. */
export class Table {
  readonly shape: TableShape
  readonly #rows = new Map<number, Row>()
  /** Of each unique key: the row that has it. */
  readonly #keys: Map<string, number>[]
  readonly #defaults = new Map<string, unknown>()
  #lastRow = 0
  #lastIdentity = 0

  constructor(shape: TableShape) {
    this.shape = shape
    this.#keys = shape.unique.map(() => new Map())
  }

  /** Rows in the order of their insertion, each with the number by which it is changed. */
  entries(): IterableIterator<[number, Row]> {
    return this.#rows.entries()
  }

  rows(): Row[] {
    return [...this.#rows.values()]
  }

  /** The row that already has one of this row's keys. */
  conflicting(row: Row): number | undefined {
    for (const [index, { columns }] of this.shape.unique.entries()) {
      const key = keyOf(row, columns)
      const found = key === undefined ? undefined : this.#keys[index]!.get(key)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** Gives the row's counted id, if the table has one. Throws a SqlRefusal on a key that is taken. */
  insert(given: Row, undo: Undo[]): number | undefined {
    const { columns, identity } = this.shape
    const row: Row = Object.fromEntries(
      columns.map((name) => [name, given[name] ?? this.#defaults.get(name) ?? null]),
    )
    // A counter never steps back, also when its transaction does.
    if (identity !== null) row[identity] ??= this.#lastIdentity += 1
    this.#refuseNull(row)
    const taken = this.conflicting(row)
    if (taken !== undefined) throw this.#duplicate(row)
    const number = (this.#lastRow += 1)
    this.#put(number, row)
    undo.push(() => this.#drop(number))
    return identity === null ? undefined : Number(row[identity])
  }

  update(number: number, changes: Row, undo: Undo[]): void {
    const old = this.#rows.get(number)!
    const row = { ...old, ...changes }
    this.#refuseNull(row)
    this.#drop(number)
    if (this.conflicting(row) !== undefined) {
      this.#put(number, old)
      throw this.#duplicate(row)
    }
    this.#put(number, row)
    undo.push(() => {
      this.#drop(number)
      this.#put(number, old)
    })
  }

  remove(number: number, undo: Undo[]): void {
    const old = this.#rows.get(number)!
    this.#drop(number)
    undo.push(() => this.#put(number, old))
  }

  addColumn(
    { name, notNull, value }: { name: string; notNull: boolean; value: unknown },
    undo: Undo[],
  ): void {
    const { columns, notNull: filled } = this.shape
    columns.push(name)
    if (notNull) filled.push(name)
    this.#defaults.set(name, value)
    for (const row of this.#rows.values()) row[name] = value
    undo.push(() => {
      columns.splice(columns.indexOf(name), 1)
      if (notNull) filled.splice(filled.indexOf(name), 1)
      this.#defaults.delete(name)
      for (const row of this.#rows.values()) delete row[name]
    })
  }

  row(number: number): Row {
    return this.#rows.get(number)!
  }

  #put(number: number, row: Row): void {
    this.#rows.set(number, row)
    for (const [index, { columns }] of this.shape.unique.entries()) {
      const key = keyOf(row, columns)
      if (key !== undefined) this.#keys[index]!.set(key, number)
    }
  }

  #drop(number: number): void {
    const row = this.#rows.get(number)!
    for (const [index, { columns }] of this.shape.unique.entries()) {
      const key = keyOf(row, columns)
      if (key !== undefined) this.#keys[index]!.delete(key)
    }
    this.#rows.delete(number)
  }

  #refuseNull(row: Row): void {
    const empty = this.shape.notNull.find((name) => row[name] === null)
    if (empty !== undefined) throw new SqlRefusal(`Column '${empty}' cannot be null`, columnIsNull)
  }

  #duplicate(row: Row): SqlRefusal {
    const key = this.shape.unique.find(
      ({ columns }, index) =>
        keyOf(row, columns) !== undefined && this.#keys[index]!.has(keyOf(row, columns)!),
    )
    return new SqlRefusal(`Duplicate entry for key '${this.shape.name}.${key?.name}'`, duplicateEntry)
  }
}

function keyOf(row: Row, columns: string[]): string | undefined {
  const values = columns.map((name) => row[name] ?? null)
  return values.includes(null) ? undefined : JSON.stringify(values)
}
