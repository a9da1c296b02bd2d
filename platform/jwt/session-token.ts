import { generateKeyPairSync, hash, randomBytes } from 'node:crypto'
import { importPKCS8, importSPKI, jwtVerify, SignJWT } from 'jose'

export type KeyPair = { privatePem: string; publicPem: string }

const issuer = 'barong'
const audience = ['peatio', 'barong']
/** Clock leeway between issuer and reader, in seconds. */
const leewayS = 180
const verifiedMax = 10_000
/** Nothing around it, and nothing in it that decoding would pass over. */
const compact = /^[\w-]+\.[\w-]+\.[\w-]+$/

export function generateKeyPair(): KeyPair {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    privatePem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

/** Signs claims for `ttlS` seconds; resolves to a compact RS256 JWT with sub `session`. */
export type TokenSigner = (
  claims: Record<string, unknown>,
  options?: { sub?: string; ttlS?: number },
) => Promise<string>

export async function createSigner(privatePem: string): Promise<TokenSigner> {
  const key = await importPKCS8(privatePem, 'RS256')
  return (claims, { sub = 'session', ttlS = 3600 } = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + ttlS)
      .setSubject(sub)
      .setIssuer(issuer)
      .setAudience(audience)
      .setJti(randomBytes(10).toString('hex'))
      .sign(key)
}

/** Gives the claims of a valid token of this subject, `undefined` for any other text. */
export type TokenVerifier = (token: string) => Promise<Record<string, unknown> | undefined>

/**
 * Verifies with one fixed algorithm and key. A verification costs about as much as an order, so a token that
 * passed is remembered by its digest until it expires (at most 10,000 of them, oldest forgotten first).
 */
export async function createVerifier(publicPem: string, sub = 'session'): Promise<TokenVerifier> {
  const key = await importSPKI(publicPem, 'RS256')
  const verified = new Map<string, Record<string, unknown>>()
  return async (token) => {
    const digest = hash('sha256', token, 'base64')
    const known = verified.get(digest)
    if (known && (known['exp'] as number) * 1000 > Date.now()) return known
    if (!compact.test(token)) return undefined
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['RS256'],
        issuer,
        audience,
        subject: sub,
        clockTolerance: leewayS,
        requiredClaims: ['exp', 'iat', 'jti'],
      })
      if (verified.size >= verifiedMax) verified.delete(verified.keys().next().value!)
      verified.set(digest, payload)
      return payload
    } catch {
      // Every failed verification means the same to the caller: not a token of ours.
      verified.delete(digest)
      return undefined
    }
  }
}
