import type { FastifyInstance } from 'fastify'
import type { TokenSigner, TokenVerifier } from '../platform/jwt/index.ts'
import type { Keystore } from '../platform/keystore/index.ts'
import type { Logger } from '../platform/log/index.ts'
import type { Mailer } from '../platform/mail/index.ts'
import type { Sql } from '../platform/sql/index.ts'
import { createActivities } from './activities/index.ts'
import { apiKeyRoutes, createApiKeys } from './api-keys/index.ts'
import {
  createAuthorize,
  createPermissions,
  createPrincipals,
  defaultPermissions,
  type Authorize,
} from './authz/index.ts'
import { completeConfig, type GivenConfig } from './config.ts'
import { migrations, schema, type Tables } from './database/index.ts'
import { createDirectory, type Directory } from './directory.ts'
import { argon2Passwords, createIdentity, identityRoutes, type Passwords } from './identity/index.ts'
import { createLabels, labelRoutes } from './labels/index.ts'
import { createSecondFactor, secondFactorRoutes } from './second-factor/index.ts'
import { createSessions } from './sessions/index.ts'
import { createDoors, createUsers, isAdmitted, type Step, type User } from './users/index.ts'

export type Barong = {
  /** Mounts `/api/v2/barong/…`. */
  routes(app: FastifyInstance): void
  /** Decides about any request below `/api/v2/`. */
  authorize: Authorize
  directory: Directory
  /**
   * Tells, at once, that a session or key of this user ended (all of his keys, without `sessionKey`): whoever is
   * connected by it must prove himself anew. So must everyone whose level or role changed.
   */
  onSessionRevoked(told: (uid: string, sessionKey?: string) => void): void
  /** Resolves when what is written off the requests' path is written. Call before the database closes. */
  settled(): Promise<void>
}

export type BarongParts = {
  sql: Sql
  keystore: Keystore
  signer: TokenSigner
  verifier: TokenVerifier
  mailer: Mailer
  clock: () => number
  log: Logger
  config: GivenConfig
  /** argon2id, unless something else is given. */
  passwords?: Passwords
}

/** Opens barong on its schema of the database, which is migrated, and connects its rooms. */
export async function openBarong(parts: BarongParts): Promise<Barong> {
  const { sql, keystore, signer, verifier, mailer, clock, log, passwords = argon2Passwords } = parts
  const config = completeConfig(parts.config)
  await sql.migrate(schema, migrations)
  const db = sql.database<Tables>(schema)
  const { dialect } = sql

  const listeners: ((uid: string, sessionKey?: string) => void)[] = []
  const revoked = (uid: string, sessionKey?: string) => {
    for (const told of listeners) told(uid, sessionKey)
  }
  const users = createUsers({ db, dialect, clock, within: takeAlong })
  const permissions = await createPermissions(db, defaultPermissions)
  const { tokenReuseMs: reuseMs, tokenLifeS } = config
  const principals = createPrincipals({ users, signer, clock, reuseMs, tokenLifeS })
  const sessions = createSessions({ db, clock, log, lifeMs: config.sessionLifeMs, revoked })
  const { nonceWindowMs } = config
  const apiKeys = await createApiKeys({ db, dialect, keystore, clock, nonceWindowMs, revoked })
  const labels = createLabels({ db, dialect, users, clock, rules: config.rules })
  const secondFactor = createSecondFactor({ db, dialect, keystore, labels, clock, issuer: config.name })
  const activities = createActivities({ db, dialect, clock, log })
  const account = { db, users, labels, sessions, secondFactor, activities }
  const identity = await createIdentity({ ...account, mailer, passwords, clock, log, config })

  /** A user who changes is read anew; one who loses his standing loses sessions and keys in the same transaction. */
  async function takeAlong(step: Step, before: User, now: User): Promise<void> {
    step.after(() => principals.forget(now.uid))
    const lostState = now.state !== before.state && now.state !== 'active'
    if (lostState || (before.otp && !now.otp)) await apiKeys.deactivateAll(step)
    if (isAdmitted(before.state) && !isAdmitted(now.state)) await sessions.endAll(step)
    // What a connection may do was settled when it was opened.
    if (before.level !== now.level || before.role !== now.role) step.after(() => revoked(now.uid))
  }

  return {
    routes(app) {
      const doors = createDoors(app, users, verifier)
      identityRoutes(doors, identity)
      labelRoutes(doors, labels)
      secondFactorRoutes(doors, { users, secondFactor, sessions, activities })
      apiKeyRoutes(doors, { db, users, apiKeys, secondFactor })
    },
    authorize: createAuthorize({
      sessions,
      apiKeys,
      principals,
      permissions,
      isOwnOrigin: (origin, host) => isOwnOrigin([config.baseUrl, ...config.origins], origin, host),
    }),
    directory: createDirectory({ identity, users, labels, secondFactor, apiKeys, permissions }),
    onSessionRevoked: (told) => void listeners.push(told),
    async settled() {
      await Promise.all([sessions.settled(), activities.settled()])
    },
  }
}

/** The origins that were configured, and the host that the request itself was sent to. */
function isOwnOrigin(known: readonly string[], origin: string, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  return known.some((each) => new URL(each).origin === url.origin) || url.host === host
}
