// Admin: what operators do to the exchange, over HTTP. Every act is a journaled command and a line in the register of
// actions. It knows roles and what they may do, and neither who anybody is (a port tells) nor how a command is decided.
export { admitAble } from './abilities.ts'
export type { Model, Verb } from './abilities.ts'
export { act } from './act.ts'
export type { Submit } from './act.ts'
export { adminRoutes } from './admin-routes.ts'
export type { AdminDeps, Member, MemberDirectory } from './admin-routes.ts'
export type { AdminTables } from './action-store.ts'
export { adminMigrations } from './migrations.ts'
export { lastOf, sheeted } from './sheeted.ts'
export type { ListHandler, Part } from './sheeted.ts'
