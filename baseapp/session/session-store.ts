import { create } from 'zustand'
import { toast } from '../../web/kit/index.ts'
import { ApiError, call, csrfToken, identityApi, onRefusal, queries, resourceApi } from '../api/index.ts'
import type { SessionUser, User } from '../api/index.ts'

type Session =
  | { status: 'loading'; user?: undefined }
  | { status: 'anonymous'; user?: undefined; ended?: boolean }
  | { status: 'signed-in'; user: User }

export const useSession = create<Session>(() =>
  csrfToken.read() === null ? { status: 'anonymous' } : { status: 'loading' },
)

/** Keeps what opening a session answered (sign-in, sign-up, confirmation). */
export function openSession({ csrf_token, ...user }: SessionUser): void {
  if (csrf_token === undefined) throw new ApiError(500, ['server.internal_error'])
  csrfToken.keep(csrf_token)
  queries.clear()
  useSession.setState({ status: 'signed-in', user }, true)
}

/** Reads the user again, after a change to him. */
export async function refreshUser(): Promise<void> {
  const user = await call(resourceApi.me)
  useSession.setState({ status: 'signed-in', user }, true)
}

/** Closes the session here and on the server. */
export async function signOut(): Promise<void> {
  try {
    await call(identityApi.signOut)
  } catch (error) {
    // A session that the server no longer knows is closed already; anything else must be shown.
    if (!(error instanceof ApiError) || (error.status !== 404 && error.status !== 401)) throw error
  }
  forgetSession(false)
}

function forgetSession(ended: boolean): void {
  csrfToken.forget()
  useSession.setState({ status: 'anonymous', ended }, true)
  if (ended) toast('info', 'You are signed out', 'Your session has ended. Sign in again to continue.')
  queries.clear()
}

const ending = [
  'authz.invalid_session',
  'authz.client_session_mismatch',
  'authz.csrf_token_mismatch',
  'authz.missing_csrf_token',
  'identity.session.not_active',
]

/** Resumes the session of an earlier visit, and ends it here when the server says that it has ended. */
export function startSession(): void {
  onRefusal((error) => {
    if (useSession.getState().status !== 'signed-in' || error.status !== 401) return
    if (ending.some((key) => error.has(key))) forgetSession(true)
  })
  if (useSession.getState().status === 'loading') void resume()
}

async function resume(): Promise<void> {
  try {
    await refreshUser()
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return forgetSession(false)
    // Not an answer about the session: keep the token and try again soon, visitors see the public market meanwhile.
    setTimeout(() => void resume(), 3_000)
  }
}
