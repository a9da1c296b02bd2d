import type { Cell } from '../../../platform/http/index.ts'

/** A report as a sheet. */
export type Table = { head: readonly string[]; rows: readonly (readonly Cell[])[] }
