import type { Claims } from '../contract/index.ts'
import type { Verify } from '../platform/http/index.ts'
import type { TokenVerifier } from '../platform/jwt/index.ts'

const scheme = 'Bearer '

/** Claims of a bearer token that barong signed; nothing else is believed. */
export function claimsBy(verifyToken: TokenVerifier): Verify<Claims> {
  return async (authorization) => {
    if (!authorization?.startsWith(scheme)) return undefined
    const claims = (await verifyToken(authorization.slice(scheme.length))) as Claims | undefined
    return claims?.uid && claims.state === 'active' ? claims : undefined
  }
}
