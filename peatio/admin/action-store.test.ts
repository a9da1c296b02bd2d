import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KyselyPlugin } from 'kysely'
import { selectActions, type AdminTables } from './action-store.ts'
import { selectRequests, type BooksTables } from './books/request-store.ts'
import { openScene } from './scene.ts'

test('a part of a sheet asks the database once: the whole list is not counted again for each', async (t) => {
  const scene = await openScene()
  t.after(() => scene.close())
  let asked = 0
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      asked += 1
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  const counted = <Tables>() => scene.sql.database<Tables>('peatio').withPlugin(counting)
  const part = { direction: 'desc', limit: 1_000, offset: 0, after: { value: 9, id: 9 } } as const
  await selectActions(counted<AdminTables>(), { ...part, uid: undefined, subject: undefined })
  assert.equal(asked, 1)
  await selectRequests(counted<BooksTables>(), { ...part, kind: undefined, state: undefined })
  assert.equal(asked, 2)
})
