import type { OperationNode } from 'kysely'
import type { Row } from './table.ts'

/** A node whose fields are looked at by kind. */
type Loose = OperationNode & Record<string, unknown>

/** What a `where` says about a row. */
export function predicateOf(node: OperationNode | undefined): (row: Row) => boolean {
  if (node === undefined) return () => true
  const { kind, left, right, node: inner } = node as Loose
  switch (kind) {
    case 'AndNode': {
      const [first, second] = [predicateOf(left as Loose), predicateOf(right as Loose)]
      return (row) => first(row) && second(row)
    }
    case 'OrNode': {
      const [first, second] = [predicateOf(left as Loose), predicateOf(right as Loose)]
      return (row) => first(row) || second(row)
    }
    case 'ParensNode':
      return predicateOf(inner as Loose)
    case 'BinaryOperationNode':
      return comparisonOf(node as Loose)
    default:
      throw new Error(`the model has no condition ${kind}`)
  }
}

function comparisonOf({ leftOperand, operator, rightOperand }: Loose): (row: Row) => boolean {
  const column = columnOf(leftOperand as Loose)
  const value = valueOf(rightOperand as Loose)
  const word = (operator as { operator: string }).operator
  switch (word) {
    case '=':
      return (row) => row[column] !== null && row[column] === value
    case '!=':
      return (row) => row[column] !== null && row[column] !== value
    case 'in':
      return (row) => (value as unknown[]).includes(row[column])
    case 'is':
      return (row) => row[column] === value
    case 'is not':
      return (row) => row[column] !== value
    case '<':
      return (row) => compare(row[column], value) < 0
    case '<=':
      return (row) => compare(row[column], value) <= 0
    case '>':
      return (row) => compare(row[column], value) > 0
    case '>=':
      return (row) => compare(row[column], value) >= 0
    default:
      throw new Error(`the model has no operator ${word}`)
  }
}

/** Numbers with numbers, text with text; a comparison that a database would have to convert for is refused. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  throw new Error(`the model does not compare ${typeof a} with ${typeof b}`)
}

export function columnOf(node: OperationNode): string {
  const { kind, column } = node as Loose
  if (kind === 'ReferenceNode') return columnOf(column as Loose)
  if (kind === 'ColumnNode') return (column as { name: string }).name
  throw new Error(`the model has no column in ${kind}`)
}

/** A value, or a list of them. */
export function valueOf(node: OperationNode): unknown {
  const { kind, value, values } = node as Loose
  if (kind === 'ValueNode') return value
  if (kind === 'PrimitiveValueListNode') return values
  if (kind === 'ValueListNode') return (values as Loose[]).map(valueOf)
  throw new Error(`the model has no value in ${kind}`)
}
