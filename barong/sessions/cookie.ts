const name = '_barong_session'
/** The cookie outlives the session, whose sliding end the server keeps. */
const maxAgeS = 86_400

const attributes = (secure: boolean) => `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

export const cookieHeader = (id: string, secure: boolean): string =>
  `${name}=${id}; Max-Age=${maxAgeS}; ${attributes(secure)}`

export const expiredCookieHeader = (secure: boolean): string => `${name}=; Max-Age=0; ${attributes(secure)}`

/** The session id in a Cookie header; `undefined` unless it is one of ours by its shape. */
export function sessionIdOf(header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value = ''] = part.trim().split('=', 2)
    // The first one counts: browsers send the cookie of the more specific path first, and ours has but one.
    if (key === name) return /^[0-9a-f]{32}$/.test(value) ? value : undefined
  }
  return undefined
}
