/** What a database refused for, told by number or SQLSTATE: MySQL's client mislabels names. */
export type SqlFailure = 'duplicate' | 'constraint' | 'conflict' | 'other'

const byState: Record<string, SqlFailure> = {
  '23505': 'duplicate',
  '23502': 'constraint',
  '23503': 'constraint',
  '23514': 'constraint',
  '40001': 'conflict',
  '40P01': 'conflict',
}
const byNumber: Record<number, SqlFailure> = {
  1062: 'duplicate',
  1048: 'constraint',
  1451: 'constraint',
  1452: 'constraint',
  3819: 'constraint',
  4025: 'constraint',
  1205: 'conflict',
  1213: 'conflict',
}

const fieldOf = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined

/** Sorts an error of any of the databases; `conflict` (deadlock, serialization) may be tried again. */
export function sqlFailure(error: unknown): SqlFailure {
  const [number, state] = [fieldOf(error, 'errno'), fieldOf(error, 'code')]
  if (typeof number === 'number') return byNumber[number] ?? 'other'
  return typeof state === 'string' ? (byState[state] ?? 'other') : 'other'
}

export const isDuplicate = (error: unknown): boolean => sqlFailure(error) === 'duplicate'

/** Name of the constraint or unique index that refused, where the database tells it. */
export function constraintOf(error: unknown): string | undefined {
  const named = fieldOf(error, 'constraint')
  if (typeof named === 'string') return named
  const message = fieldOf(error, 'sqlMessage') ?? fieldOf(error, 'message')
  // MySQL says `… for key 'users.users_email'`, MariaDB leaves the table out.
  return typeof message === 'string' ? /for key '(?:[^'.]+\.)?([^']+)'/.exec(message)?.[1] : undefined
}
