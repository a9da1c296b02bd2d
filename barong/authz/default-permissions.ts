import type { PermissionRow } from './permission-store.ts'

/** What members and everyone above them may do: trade, and look after their own account. */
const own: [string, string][] = [
  ['ALL', 'api/v2/peatio/account'],
  ['ALL', 'api/v2/peatio/market'],
  ['ALL', 'api/v2/barong/resource'],
  ['ALL', 'api/v2/applogic'],
  ['GET', 'api/v2/ranger'],
]

/** Bots of the house trade, and can neither withdraw nor change how they are guarded. */
const botsMayNot = [
  'api/v2/barong/resource/otp',
  'api/v2/barong/resource/phones',
  'api/v2/barong/resource/profiles',
  'api/v2/barong/resource/documents',
  'api/v2/barong/resource/addresses',
  'api/v2/barong/resource/api_keys',
  'api/v2/barong/resource/users/password',
  'api/v2/peatio/account/deposit_address',
  'api/v2/peatio/account/withdraws',
  'api/v2/peatio/account/beneficiaries',
]

const staff: Record<string, string[]> = {
  superadmin: ['api/v2/barong/admin', 'api/v2/peatio/admin', 'api/v2/applogic/admin'],
  admin: ['api/v2/barong/admin', 'api/v2/peatio/admin', 'api/v2/applogic/admin'],
  accountant: ['api/v2/peatio/admin'],
  compliance: ['api/v2/barong/admin'],
  technical: ['api/v2/peatio/admin'],
  support: ['api/v2/barong/admin'],
  reporter: [],
}
/** They look at the operators' lists and change nothing there; which lists, Peatio's abilities say. */
const readers = ['compliance', 'support', 'reporter']
/** What only a superadmin may do among the staff. */
const superadminOnly = [
  'api/v2/barong/admin/permissions',
  'api/v2/barong/admin/users/role',
  'api/v2/barong/admin/activities/admin',
]
const traders = ['member', 'trader', 'broker', 'maker', 'sa_maker']

const row = (action: PermissionRow['action'], role: string, verb: string, path: string): PermissionRow => ({
  action,
  role,
  verb,
  path,
  topic: null,
})

/** The rows that a new database starts with; they are also the register of roles. */
export const defaultPermissions: readonly PermissionRow[] = [
  ...[...traders, ...Object.keys(staff)].flatMap((role) =>
    own.map(([verb, path]) => row('ACCEPT', role, verb, path)),
  ),
  ...botsMayNot.map((path) => row('DROP', 'sa_maker', 'ALL', path)),
  ...Object.entries(staff).flatMap(([role, paths]) => paths.map((path) => row('ACCEPT', role, 'ALL', path))),
  ...readers.map((role) => row('ACCEPT', role, 'GET', 'api/v2/peatio/admin')),
  ...Object.keys(staff)
    .filter((role) => role !== 'superadmin')
    .flatMap((role) => superadminOnly.map((path) => row('DROP', role, 'ALL', path))),
]
