import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's first choice: 19 MiB, two passes, one lane; about 50 ms. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** `false` also for a digest that is none of ours. */
export async function isPassword(password: string, digest: string): Promise<boolean> {
  try {
    return await verify(digest, password)
  } catch {
    // A digest that cannot be read (a user without a password) matches nothing.
    return false
  }
}
