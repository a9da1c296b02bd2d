// Keystore: the embedded profile's Vault. It seals secrets at rest under a master key in the data directory.
export { openKeystore } from './keystore.ts'
export type { Keystore } from './keystore.ts'
