import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { pino } from 'pino'
import { amountOf, lots, ppm, ticks, type AssetCode, type MarketCode } from '../../core/units/index.ts'
import { openPglite } from '../../platform/sql/index.ts'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openEngine, type Request } from '../engine/index.ts'
import { openCatalog, type Catalog } from './catalog.ts'
import { withdrawLimitFor, type WithdrawLimit } from './withdraw-limit-store.ts'

const log = pino({ level: 'silent' })
const sql = await openPglite(undefined)
after(() => sql.close())
const [eth, usd] = ['eth', 'usd'] as AssetCode[] as [AssetCode, AssetCode]
const ethusd = 'ethusd' as MarketCode

const defineMarket: Request = {
  kind: 'define_market',
  market: ethusd,
  base: eth,
  quote: usd,
  pricePrecision: 2,
  amountPrecision: 4,
  priceMin: ticks(1),
  priceMax: 0,
  quantityMin: lots(1),
  status: 'open',
}

test('definitions follow the engine, presentation and the times of fees are still there after a restart', async () => {
  const now = { at: Date.UTC(2026, 0, 5) }
  const clock = () => now.at
  const engine = openEngine({ storage: createMemoryDisk(() => 0.5).open(), clock, log })
  let count = 0
  const submit = async (command: Request, follower?: Catalog) => {
    const { rejection, sequence } = await engine.submit({ key: `${++count}`, command })
    assert.equal(rejection, null)
    await follower?.reached(sequence)
  }
  const first = await openCatalog({ engine, sql, log }, { clock })
  assert.deepEqual([first.assets(), first.markets(), first.fees()], [[], [], []])
  await first.describeAsset(eth, { name: 'Ether', position: 7, price: amountOf(3000, 0) })
  await submit({ kind: 'define_asset', asset: usd, type: 'fiat', precision: 2 }, first)
  await submit({ kind: 'define_asset', asset: eth, type: 'coin', precision: 8 }, first)
  await submit(defineMarket, first)
  const fee = {
    kind: 'set_trading_fee' as const,
    group: 'any',
    market: ethusd,
    makerFee: ppm(0),
    takerFee: ppm(500),
  }
  await submit(fee, first)
  assert.deepEqual(
    first.assets().map(({ code, name, position }) => [code, name, position]),
    [
      ['usd', 'USD', 1],
      ['eth', 'Ether', 7],
    ],
  )
  assert.deepEqual([first.market('ethusd')!.name, first.market('ethusd')!.state], ['ETH/USD', 'enabled'])
  await submit({ kind: 'set_market_status', market: ethusd, status: 'cancel_only', reason: 'test' }, first)
  assert.equal(first.market('ethusd')!.state, 'locked')
  first.close()

  now.at += 1000
  const second = await openCatalog({ engine, sql, log }, { clock })
  assert.equal(second.asset('eth')!.name, 'Ether')
  assert.equal(second.market('ethusd')!.state, 'locked')
  const [known] = second.fees()
  assert.deepEqual([known!.createdAt, known!.updatedAt, known!.takerFee], [now.at - 1000, now.at - 1000, 500])
  second.close()

  // Changed while nobody listened: it counts as changed when it is found.
  await submit({ ...fee, takerFee: ppm(900) })
  now.at += 1000
  const third = await openCatalog({ engine, sql, log }, { clock })
  const [changed] = third.fees()
  assert.deepEqual([changed!.createdAt, changed!.updatedAt, changed!.takerFee], [now.at - 2000, now.at, 900])
  third.close()
  await engine.close()
})

test('the first network is the default one, and a key that does not exist gives none', async () => {
  const engine = openEngine({ storage: createMemoryDisk(() => 0.5).open(), clock: Date.now, log })
  await engine.submit({ key: 'a', command: { kind: 'define_asset', asset: eth, type: 'coin', precision: 8 } })
  const catalog = await openCatalog({ engine, sql, log })
  const network = {
    protocol: null,
    parentAsset: null,
    depositEnabled: true,
    withdrawalEnabled: true,
    depositFee: amountOf(0, 0),
    depositMin: amountOf(0, 0),
    withdrawalFee: amountOf(0, 0),
    withdrawalMin: amountOf(0, 0),
    subunits: 18,
    confirmationsRequired: 6,
    explorerTransaction: '',
    explorerAddress: '',
    description: '',
    warning: '',
  }
  await Promise.all([
    catalog.setNetwork(eth, { ...network, blockchainKey: 'b', position: 2 }),
    catalog.setNetwork(eth, { ...network, blockchainKey: 'a', position: 1 }),
  ])
  await catalog.setNetwork(eth, { ...network, blockchainKey: 'b', position: 2, subunits: 6 })
  assert.equal(catalog.network('eth')!.blockchainKey, 'a')
  assert.equal(catalog.network('eth', 'b')!.subunits, 6)
  assert.equal(catalog.network('eth', 'c'), undefined)
  assert.equal(catalog.network('btc'), undefined)
  assert.equal(catalog.asset('eth')!.networks.length, 2)
  catalog.close()
  await engine.close()
})

test('the limit of a user is the most specific one, and his level outweighs his group', () => {
  const limit = (group: string, kycLevel: string) => ({ group, kycLevel }) as WithdrawLimit
  const limits = [
    limit('any', 'any'),
    limit('vip-1', 'any'),
    limit('any', '3'),
    limit('vip-1', '3'),
    limit('vip-2', '3'),
  ]
  const found = (group: string, kycLevel: number) =>
    limits.indexOf(withdrawLimitFor(limits, { group, kycLevel })!)
  assert.deepEqual([found('x', 1), found('vip-1', 1), found('x', 3), found('vip-1', 3)], [0, 1, 2, 3])
  assert.equal(withdrawLimitFor([limit('vip-9', '3')], { group: 'x', kycLevel: 3 }), undefined)
})
