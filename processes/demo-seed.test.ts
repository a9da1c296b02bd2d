import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { pino } from 'pino'
import { amount, unit, type AccountId } from '../core/units/index.ts'
import { openCatalog } from '../peatio/catalog/index.ts'
import { openEngine } from '../peatio/engine/index.ts'
import { openKeystore } from '../platform/keystore/index.ts'
import { openPglite } from '../platform/sql/index.ts'
import { createMemoryDisk } from '../platform/storage/index.ts'
import { demoFunds } from './demo-listing.ts'
import { seedDemo, type DemoDirectory, type DemoOptions } from './demo-seed.ts'
import type { ApiKey } from './market-maker/index.ts'

type User = { uid: string; password: string; role: string; level: number }
type House = DemoOptions & { users: Map<string, User>; apiKeys: Map<string, ApiKey & { uid: string }> }

async function openHouse(t: TestContext): Promise<House> {
  const directory = mkdtempSync(join(tmpdir(), 'demo-'))
  const log = pino({ level: 'silent' })
  const sql = await openPglite(undefined)
  const engine = openEngine({
    storage: createMemoryDisk(() => 0.5).open(),
    clock: () => 1_700_000_000_000,
    log,
  })
  const catalog = await openCatalog({ engine, sql, log })
  t.after(async () => {
    catalog.close()
    await engine.close()
    await sql.close()
    rmSync(directory, { recursive: true, force: true })
  })
  const users = new Map<string, User>()
  const apiKeys = new Map<string, ApiKey & { uid: string }>()
  const doubles: DemoDirectory = {
    async ensureUser({ email, ...user }) {
      if (!users.has(email)) users.set(email, { ...user, uid: `ID${users.size + 1}` })
      return users.get(email)!.uid
    },
    async ensureApiKey(uid, key) {
      if (!apiKeys.has(key.kid)) apiKeys.set(key.kid, { ...key, uid })
    },
  }
  const keystore = openKeystore(directory)
  return { engine, directory: doubles, catalog, keystore, password: 'Demo-1234!', log, users, apiKeys }
}

/** The catalog follows the engine from behind: what was defined shows there soon, not at once. */
async function shown({ catalog }: House): Promise<void> {
  while (catalog.markets().length < 3) await new Promise((done) => setImmediate(done))
}

const balancesOf = async ({ engine, users }: House, email: string) => {
  const account = users.get(email)!.uid as AccountId
  const { result } = await engine.read({ kind: 'balances', account })
  return Object.fromEntries(result.map(({ asset, posted }) => [asset, posted]))
}

test('an empty exchange gets assets, markets, people and bots; seeding again changes nothing', async (t) => {
  const house = await openHouse(t)
  const { engine, catalog } = house
  const demo = await seedDemo(house)
  await shown(house)
  assert.deepEqual(
    catalog.assets().map(({ code }) => code),
    ['btc', 'eth', 'usdt', 'usd'],
  )
  assert.deepEqual(
    catalog.markets().map(({ code, state }) => [code, state]),
    [
      ['btcusdt', 'enabled'],
      ['ethusdt', 'enabled'],
      ['ethbtc', 'enabled'],
    ],
  )
  assert.equal(catalog.network('usdt')!.blockchainKey, 'devnet-eth')
  assert.equal(catalog.network('usd')!.blockchainKey, null)
  assert.equal(catalog.withdrawLimit({ group: 'any', kycLevel: 3 })!.limit24h, amount(100_000n * unit))
  assert.deepEqual(
    [...house.users].map(([email, { role, level }]) => [email, role, level]),
    [
      ['admin@opex.local', 'superadmin', 3],
      ['alice@opex.local', 'member', 3],
      ['bob@opex.local', 'member', 3],
      ['maker@opex.local', 'member', 3],
      ['taker@opex.local', 'member', 3],
    ],
  )
  assert.deepEqual(await balancesOf(house, 'admin@opex.local'), {})
  assert.deepEqual(await balancesOf(house, 'alice@opex.local'), { ...demoFunds.person })
  assert.deepEqual(await balancesOf(house, 'taker@opex.local'), { ...demoFunds.bot })
  const { uid, ...makerKey } = house.apiKeys.get(demo.keys.maker.kid)!
  assert.deepEqual([uid, makerKey], [house.users.get('maker@opex.local')!.uid, demo.keys.maker])
  assert.match(`${makerKey.kid} ${makerKey.secret}`, /^[0-9a-f]{16} [0-9a-f]{32}$/)
  const group = await engine.read({ kind: 'group_of', account: uid as AccountId })
  assert.equal(group.result, 'market-maker')

  const before = [engine.sequence(), (await engine.read({ kind: 'state_hash' })).result]
  assert.deepEqual(await seedDemo(house), demo)
  assert.deepEqual([engine.sequence(), (await engine.read({ kind: 'state_hash' })).result], before)
  assert.equal(house.apiKeys.size, 2)
  const { result: trial } = await engine.read({ kind: 'trial_balance' })
  assert.ok(trial.every(({ posted }) => posted === 0n))
})

test('what an operator changed since stays as he left it', async (t) => {
  const house = await openHouse(t)
  const { engine, catalog } = house
  await seedDemo(house)
  await shown(house)
  const btcusdt = catalog.market('btcusdt')!
  const [defined] = (await engine.read({ kind: 'definitions' })).result.markets
  await engine.submit({ key: 'an operator halts', command: { ...defined!, status: 'halted' } })
  await catalog.describeAsset(catalog.asset('btc')!.code, { name: 'Gold' })
  await catalog.setNetwork(catalog.asset('btc')!.code, { ...catalog.network('btc')!, depositEnabled: false })
  await seedDemo(house)
  const definitions = await engine.read({ kind: 'definitions' })
  assert.equal(definitions.result.markets.find(({ market }) => market === btcusdt.code)!.status, 'halted')
  assert.deepEqual([catalog.asset('btc')!.name, catalog.network('btc')!.depositEnabled], ['Gold', false])
})
