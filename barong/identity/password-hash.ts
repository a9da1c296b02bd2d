import { hash, verify } from '@node-rs/argon2'

/** How passwords are kept. Every check costs the same, whether it succeeds or not. */
export type Passwords = {
  hash(password: string): Promise<string>
  /** `false` also for a digest that cannot be read. */
  matches(password: string, digest: string): Promise<boolean>
}

/** argon2id with OWASP's first choice: 19 MiB, two passes, one lane; about 50 ms. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const argon2Passwords: Passwords = {
  hash: (password) => hash(password, cost),
  async matches(password, digest) {
    try {
      return await verify(digest, password)
    } catch {
      // A digest that cannot be read (a user without a password) matches nothing.
      return false
    }
  },
}
