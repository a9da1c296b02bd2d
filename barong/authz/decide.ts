import type { User } from '../users/index.ts'
import { isAdmitted } from '../users/index.ts'
import { isBelow, type Route } from './api-path.ts'

/** A row of RBAC: what a role may do (`ACCEPT`), never may (`DROP`), or does on record (`AUDIT`). */
export type Permission = { action: 'ACCEPT' | 'DROP' | 'AUDIT'; verb: string; path: readonly string[] }

/** What was looked up about a request before it is decided; nothing is looked up where the route decides alone. */
export type Facts = {
  route: Route
  method: string
  path: readonly string[]
  /** Sent by a browser from a page of another site, and meant to change something. */
  foreignOrigin: boolean
  credentials: KeyFacts | CookieFacts | undefined
  user: Pick<User, 'state' | 'otp'> | undefined
  /** Of the user's role. */
  permissions: readonly Permission[]
}

export type KeyFacts = {
  kind: 'api_key'
  /** All three headers are there. */
  complete: boolean
  key: { active: boolean } | undefined
  nonce: 'no_time' | 'out_of_window' | 'used' | 'fresh'
  signed: boolean
}

export type CookieFacts = {
  kind: 'cookie'
  /** The header, compared with the session's token; without a session nothing matches. */
  csrf: 'absent' | 'differs' | 'matches'
  session: { bound: boolean } | undefined
}

export type Verdict = { allow: 'anyone' | 'user' } | { deny: string; status: 401 | 422; endSession?: true }

const deny = (key: string, status: 401 | 422 = 401): Verdict => ({ deny: `authz.${key}`, status })
const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'])

/** The decision about a request, in the reference's order; the first reason to refuse is the one that is told. */
export function decide(facts: Facts): Verdict {
  if (facts.route === 'unreadable' || facts.route === 'blocked') return deny('permission_denied')
  if (facts.foreignOrigin) return deny('csrf_token_mismatch')
  if (facts.route === 'open') return { allow: 'anyone' }
  const { credentials } = facts
  if (!credentials) return deny('invalid_session')
  const refused =
    credentials.kind === 'api_key' ? refuseKey(credentials, facts) : refuseCookie(credentials, facts)
  if (refused) return refused
  return isPermitted(facts) ? { allow: 'user' } : deny('invalid_permission')
}

function refuseKey(given: KeyFacts, { user }: Facts): Verdict | undefined {
  if (!given.complete) return deny('invalid_api_key_headers', 422)
  if (!given.key) return deny('unexistent_apikey')
  if (given.nonce === 'no_time') return deny('nonce_not_valid_timestamp')
  if (given.nonce === 'out_of_window') return deny('nonce_expired')
  if (!given.signed) return deny('invalid_signature')
  if (given.nonce === 'used') return deny('nonce_expired')
  if (!given.key.active) return deny('apikey_not_active')
  if (!user || !isAdmitted(user.state)) return deny('invalid_session')
  return user.otp ? undefined : deny('disabled_2fa')
}

function refuseCookie(given: CookieFacts, { method, user }: Facts): Verdict | undefined {
  if (changing.has(method)) {
    if (given.csrf === 'absent') return deny('missing_csrf_token')
    if (given.csrf === 'differs') return deny('csrf_token_mismatch')
  }
  if (!given.session || !user) return deny('invalid_session')
  if (!given.session.bound) return { deny: 'authz.client_session_mismatch', status: 401, endSession: true }
  return isAdmitted(user.state) ? undefined : deny('user_not_active')
}

/** One `ACCEPT` is needed, one `DROP` is enough, however exact the other rows are. */
export function isPermitted({
  permissions,
  method,
  path,
}: Pick<Facts, 'permissions' | 'method' | 'path'>): boolean {
  // A HEAD is a GET whose body nobody wants.
  const verb = method === 'HEAD' ? 'GET' : method
  const matching = permissions.filter(
    (row) => (row.verb === 'ALL' || row.verb === verb) && isBelow(path, row.path),
  )
  return matching.some((row) => row.action === 'ACCEPT') && !matching.some((row) => row.action === 'DROP')
}
