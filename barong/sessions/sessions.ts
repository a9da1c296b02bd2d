import { createHash, randomBytes } from 'node:crypto'
import type { Visitor } from '../activities/index.ts'
import type { Db } from '../database/index.ts'
import { createLookup } from '../memory/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { Step } from '../users/index.ts'
import {
  findSession,
  insertSession,
  prolongSession,
  pruneSessions,
  removeExpiredSessions,
  removeSession,
  removeSessionsOf,
} from './session-store.ts'
import { sameNetwork } from './same-network.ts'

export type Session = {
  digest: string
  uid: string
  csrfToken: string
  userIp: string
  userAgent: string
  /** Slides with every request; the row follows at most once a minute. */
  expiresAt: number
  writtenAt: number
}

export type Sessions = {
  /** Opens a session inside a change of its user. The id goes into the cookie and is kept nowhere. */
  open(step: Step, visitor: Visitor): Promise<{ id: string; csrfToken: string }>
  /** Finds by the cookie's id, whether it has run out or not. */
  find(id: string): Promise<Session | undefined>
  /** Whether the session has not run out and is used from the browser and network that it was opened in. */
  binds(session: Session, visitor: Visitor): boolean
  prolong(session: Session): void
  /** Ends one session; gives whose it was. */
  end(id: string): Promise<string | undefined>
  /** Ends all sessions of a user, or all but the one of this id, inside a change of that user. */
  endAll(step: Step, exceptId?: string): Promise<void>
  settled(): Promise<void>
}

const writeEveryMs = 60_000
const keptPerUser = 20
const rememberedMax = 20_000
const digestOf = (id: string) => createHash('sha256').update(id).digest('hex')
const agentOf = (visitor: Visitor) => visitor.userAgent.slice(0, 255)

export function createSessions({
  db,
  clock,
  log,
  lifeMs,
  revoked,
}: {
  db: Db
  clock: () => number
  log: Logger
  /** How long a session lives without a request. */
  lifeMs: number
  /** Told after a session (its digest) of a user ended, so that its sockets can be closed. */
  revoked: (uid: string, digest: string) => void
}): Sessions {
  const writing = new Set<Promise<void>>()
  const remembered = createLookup(
    async (digest): Promise<Session | undefined> => {
      const row = await findSession(db, digest)
      return (
        row && {
          digest,
          uid: row.uid,
          csrfToken: row.csrf_token,
          userIp: row.user_ip,
          userAgent: row.user_agent,
          expiresAt: row.expires_at,
          writtenAt: row.expires_at - lifeMs,
        }
      )
    },
    { max: rememberedMax },
  )

  const ended = (uid: string, digests: readonly string[]) => {
    for (const digest of digests) {
      remembered.forget(digest)
      revoked(uid, digest)
    }
  }

  return {
    async open({ tx, user, after }, visitor) {
      const now = clock()
      const [id, csrfToken] = [randomBytes(16).toString('hex'), randomBytes(10).toString('hex')]
      // What is remembered may last for longer than its row, by as much as the row lags behind.
      await removeExpiredSessions(tx, now - writeEveryMs)
      await insertSession(tx, {
        digest: digestOf(id),
        user_id: user.id,
        uid: user.uid,
        user_ip: visitor.ip.slice(0, 64),
        user_agent: agentOf(visitor),
        csrf_token: csrfToken,
        created_at: now,
        expires_at: now + lifeMs,
      })
      const dropped = await pruneSessions(tx, user.id, keptPerUser)
      after(() => ended(user.uid, dropped))
      return { id, csrfToken }
    },
    find: (id) => remembered.get(digestOf(id)),
    binds: (session, visitor) =>
      clock() < session.expiresAt &&
      session.userAgent === agentOf(visitor) &&
      sameNetwork(session.userIp, visitor.ip),
    prolong(session) {
      const now = clock()
      session.expiresAt = now + lifeMs
      if (now - session.writtenAt < writeEveryMs) return
      session.writtenAt = now
      const write = prolongSession(db, session.digest, session.expiresAt)
        .then((there) => {
          // Whoever ends the sessions of a user finds them by their rows: none may live on without.
          if (!there) ended(session.uid, [session.digest])
        })
        .catch((error: unknown) => log.warn({ err: error }, 'a session was not prolonged'))
        .finally(() => writing.delete(write))
      writing.add(write)
    },
    async end(id) {
      const digest = digestOf(id)
      const session = await remembered.get(digest)
      const removed = await removeSession(db, digest)
      remembered.forget(digest)
      if (!session || !removed) return undefined
      revoked(session.uid, digest)
      return session.uid
    },
    async endAll({ tx, user, after }, exceptId) {
      const except = exceptId === undefined ? undefined : digestOf(exceptId)
      const removed = await removeSessionsOf(tx, user.id, except)
      after(() => ended(user.uid, removed))
    },
    async settled() {
      await Promise.all(writing)
    },
  }
}
