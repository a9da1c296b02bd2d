import type { Cell } from './csv.ts'

/** A report as a sheet. */
export type Table = { head: readonly string[]; rows: readonly (readonly Cell[])[] }
