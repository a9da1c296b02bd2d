/** The secret inside an `otpauth://` address, for typing it into an app; `undefined` if there is none. */
export function otpSecretOf(url: string): string | undefined {
  const secret = /[?&]secret=([A-Za-z2-7]+)/.exec(url)?.[1]
  return secret?.toUpperCase()
}

/** In groups of four, as people read it out. */
export const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ')
