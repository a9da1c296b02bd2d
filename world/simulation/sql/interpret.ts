import type {
  AlterTableNode,
  ColumnNode,
  CompiledQuery,
  CreateTableNode,
  DeleteQueryNode,
  InsertQueryNode,
  OperationNode,
  RawNode,
  ReferenceNode,
  TableNode,
  UpdateQueryNode,
  ValuesNode,
} from 'kysely'
import { amountFromDecimal, decimalFromAmount } from '../../../core/units/index.ts'
import { predicateOf, valueOf } from './predicate.ts'
import { select } from './select.ts'
import { Table, type Row, type Undo } from './table.ts'

export type Tables = Map<string, Table>
export type Result = { rows: Row[]; affected: number; insertId: number | undefined }

const nothing: Result = { rows: [], affected: 0, insertId: undefined }

/**
 * Runs a statement as Kysely hands it to a driver (as a tree, before it becomes text) on tables in memory. Knows
 * the shapes that our rooms use on MySQL and throws on any other: a model that guesses proves nothing. Changes
 * are noted in `undo`.
 */
export function interpret(tables: Tables, query: CompiledQuery['query'], undo: Undo[]): Result {
  switch (query.kind) {
    case 'SelectQueryNode':
      return { ...nothing, rows: select(tables, query) }
    case 'InsertQueryNode':
      return insert(tables, query, undo)
    case 'UpdateQueryNode':
      return update(tables, query, undo)
    case 'DeleteQueryNode':
      return remove(tables, query, undo)
    case 'CreateTableNode':
      return createTable(tables, query, undo)
    case 'AlterTableNode':
      return alterTable(tables, query, undo)
    case 'CreateIndexNode':
    case 'CreateSchemaNode':
      return nothing
    case 'RawNode':
      return raw(query)
    default:
      throw new Error(`the model has no ${query.kind}`)
  }
}

/** The migrations' lock: in this model one connection works at a time, which is all a lock could add. */
function raw({ sqlFragments }: RawNode): Result {
  const [text] = sqlFragments
  if (/^select (get|release)_lock\(/.test(text ?? '')) return nothing
  throw new Error(`the model cannot read: ${text}`)
}

export function tableOf(tables: Tables, node: OperationNode): Table {
  if (node.kind !== 'TableNode') throw new Error(`the model has no table in ${node.kind}`)
  const { name } = (node as TableNode).table.identifier
  const table = tables.get(name)
  if (!table) throw new Error(`Table '${name}' doesn't exist`)
  return table
}

const nameOf = ({ column }: ColumnNode): string => column.name

function insert(tables: Tables, query: InsertQueryNode, undo: Undo[]): Result {
  const table = tableOf(tables, query.into!)
  const columns = (query.columns ?? []).map(nameOf)
  const updated = duplicateKeyUpdates(query.endModifiers ?? [])
  let affected = 0
  let insertId: number | undefined
  for (const row of rowsOf(query, columns)) {
    const taken = updated && table.conflicting(row)
    if (taken === undefined) {
      insertId = table.insert(row, undo)
      affected += 1
      continue
    }
    if (updated!.length > 0) table.update(taken, overwritten(table.row(taken), row, updated!), undo)
  }
  return { rows: [], affected, insertId }
}

function rowsOf({ values }: InsertQueryNode, columns: string[]): Row[] {
  if (values?.kind !== 'ValuesNode') throw new Error('the model inserts values only')
  const lists = (values as ValuesNode).values
  return lists.map((list) => {
    const given = valueOf(list) as unknown[]
    return Object.fromEntries(columns.map((name, index) => [name, given[index] ?? null]))
  })
}

type Change = { name: string; adds: boolean }

/**
 * `on duplicate key update a = values(a), b = b + values(b)`: the columns, none for a key set to itself; undefined
 * without it.
 */
function duplicateKeyUpdates(modifiers: readonly OperationNode[]): Change[] | undefined {
  const [modifier] = modifiers as RawNode[]
  if (!modifier) return undefined
  if (!modifier.sqlFragments[0]?.startsWith('on duplicate key update'))
    throw new Error(`the model cannot read: ${modifier.sqlFragments.join('…')}`)
  const list = modifier.parameters[0] as RawNode
  return (list.parameters as RawNode[]).flatMap(({ sqlFragments, parameters }) => {
    const adds = sqlFragments[2] === ' + values('
    if (!adds && sqlFragments[1] !== ' = values(') return []
    const [reference] = (parameters[0] as RawNode).parameters
    return [{ name: nameOf((reference as ReferenceNode).column as ColumnNode), adds }]
  })
}

/** What a row that is there becomes when another one comes with its key. */
function overwritten(old: Row, given: Row, updates: Change[]): Row {
  const valueFor = ({ name, adds }: Change) => {
    if (!adds) return given[name] ?? null
    const [held, more] = [amountFromDecimal(String(old[name])), amountFromDecimal(String(given[name]))]
    if (held === undefined || more === undefined)
      throw new Error(`the model adds decimals, and ${name} is none`)
    return decimalFromAmount(held + more)
  }
  return Object.fromEntries(updates.map((change) => [change.name, valueFor(change)]))
}

function update(tables: Tables, query: UpdateQueryNode, undo: Undo[]): Result {
  const table = tableOf(tables, query.table!)
  const matches = predicateOf(query.where?.where)
  const found = [...table.entries()].filter(([, row]) => matches(row)).map(([number]) => number)
  if (found.length === 0) return nothing
  const changes = Object.fromEntries(
    (query.updates ?? []).map(({ column, value }) => [nameOf(column as ColumnNode), valueOf(value)]),
  )
  for (const number of found) table.update(number, changes, undo)
  return { rows: [], affected: found.length, insertId: undefined }
}

function remove(tables: Tables, query: DeleteQueryNode, undo: Undo[]): Result {
  const table = tableOf(tables, query.from.froms[0]!)
  const matches = predicateOf(query.where?.where)
  const found = [...table.entries()].filter(([, row]) => matches(row)).map(([number]) => number)
  for (const number of found) table.remove(number, undo)
  return { rows: [], affected: found.length, insertId: undefined }
}

function createTable(tables: Tables, query: CreateTableNode, undo: Undo[]): Result {
  const { name } = query.table.table.identifier
  if (tables.has(name)) {
    if (query.ifNotExists) return nothing
    throw new Error(`Table '${name}' already exists`)
  }
  const { columns, constraints = [] } = query
  const primary = columns.filter(({ primaryKey }) => primaryKey).map(({ column }) => nameOf(column))
  const unique = columns.filter((column) => column.unique).map(({ column }) => nameOf(column))
  const stated = constraints.flatMap((constraint) =>
    constraint.kind === 'PrimaryKeyConstraintNode' || constraint.kind === 'UniqueConstraintNode'
      ? [{ name: constraint.name?.name ?? 'key', columns: (constraint.columns as ColumnNode[]).map(nameOf) }]
      : [],
  )
  const identity = columns.find(({ autoIncrement }) => autoIncrement)
  tables.set(
    name,
    new Table({
      name,
      columns: columns.map(({ column }) => nameOf(column)),
      notNull: columns
        .filter((column) => column.notNull || column.primaryKey)
        .map(({ column }) => nameOf(column)),
      unique: [
        ...(primary.length > 0 ? [{ name: 'PRIMARY', columns: primary }] : []),
        ...unique.map((column) => ({ name: column, columns: [column] })),
        ...stated,
      ],
      identity: identity ? nameOf(identity.column) : null,
    }),
  )
  undo.push(() => tables.delete(name))
  return nothing
}

/** Columns that come later, with the default that rows which are there already take; or types that get wider. */
function alterTable(tables: Tables, query: AlterTableNode, undo: Undo[]): Result {
  const table = tableOf(tables, query.table)
  for (const alteration of query.columnAlterations ?? []) {
    // The model's columns have no types, so another one changes nothing.
    if (alteration.kind === 'ModifyColumnNode') {
      const { column, notNull = false } = alteration.column
      if (table.shape.notNull.includes(nameOf(column)) === notNull) continue
    }
    if (alteration.kind !== 'AddColumnNode') throw new Error(`the model has no ${alteration.kind}`)
    const { column, notNull, defaultTo } = alteration.column
    const value = defaultTo ? valueOf(defaultTo.defaultValue) : null
    table.addColumn({ name: nameOf(column), notNull: notNull === true, value }, undo)
  }
  return nothing
}
