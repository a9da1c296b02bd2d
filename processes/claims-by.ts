import type { Claims } from '../contract/index.ts'
import type { Verify } from '../platform/http/index.ts'
import type { TokenVerifier } from '../platform/jwt/index.ts'

/** Claims of a bearer token that barong signed; nothing else is believed. */
export function claimsBy(verifyToken: TokenVerifier): Verify<Claims> {
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1]
    const claims = token === undefined ? undefined : ((await verifyToken(token)) as Claims | undefined)
    return claims?.uid && claims.state === 'active' ? claims : undefined
  }
}
