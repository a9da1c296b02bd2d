// Database: the shape of barong's tables and how they grow. It knows columns, and nothing of what they mean.
export { migrations } from './migrations.ts'
export { schema } from './tables.ts'
export type { Db, Tables } from './tables.ts'
