import { timingSafeEqual } from 'node:crypto'
import { isSignedBy, nonceTime, type ApiKeys } from '../api-keys/index.ts'
import { sessionIdOf, type Session, type Sessions } from '../sessions/index.ts'
import { routeOf, segmentsOf } from './api-path.ts'
import { decide, isPermitted, type CookieFacts, type Facts, type KeyFacts } from './decide.ts'
import type { Permissions } from './permissions.ts'
import type { Principals } from './principals.ts'

/** What authz reads of a request. `url` is the path as it was sent, with or without a query. */
export type AuthzRequest = {
  method: string
  url: string
  ip: string
  headers: {
    cookie?: string | undefined
    origin?: string | undefined
    host?: string | undefined
    userAgent?: string | undefined
    csrfToken?: string | undefined
    apiKey?: string | undefined
    nonce?: string | undefined
    signature?: string | undefined
  }
}

/**
 * `authorization` replaces whatever Authorization header the client sent; without one (public paths) the header
 * is to be removed. A denial is answered with `status` and `{errors}`.
 */
export type Decision =
  | {
      allowed: true
      authorization?: undefined
      uid?: undefined
      by?: undefined
      sessionKey?: undefined
      may?: undefined
    }
  | {
      allowed: true
      authorization: string
      uid: string
      by: 'cookie' | 'api_key'
      /** Names the session or key, so that its sockets can be closed when it ends. */
      sessionKey: string
      /** Whether his role may do this too, for whoever keeps the connection: asked of the rules as they are then. */
      may: (method: string, url: string) => boolean
    }
  | { allowed: false; status: number; errors: string[] }

export type Authorize = (request: AuthzRequest) => Promise<Decision>

type Given = {
  sessions: Sessions
  apiKeys: ApiKeys
  principals: Principals
  permissions: Permissions
  /** Whether a page of this origin may send what changes something. */
  isOwnOrigin: (origin: string, host: string | undefined) => boolean
}

export function createAuthorize(given: Given): Authorize {
  return async (request) => {
    const path = segmentsOf(request.url)
    const route = routeOf(path)
    const asked = route === 'guarded' ? await ask(given, request) : nobody
    const user = asked.uid === undefined ? undefined : await given.principals.find(asked.uid)
    const verdict = decide({
      route,
      method: request.method,
      path: path ?? [],
      foreignOrigin: isForeign(given, request),
      credentials: asked.facts,
      user: user?.user,
      permissions: user ? given.permissions.of(user.user.role) : [],
    })
    if ('deny' in verdict) {
      if (verdict.endSession && asked.sessionId !== undefined) await given.sessions.end(asked.sessionId)
      return { allowed: false, status: verdict.status, errors: [verdict.deny] }
    }
    if (verdict.allow === 'anyone' || !user || !asked.facts) return { allowed: true }
    if (asked.session) given.sessions.prolong(asked.session)
    const authorization = `Bearer ${await user.token()}`
    return {
      allowed: true,
      authorization,
      uid: user.user.uid,
      by: asked.facts.kind,
      sessionKey: asked.sessionKey ?? '',
      may: (method, url) =>
        isPermitted({
          permissions: given.permissions.of(user.user.role),
          method,
          path: segmentsOf(url) ?? [],
        }),
    }
  }
}

type Asked = {
  facts: Facts['credentials']
  uid?: string
  session?: Session
  sessionId?: string
  sessionKey?: string
}
const nobody: Asked = { facts: undefined }

/** Looks up what the request's credentials are worth: one of the key's headers is enough to mean the key. */
function ask(given: Given, request: AuthzRequest): Promise<Asked> {
  const { apiKey, nonce, signature } = request.headers
  const present = [apiKey, nonce, signature].some((header) => header !== undefined)
  return present ? askKey(given, request) : askCookie(given, request)
}

const incomplete: KeyFacts = {
  kind: 'api_key',
  complete: false,
  key: undefined,
  nonce: 'no_time',
  signed: false,
}

async function askKey({ apiKeys }: Given, { headers }: AuthzRequest): Promise<Asked> {
  const [kid, nonce, signature] = [headers.apiKey?.trim(), headers.nonce?.trim(), headers.signature?.trim()]
  if (!kid || !nonce || !signature) return { facts: incomplete }
  const key = await apiKeys.find(kid)
  if (!key) return { facts: { ...incomplete, complete: true } }
  const timeMs = nonceTime(nonce)
  const signed = isSignedBy(key.secret, { nonce, kid, signature })
  const facts: KeyFacts = { kind: 'api_key', complete: true, key, nonce: await standing(), signed }
  return { facts, uid: key.uid, sessionKey: kid }

  async function standing(): Promise<KeyFacts['nonce']> {
    if (timeMs <= 0) return 'no_time'
    if (!apiKeys.nonces.inWindow(kid!, timeMs)) return 'out_of_window'
    // Only who has the secret can use a nonce up.
    if (!signed) return 'fresh'
    return (await apiKeys.nonces.use(kid!, nonce!, timeMs)) ? 'fresh' : 'used'
  }
}

async function askCookie({ sessions }: Given, { headers, ip }: AuthzRequest): Promise<Asked> {
  const sessionId = sessionIdOf(headers.cookie)
  const session = sessionId === undefined ? undefined : await sessions.find(sessionId)
  const { csrfToken } = headers
  const csrf =
    csrfToken === undefined || csrfToken === ''
      ? 'absent'
      : isToken(csrfToken, session)
        ? 'matches'
        : 'differs'
  if (!session || sessionId === undefined) return { facts: { kind: 'cookie', csrf, session: undefined } }
  const bound = sessions.binds(session, { ip, userAgent: headers.userAgent ?? '' })
  const facts: CookieFacts = { kind: 'cookie', csrf, session: { bound } }
  return { facts, uid: session.uid, session, sessionId, sessionKey: session.digest }
}

function isToken(text: string, session: Session | undefined): boolean {
  if (!session) return false
  const [given, expected] = [Buffer.from(text), Buffer.from(session.csrfToken)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Browsers name the page that sends what changes something; machines that sign do not need to be protected. */
function isForeign({ isOwnOrigin }: Given, { method, headers }: AuthzRequest): boolean {
  if (headers.origin === undefined || reading.has(method) || headers.apiKey !== undefined) return false
  return !isOwnOrigin(headers.origin, headers.host)
}
