// Identity: sign-up, addresses, passwords, signing in and out. It knows no API key and decides about no request.
export { canonicalEmail } from './email.ts'
export { createIdentity } from './identity.ts'
export type { Identity, IdentityConfig } from './identity.ts'
export { newUser } from './new-user.ts'
export type { NewUser } from './new-user.ts'
export { argon2Passwords } from './password-hash.ts'
export type { Passwords } from './password-hash.ts'
export { identityRoutes } from './routes.ts'
