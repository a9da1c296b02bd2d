import type { Call, Reply } from '../../platform/http/index.ts'
import { cookieHeader, sessionIdOf } from '../sessions/index.ts'
import type { User } from '../users/index.ts'
import type { Identity } from './identity.ts'
import { selfEntity } from './self.ts'

export type Opened = { id: string; csrfToken: string }

/** The answer that opens a session: the user, his CSRF token, the cookie. The session it replaces ends. */
export async function openedReply(
  identity: Identity,
  call: Call<unknown, unknown>,
  { user, opened }: { user: User; opened: Opened },
): Promise<Reply> {
  const replaced = sessionIdOf(call.request.headers.cookie)
  if (replaced !== undefined) await identity.sessions.end(replaced)
  return {
    body: await selfEntity(identity, user, opened.csrfToken),
    headers: { 'set-cookie': cookieHeader(opened.id, identity.secureCookies) },
  }
}
