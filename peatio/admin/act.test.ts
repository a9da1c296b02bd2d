import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KyselyPlugin } from 'kysely'
import type { Claims } from '../../contract/index.ts'
import { act } from './act.ts'
import type { AdminTables } from './action-store.ts'
import { openScene } from './scene.ts'

/** The database goes away once, just when the register is told how an action ended. */
function failOnce(): KyselyPlugin {
  let failed = false
  return {
    transformQuery({ node }) {
      if (node.kind !== 'UpdateQueryNode' || failed) return node
      failed = true
      throw new Error('connection lost')
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
}

test('the register never says that something was refused which was done', async (t) => {
  const scene = await openScene()
  t.after(() => scene.close())
  const register = scene.sql.database<AdminTables>('peatio')
  const admin = {
    engine: scene.engine,
    register: register.withPlugin(failOnce()),
    dialect: scene.sql.dialect,
    clock: () => 0,
  }
  const caller = { uid: 'IDADA', role: 'admin' } as Claims
  const about = { name: 'books.withdrawals', subject: 'stopped', reason: 'drill' }
  const done = act(admin, { caller, ip: '::1', params: {} }, about, async (submit) => {
    await submit({ kind: 'set_withdrawals', allowed: false, reason: 'drill', by: 'IDADA' })
    return { body: {} }
  })
  await assert.rejects(done, /connection lost/)
  const row = await register.selectFrom('operator_actions').selectAll().executeTakeFirstOrThrow()
  assert.deepEqual([row.result, row.errors], ['pending', '[]'])
})
