// JWT: RS256 session tokens. It signs and verifies claims, and knows nothing of who may do what.
export { createSigner, createVerifier, generateKeyPair } from './session-token.ts'
export type { KeyPair, TokenSigner, TokenVerifier } from './session-token.ts'
