import type { Cell } from '../../../platform/http/index.ts'

/** A report as a sheet. One that is `truncated` is told as JSON only: a sheet has no room to say that it was cut. */
export type Table = { head: readonly string[]; rows: readonly (readonly Cell[])[]; truncated?: boolean }
