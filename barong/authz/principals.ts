import type { Claims } from '../../contract/index.ts'
import type { TokenSigner } from '../../platform/jwt/index.ts'
import { createLookup } from '../memory/index.ts'
import type { User, Users } from '../users/index.ts'

/** A user as authz knows him, and the token that says so. */
export type Principal = { user: User; token(): Promise<string> }

export type Principals = {
  find(uid: string): Promise<Principal | undefined>
  /** After a change: the next request reads him anew and gets a new token. */
  forget(uid: string): void
}

const rememberedMax = 20_000

/**
 * A signature costs about as much as a thousand requests' other checks together, so a token is signed once and
 * sent along for `reuseMs`. It says only what is remembered here, and is forgotten with it.
 */
export function createPrincipals({
  users,
  signer,
  clock,
  reuseMs,
  tokenLifeS,
}: {
  users: Users
  signer: TokenSigner
  clock: () => number
  reuseMs: number
  tokenLifeS: number
}): Principals {
  const remembered = createLookup(
    async (uid) => {
      const user = await users.find({ uid })
      return user && principalOf(user)
    },
    { max: rememberedMax },
  )

  function principalOf(user: User): Principal {
    let signedAt = -Infinity
    let signed: Promise<string> | undefined
    return {
      user,
      token() {
        const now = clock()
        if (signed && now - signedAt < reuseMs) return signed
        signedAt = now
        const signing = signer(claimsOf(user), { ttlS: tokenLifeS })
        signed = signing
        // A signature that failed is tried again by the next request.
        signing.catch(() => {
          if (signed === signing) signed = undefined
        })
        return signing
      },
    }
  }
  return { find: (uid) => remembered.get(uid), forget: (uid) => remembered.forget(uid) }
}

const claimsOf = (user: User): Claims => ({
  uid: user.uid,
  username: user.username,
  email: user.email,
  role: user.role,
  level: user.level,
  state: user.state,
  referral_id: user.referralId,
})
