import type { Db } from '../database/index.ts'
import type { Permission } from './decide.ts'
import { seedPermissions, selectPermissions, type PermissionRow } from './permission-store.ts'

export type Permissions = {
  of(role: string): readonly Permission[]
  /** The table is the register of roles: one without a row does not exist. */
  hasRole(role: string): boolean
  /** Reads the table again, after it was changed. */
  reload(): Promise<void>
}

/** All rows in memory, by role: there are a few hundred, and every request asks. */
export async function createPermissions(db: Db, seed: readonly PermissionRow[]): Promise<Permissions> {
  let byRole = new Map<string, Permission[]>()
  async function reload(): Promise<void> {
    const read = new Map<string, Permission[]>()
    for (const { role, action, verb, path } of await selectPermissions(db)) {
      const rows = read.get(role) ?? []
      rows.push({ action, verb, path: path.split('/').filter((segment) => segment !== '') })
      read.set(role, rows)
    }
    byRole = read
  }
  await seedPermissions(db, seed)
  await reload()
  return { of: (role) => byRole.get(role) ?? [], hasRole: (role) => byRole.has(role), reload }
}
