import { signOut } from '../../contract/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { expiredCookieHeader, sessionIdOf } from '../sessions/index.ts'
import type { Doors } from '../users/index.ts'
import type { Identity } from './identity.ts'

/** DELETE /identity/sessions. */
export function signOutRoute(doors: Doors, identity: Identity): void {
  const { sessions, users, activities, secureCookies } = identity
  doors.anyone(signOut, async (call) => {
    const id = sessionIdOf(call.request.headers.cookie)
    const uid = id === undefined ? undefined : await sessions.end(id)
    const user = uid === undefined ? undefined : await users.find({ uid })
    if (!user) return refuse(404, 'identity.session.not_found')
    await activities.record(user.id, call, { topic: 'session', action: 'logout', result: 'succeed' })
    return { body: 200, headers: { 'set-cookie': expiredCookieHeader(secureCookies) } }
  })
}
