import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { DefineAsset } from '../../core/exchange/index.ts'
import type { AssetCode, Sequence, TimeMs } from '../../core/units/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { openPglite } from '../../platform/sql/index.ts'
import type { Consumer, Engine, Published, QueryResult } from '../engine/index.ts'
import { openCatalog } from './catalog.ts'

const sql = await openPglite(undefined)
after(() => sql.close())

const defined = (sequence: number, asset: string): Published => {
  const definition: Omit<DefineAsset, 'kind'> = { asset: asset as AssetCode, type: 'coin', precision: 8 }
  return {
    ...{ sequence: sequence as Sequence, at: 1 as TimeMs, key: asset, kind: 'define_asset', rejection: null },
    events: [{ kind: 'asset_defined', ...definition }],
    touched: { orders: [], balances: [], levels: [] },
  }
}

test('a definition that comes twice is known once, and one that is missing stops the catalog', async () => {
  let follow: Consumer = () => undefined
  const result: QueryResult['definitions'] = { assets: [], markets: [], fees: [] }
  const engine = {
    read: async () => ({ sequence: 4 as Sequence, result }),
    async subscribe(_: Sequence | 0, consumer: Consumer) {
      follow = consumer
      return () => undefined
    },
  } as Pick<Engine, 'read' | 'subscribe'> as Engine
  const catalog = await openCatalog({ engine, sql, log: createLog('test', 'silent') })
  await follow([defined(4, 'old'), defined(5, 'btc')])
  await follow([defined(5, 'btc'), defined(6, 'eth')])
  assert.deepEqual(
    catalog.assets().map(({ code }) => code),
    ['btc', 'eth'],
  )
  await assert.rejects(async () => follow([defined(8, 'usd')]), /catalog_gap: record 8 after 6/)
})
