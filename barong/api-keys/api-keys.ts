import { randomBytes } from 'node:crypto'
import type { ApiKeyEntity } from '../../contract/index.ts'
import type { Keystore } from '../../platform/keystore/index.ts'
import type { Dialect } from '../../platform/sql/index.ts'
import type { Db } from '../database/index.ts'
import { createLookup } from '../memory/index.ts'
import { wireTime, type Step } from '../users/index.ts'
import {
  countApiKeys,
  deactivateApiKeys,
  findApiKey,
  insertApiKey,
  markNonce,
  removeApiKey,
  selectNonceMarks,
  updateApiKeyRow,
  type ApiKeyRow,
} from './api-key-store.ts'
import { createNonces, type Nonces } from './nonces.ts'

/** A key as a request is checked against it, its secret opened. */
export type ApiKey = { kid: string; uid: string; secret: string; active: boolean }

export type ApiKeys = {
  find(kid: string): Promise<ApiKey | undefined>
  nonces: Nonces
  /** Makes a key; `undefined` if its holder has as many as he may have. Without `given`, kid and secret are random. */
  create(
    step: Step,
    key: { scope: readonly string[]; given?: { kid: string; secret: string } },
  ): Promise<ApiKeyEntity | undefined>
  update(
    step: Step,
    row: ApiKeyRow,
    to: { scope?: readonly string[]; state?: ApiKeyRow['state'] },
  ): Promise<ApiKeyEntity>
  remove(step: Step, row: ApiKeyRow): Promise<void>
  /** Turns all keys of the user off. */
  deactivateAll(step: Step): Promise<void>
}

const keysMax = 50
const rememberedMax = 10_000

export async function createApiKeys({
  db,
  dialect,
  keystore,
  clock,
  nonceWindowMs,
  revoked,
}: {
  db: Db
  dialect: Dialect
  keystore: Keystore
  clock: () => number
  nonceWindowMs: number
  /** Told after a key of a user ended, or all of them (no kid), so that sockets can be closed. */
  revoked: (uid: string, kid?: string) => void
}): Promise<ApiKeys> {
  const context = (kid: string) => `api-key:${kid}`
  const remembered = createLookup(
    async (kid): Promise<ApiKey | undefined> => {
      const row = await findApiKey(db, kid)
      if (!row) return undefined
      const secret = keystore.open(row.sealed_secret, context(kid))
      return { kid, uid: row.uid, secret, active: row.state === 'active' }
    },
    { max: rememberedMax },
  )
  const ended = (uid: string, kid: string) => () => {
    remembered.forget(kid)
    revoked(uid, kid)
  }

  return {
    find: (kid) => (/^[0-9a-f]{16}$/.test(kid) ? remembered.get(kid) : Promise.resolve(undefined)),
    nonces: createNonces({
      clock,
      windowMs: nonceWindowMs,
      marks: await selectNonceMarks(db, clock()),
      keepMark: (kid, mark) => markNonce(db, kid, mark),
    }),
    async create({ tx, user }, { scope, given }) {
      if ((await countApiKeys(tx, user.id)) >= keysMax) return undefined
      const kid = given?.kid ?? randomBytes(8).toString('hex')
      const secret = given?.secret ?? randomBytes(16).toString('hex')
      const now = clock()
      const row = {
        kid,
        user_id: user.id,
        algorithm: 'HS256',
        scope: JSON.stringify(scope),
        state: 'active',
        sealed_secret: keystore.seal(secret, context(kid)),
        nonce_mark: 0,
        created_at: now,
        updated_at: now,
      } as const
      await insertApiKey(tx, dialect, row)
      return { ...apiKeyEntity(row), secret }
    },
    async update({ tx, user, after }, row, { scope, state }) {
      const changed = {
        scope: scope === undefined ? row.scope : JSON.stringify(scope),
        state: state ?? row.state,
        updated_at: clock(),
      }
      await updateApiKeyRow(tx, row.id, changed)
      after(changed.state === 'active' ? () => remembered.forget(row.kid) : ended(user.uid, row.kid))
      return apiKeyEntity({ ...row, ...changed })
    },
    async remove({ tx, user, after }, row) {
      await removeApiKey(tx, row.id)
      after(ended(user.uid, row.kid))
    },
    async deactivateAll({ tx, user, after }) {
      await deactivateApiKeys(tx, user.id, clock())
      after(() => {
        remembered.forgetWhere((key) => key.uid === user.uid)
        revoked(user.uid)
      })
    },
  }
}

/** Without its secret. */
export const apiKeyEntity = (row: Omit<ApiKeyRow, 'id'>): ApiKeyEntity => ({
  kid: row.kid,
  algorithm: 'HS256',
  scope: JSON.parse(row.scope) as string[],
  state: row.state,
  created_at: wireTime(row.created_at),
  updated_at: wireTime(row.updated_at),
})
