import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Published } from '../../../peatio/engine/index.ts'
import { openLeader } from '../../../peatio/engine/index.ts'
import { collectRows } from '../../../peatio/engine/projector/collect-rows.ts'
import { createDefinitions } from '../../../peatio/engine/projector/definitions.ts'
import { LiveMarkets } from '../../../peatio/market-data/live-markets.ts'
import { createMemoryDisk } from '../../../platform/storage/index.ts'
import { journalKeeps } from '../read-journal.ts'
import { definitions } from '../people/operator.ts'
import { marketDataFollows } from './market-data-follows.ts'
import { differences } from './projection-follows.ts'
import { Twin } from './twin-agrees.ts'
import type { Request } from '../../../peatio/engine/index.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const give = (account: string, asset: string): Request =>
  ({ kind: 'credit_deposit', account, asset, sum: 10n ** 21n, reference: `${account} ${asset}` }) as Request
const place = (account: string, side: 'buy' | 'sell', limit: number): Request =>
  ({
    kind: 'place_order',
    account,
    uuid: `${account}${side}${limit}`,
    market: 'btcusdt',
    side,
    type: 'limit',
    limit,
    quantity: 50,
  }) as Request

/** Two people who meet twice, as the engine tells of it. */
function story(): { asked: Request[]; records: Published[] } {
  const asked: Request[] = [
    ...definitions(),
    give('IDADA', 'btc'),
    give('IDBOB', 'usdt'),
    place('IDADA', 'sell', 1_001),
    place('IDADA', 'sell', 1_000),
    place('IDBOB', 'buy', 1_000),
    place('IDBOB', 'buy', 1_001),
  ]
  const leader = openLeader({ storage: createMemoryDisk(() => 0).open(), clock: () => 1_000, log: quiet })
  const records = asked.map((command, index) => leader.run([{ key: `k${index}`, command }]).published[0]!)
  return { asked, records }
}

const tradeOf = ({ events }: Published) => events.find((event) => event.kind === 'trade')!

test('I6: a trade with another maker, or at another price, is seen, and so is another balance', () => {
  const { asked, records } = story()
  const complaints = (changed: (record: Published, index: number) => Published) => {
    const twin = new Twin()
    return records.flatMap((record, index) => twin.take(changed(record, index), { command: asked[index]! }))
  }
  assert.deepEqual(
    complaints((record) => record),
    [],
  )
  const last = records.length - 1
  const withTrade =
    (change: object) =>
    (record: Published, index: number): Published =>
      index === last
        ? {
            ...record,
            events: record.events.map((event) => (event.kind === 'trade' ? { ...event, ...change } : event)),
          }
        : record
  assert.match(complaints(withTrade({ maker: 2 })).join(), /its twin/)
  assert.match(complaints(withTrade({ price: 1_000 })).join(), /its twin/)
  const richer = complaints((record, index) => {
    const balances = record.touched.balances.map((each) => ({ ...each, posted: each.posted + 1n }))
    return index === last ? { ...record, touched: { ...record.touched, balances } } : record
  })
  assert.match(richer.join(), /its twin/)
})

test('a projection that has a row twice, none, or another is seen', () => {
  const { records } = story()
  const rows = () => collectRows(records, createDefinitions({ assets: [], markets: [], fees: [] }), 0)
  assert.deepEqual(differences(rows(), rows()), [])
  const [twice, fewer, other] = [rows(), rows(), rows()]
  twice.operations.push({ ...twice.operations[0]!, id: 999 })
  assert.equal(differences(twice, rows()).length, 1)
  fewer.trades.pop()
  assert.equal(differences(fewer, rows()).length, 1)
  other.accounts[0]!.posted = '0.5'
  assert.equal(differences(other, rows()).length, 1)
})

test('market data that miss a trade, or have one twice, are seen', async () => {
  const { records } = story()
  const shown = (taken: Published[]) => {
    const live = new LiveMarkets(0)
    for (const record of taken) live.apply(record)
    return {
      marketData: {
        trades: (code: string) => live.feed(code)?.trades(1_000) ?? [],
        candles: async (code: string) => [...(live.feed(code)?.minutes ?? [])],
        depth: () => ({ bids: [], asks: [] }),
      },
    }
  }
  assert.ok(records.flatMap(({ events }) => events).some(({ kind }) => kind === 'trade'))
  assert.deepEqual(await marketDataFollows(shown(records), records), [])
  assert.notDeepEqual(await marketDataFollows(shown(records.slice(0, -1)), records), [])
  const again = records.map((record, index) =>
    index === records.length - 1 ? { ...record, events: [tradeOf(record), ...record.events] } : record,
  )
  assert.notDeepEqual(await marketDataFollows(shown(again), records), [])
})

test('a journal that has lost, changed or invented a record is seen', () => {
  assert.deepEqual(journalKeeps(['a', 'b'], ['a', 'b']), [])
  assert.equal(journalKeeps(['a'], ['a', 'b']).length, 1)
  assert.equal(journalKeeps(['a', 'x'], ['a', 'b']).length, 1)
  assert.equal(journalKeeps(['a', 'b', 'c'], ['a', 'b']).length, 1)
})
