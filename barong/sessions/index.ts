// Sessions: the signed-in state behind a cookie, and what binds it to a browser. It knows no password.
export { cookieHeader, expiredCookieHeader, sessionIdOf } from './cookie.ts'
export { sameNetwork } from './same-network.ts'
export { createSessions } from './sessions.ts'
export type { Session, Sessions } from './sessions.ts'
