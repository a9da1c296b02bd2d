// Authz: one decision about every API request, and the token that carries it on. It knows no endpoint.
export { createAuthorize } from './authorize.ts'
export type { Authorize, AuthzRequest, Decision } from './authorize.ts'
export { defaultPermissions } from './default-permissions.ts'
export { createPrincipals } from './principals.ts'
export type { Principals } from './principals.ts'
export { createPermissions } from './permissions.ts'
export type { Permissions } from './permissions.ts'
