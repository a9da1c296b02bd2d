import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pino } from 'pino'
import type { Tables } from '../database/index.ts'
import { openScene, type Scene } from '../scene.ts'
import { createActivities } from './index.ts'

let scene: Scene
before(async () => void (scene = await openScene()))
after(() => scene.close())

test('a diary keeps its newest thousand rows, whoever fills it, and those of others stay', async () => {
  const db = scene.sql.database<Tables>('barong')
  const { dialect } = scene.sql
  const log = pino({ level: 'silent' })
  const activities = createActivities({ db, dialect, clock: () => scene.clock.now, log })
  const visitor = { ip: 'x'.repeat(100), userAgent: 'y'.repeat(1000) }
  const login = { topic: 'session', action: 'login', result: 'succeed' } as const
  await activities.record(2, visitor, login)
  for (let i = 0; i < 1_200; i++) activities.note(1, visitor, login)
  await activities.settled()
  const page = {
    filter: { topic: undefined, result: undefined, fromMs: undefined, toMs: undefined },
    page: 1,
    limit: 1,
  }
  const { total, entities } = await activities.list(1, page)
  assert.ok(total >= 1_000 && total < 1_064, `${total} rows`)
  assert.deepEqual([entities[0]!.user_ip.length, entities[0]!.user_agent.length], [64, 255])
  assert.equal((await activities.list(2, page)).total, 1)
})
