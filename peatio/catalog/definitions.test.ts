import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '../../core/exchange/index.ts'
import { lots, ppm, ticks, type AccountId, type AssetCode, type MarketCode } from '../../core/units/index.ts'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openLeader } from '../engine/index.ts'
import { definitionsOf, follow, mayDefine } from './definitions.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const [market, base, quote] = ['btcusdt' as MarketCode, 'btc' as AssetCode, 'usdt' as AssetCode]
const account = 'ID0000000ADA' as AccountId

const commands: Command[] = [
  ...[base, quote].map((asset): Command => ({ kind: 'define_asset', asset, type: 'coin', precision: 8 })),
  {
    kind: 'define_market',
    market,
    base,
    quote,
    pricePrecision: 2,
    amountPrecision: 4,
    priceMin: ticks(1),
    priceMax: 0,
    quantityMin: lots(1),
    status: 'open',
  },
  { kind: 'set_trading_fee', group: 'vip', market: 'any', makerFee: ppm(1), takerFee: ppm(2) },
  { kind: 'delete_trading_fee', group: 'vip', market: 'any' },
  { kind: 'credit_deposit', account, asset: base, sum: (10n ** 18n) as never, reference: 'opening' },
  {
    kind: 'place_order',
    account,
    uuid: 'one',
    market,
    side: 'sell',
    type: 'limit',
    limit: ticks(5),
    quantity: lots(1),
  },
  { kind: 'set_market_status', market, status: 'auction', reason: 'opening', endsAt: 1_500 as never },
  { kind: 'cancel_orders', account, market: null, side: null },
]

test('no definition stands in a record of a kind that is passed over', () => {
  const now = { at: 1_000 }
  const leader = openLeader({ storage: createMemoryDisk(() => 0.5).open(), clock: () => now.at, log: quiet })
  const { published } = leader.run(commands.map((command, index) => ({ key: `${index}`, command })))
  now.at = 2_000
  const records = [...published, ...leader.run([]).published]
  const definitions = definitionsOf({ assets: [], markets: [], fees: [] }, [])
  const told = new Map<string, boolean>()
  for (const { kind, events, at } of records) {
    const changes = events.map((event) => follow(definitions, event, at).changed)
    told.set(kind, changes.includes(true))
    if (changes.includes(true)) assert.ok(mayDefine(kind), kind)
  }
  const changing = [...told].filter(([, changes]) => changes).map(([kind]) => kind)
  assert.deepEqual(changing.sort(), [
    'define_asset',
    'define_market',
    'delete_trading_fee',
    'end_auction',
    'set_market_status',
    'set_trading_fee',
  ])
  assert.equal(told.get('place_order'), false)
})

test('a definition with another status ends an auction that opens by itself, and one with the same does not', () => {
  const now = { at: 1_000 }
  const leader = openLeader({ storage: createMemoryDisk(() => 0.5).open(), clock: () => now.at, log: quiet })
  const definitions = definitionsOf({ assets: [], markets: [], fees: [] }, [])
  const [defined] = commands.filter((command) => command.kind === 'define_market')
  const endsAt = 1_500 as never
  const steps = [
    ...commands.slice(0, commands.indexOf(defined!) + 1),
    { kind: 'set_market_status', market, status: 'auction', reason: 'opening', endsAt },
    { ...defined!, status: 'auction' },
    defined!,
    { ...defined!, status: 'auction' },
  ] as typeof commands
  const told = steps.map((command, index) => {
    for (const { events, at } of leader.run([{ key: `${index}`, command }]).published)
      for (const event of events) follow(definitions, event, at)
    const live = leader.read({ kind: 'definitions' }).result.markets.find((each) => each.market === market)
    assert.equal(definitions.markets.get(market)?.endsAt ?? null, live?.endsAt ?? null)
    return live?.endsAt ?? null
  })
  assert.deepEqual(told.slice(-4), [endsAt, endsAt, null, null])
})
