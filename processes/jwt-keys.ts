import { generateKeyPair, type KeyPair } from '../platform/jwt/index.ts'
import type { Keystore } from '../platform/keystore/index.ts'

/** The key pair that signs sessions, made on the first start and sealed in the keystore. */
export const jwtKeys = (keystore: Keystore): KeyPair =>
  JSON.parse(keystore.named('jwt', () => JSON.stringify(generateKeyPair()))) as KeyPair
