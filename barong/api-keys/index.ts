// API keys: machine logins, their signatures and the one use of each nonce. It knows no session and no password.
export { createApiKeys } from './api-keys.ts'
export type { ApiKey, ApiKeys } from './api-keys.ts'
export { createNonces, nonceTime } from './nonces.ts'
export type { Nonces } from './nonces.ts'
export { apiKeyRoutes } from './routes.ts'
export { isSignedBy } from './signature.ts'
