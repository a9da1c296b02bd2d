import { Secret, TOTP } from 'otpauth'

const periodS = 30
const digits = 6
/** How many steps a phone's clock may be off, in both directions. */
const skew = 1

export const newSecret = (): string => new Secret({ size: 20 }).base32

const totpOf = (secret: string, labels: { issuer?: string; label?: string } = {}) =>
  new TOTP({ ...labels, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits, period: periodS })

/** What an authenticator app reads: `otpauth://totp/…`. */
export const totpUrl = (secret: string, { issuer, label }: { issuer: string; label: string }): string =>
  totpOf(secret, { issuer, label }).toString()

/** The time step (30 s since the epoch) that the code belongs to, if it is one of now or a neighbour of it. */
export function stepOf(secret: string, code: string, nowMs: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = totpOf(secret).validate({ token: code, timestamp: nowMs, window: skew })
  return delta === null ? undefined : Math.floor(nowMs / 1000 / periodS) + delta
}
