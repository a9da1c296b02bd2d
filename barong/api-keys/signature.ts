import { createHmac, timingSafeEqual } from 'node:crypto'

/** `hex(HMAC-SHA256(secret, nonce + kid))`: the wire's signature covers nothing else of the request. */
export const signatureOf = (secret: string, nonce: string, kid: string): string =>
  createHmac('sha256', secret)
    .update(nonce + kid)
    .digest('hex')

/** Compares in a time that does not depend on how much of the signature is right. */
export function isSignedBy(
  secret: string,
  { nonce, kid, signature }: { nonce: string; kid: string; signature: string },
): boolean {
  const expected = Buffer.from(signatureOf(secret, nonce, kid))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
