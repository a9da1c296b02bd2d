import type {
  AliasNode,
  IdentifierNode,
  OperationNode,
  OrderByItemNode,
  RawNode,
  SelectQueryNode,
  SelectionNode,
} from 'kysely'
import { tableOf, type Tables } from './interpret.ts'
import { columnOf, compare, predicateOf, valueOf } from './predicate.ts'
import type { Row } from './table.ts'

/** Rows of one table, or of a query in its place; filtered, ordered, cut, then projected. */
export function select(tables: Tables, query: SelectQueryNode): Row[] {
  const { from, where, orderBy, limit, offset, selections, setOperations, groupBy } = query
  if (from?.froms.length !== 1) throw new Error('the model reads one table')
  const matches = predicateOf(where?.where)
  let rows = source(tables, from.froms[0]!).filter(matches)
  const reckoned = (selections ?? []).filter(({ selection }) => selection.kind === 'AliasNode')
  if (query.joins || groupBy || reckoned.length > 0)
    return ofNothing(rows, reckoned, Boolean(query.joins ?? groupBy))
  if (setOperations) rows = union(rows, tables, setOperations)
  if (orderBy) rows = ordered(rows, orderBy.items)
  const start = offset ? Number(valueOf(offset.offset)) : 0
  const end = limit ? start + Number(valueOf(limit.limit)) : rows.length
  return rows.slice(start, end).map((row) => projected(row, selections ?? []))
}

/** Joins, groups and reckoned columns are known to the model only of nothing, as migrations of a new schema see it. */
function ofNothing(rows: Row[], reckoned: readonly SelectionNode[], grouped: boolean): Row[] {
  if (rows.length > 0) throw new Error('the model does not reckon')
  if (grouped) return []
  const names = reckoned.map(({ selection }) => ((selection as AliasNode).alias as IdentifierNode).name)
  return [Object.fromEntries(names.map((name) => [name, null]))]
}

function source(tables: Tables, node: OperationNode): Row[] {
  if (node.kind !== 'AliasNode') return tableOf(tables, node).rows()
  const inner = (node as OperationNode & { node: OperationNode }).node
  return inner.kind === 'SelectQueryNode'
    ? select(tables, inner as SelectQueryNode)
    : tableOf(tables, inner).rows()
}

/** A union keeps one of equal rows. */
function union(rows: Row[], tables: Tables, operations: SelectQueryNode['setOperations']): Row[] {
  const all = [...rows]
  for (const { operator, expression, all: keepsEqual } of operations ?? []) {
    if (operator !== 'union' || keepsEqual) throw new Error('the model knows plain unions')
    all.push(...select(tables, expression as SelectQueryNode))
  }
  return [...new Map(all.map((row) => [JSON.stringify(row), row])).values()]
}

function ordered(rows: Row[], items: readonly OrderByItemNode[]): Row[] {
  const keys = items.map(({ orderBy, direction }) => ({
    column: columnOf(orderBy),
    sign: (direction as RawNode | undefined)?.sqlFragments[0] === 'desc' ? -1 : 1,
  }))
  return rows.toSorted((a, b) => {
    for (const { column, sign } of keys) {
      const order = sign * compare(a[column], b[column])
      if (order !== 0) return order
    }
    return 0
  })
}

function projected(row: Row, selections: NonNullable<SelectQueryNode['selections']>): Row {
  const result: Row = {}
  for (const { selection } of selections) {
    if (selection.kind === 'SelectAllNode') Object.assign(result, row)
    else if (selection.kind === 'ReferenceNode') {
      const { column } = selection as OperationNode & { column: OperationNode }
      if (column.kind === 'SelectAllNode') Object.assign(result, row)
      else result[columnOf(column)] = row[columnOf(column)]
    } else throw new Error(`the model does not select ${selection.kind}`)
  }
  return result
}
