import type { ActivityEntity, ActivityResult } from '../../contract/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { Dialect } from '../../platform/sql/index.ts'
import type { Db } from '../database/index.ts'
import { insertActivity, pruneActivities, selectActivities } from './activity-store.ts'
import type { ActivityFilter, ActivityRow } from './activity-store.ts'

/** Who is at the door. */
export type Visitor = { ip: string; userAgent: string }

export type Activity = {
  topic: 'session' | 'account' | 'password' | 'otp'
  action: string
  result: ActivityResult
  /** Why it failed; never what was entered. */
  reason?: string
}

export type Activities = {
  record(userId: number, visitor: Visitor, activity: Activity): Promise<void>
  /** Records without making the caller wait: the time of an answer must not tell whether there is such a user. */
  note(userId: number, visitor: Visitor, activity: Activity): void
  list(
    userId: number,
    query: { filter: ActivityFilter; page: number; limit: number },
  ): Promise<{ entities: ActivityEntity[]; total: number }>
  /** Resolves when everything noted is written. */
  settled(): Promise<void>
}

const keptPerUser = 1_000
/** Pruning costs two statements, so it happens now and then. */
const pruneEvery = 64

export function createActivities({
  db,
  dialect,
  clock,
  log,
}: {
  db: Db
  dialect: Dialect
  clock: () => number
  log: Logger
}): Activities {
  const open = new Set<Promise<void>>()

  async function record(userId: number, visitor: Visitor, activity: Activity): Promise<void> {
    const id = await insertActivity(db, dialect, {
      user_id: userId,
      user_ip: visitor.ip.slice(0, 64),
      user_agent: visitor.userAgent.slice(0, 255),
      topic: activity.topic,
      action: activity.action,
      result: activity.result,
      data: activity.reason === undefined ? null : JSON.stringify({ reason: activity.reason }),
      created_at: clock(),
    })
    if (id % pruneEvery === 0) await pruneActivities(db, userId, keptPerUser)
  }

  return {
    record,
    note(userId, visitor, activity) {
      const writing = record(userId, visitor, activity)
        .catch((error: unknown) => log.error({ err: error }, 'an activity was not recorded'))
        .finally(() => open.delete(writing))
      open.add(writing)
    },
    async list(userId, query) {
      const { rows, total } = await selectActivities(db, userId, query)
      return { entities: rows.map(entityOf), total }
    },
    async settled() {
      await Promise.all(open)
    },
  }
}

const entityOf = (row: ActivityRow): ActivityEntity => ({
  id: row.id,
  user_ip: row.user_ip,
  user_ip_country: null,
  user_agent: row.user_agent,
  topic: row.topic,
  action: row.action,
  result: row.result,
  data: row.data,
  created_at: new Date(row.created_at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
})
