import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Account, Claims, PaymentAddress } from '../../contract/index.ts'
import type { Command } from '../../core/exchange/index.ts'
import {
  amountFromDecimal,
  lots,
  ticks,
  type AccountId,
  type AssetCode,
  type MarketCode,
} from '../../core/units/index.ts'
import { createHttp } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { openPglite, type Sql } from '../../platform/sql/index.ts'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openCatalog, type Catalog } from '../catalog/index.ts'
import { openEngine, type RunningEngine } from '../engine/index.ts'
import { balanceRoutes } from './index.ts'

const log = createLog('test', 'silent')
const address: PaymentAddress = {
  currencies: ['btc'],
  blockchain_key: 'devnet',
  address: 'dev1',
  state: 'active',
}
const verify = (authorization: string | undefined): Promise<Claims | undefined> => {
  const uid = /^Bearer (ID\w+)$/.exec(authorization ?? '')?.[1]
  const rest = { email: '', username: null, role: 'member', level: 0, state: 'active', referral_id: null }
  return Promise.resolve(uid === undefined ? undefined : { uid, ...rest })
}

let app: FastifyInstance
let engine: RunningEngine
let catalog: Catalog
let sql: Sql
const submit = async (command: Command) => {
  const { rejection } = await engine.submit({ key: randomUUID(), command })
  assert.equal(rejection, null)
}
const asset = (code: string, type: 'coin' | 'fiat') =>
  submit({ kind: 'define_asset', asset: code as AssetCode, type, precision: 8 })
const credit = (account: string, code: string, sum: string) =>
  submit({
    kind: 'credit_deposit',
    account: account as AccountId,
    asset: code as AssetCode,
    sum: amountFromDecimal(sum)!,
    reference: randomUUID(),
  })
const get = async (who: string, path: string) => {
  const headers = { authorization: `Bearer ${who}` }
  const reply = await app.inject({ method: 'GET', url: `/api/v2/peatio/account/balances${path}`, headers })
  return { status: reply.statusCode, body: reply.json<unknown>(), headers: reply.headers }
}
const codes = (body: unknown) => (body as Account[]).map(({ currency }) => currency)

before(async () => {
  engine = openEngine({ storage: createMemoryDisk(Math.random).open(), clock: Date.now, log })
  await asset('btc', 'coin')
  await asset('eth', 'coin')
  await asset('usd', 'fiat')
  await asset('old', 'coin')
  await submit({
    kind: 'define_market',
    market: 'btcusd' as MarketCode,
    base: 'btc' as AssetCode,
    quote: 'usd' as AssetCode,
    pricePrecision: 2,
    amountPrecision: 4,
    priceMin: ticks(1),
    priceMax: 0,
    quantityMin: lots(1),
    status: 'open',
  })
  sql = await openPglite(undefined)
  catalog = await openCatalog({ engine, sql, log })
  await catalog.describeAsset('btc' as AssetCode, { name: 'Bitcoin', position: 0 })
  await catalog.describeAsset('old' as AssetCode, { status: 'hidden' })
  app = createHttp(log)
  const depositAddresses = (uid: string) => Promise.resolve(uid === 'IDALICE' ? [address] : [])
  balanceRoutes(app, { engine, catalog, depositAddresses, verify })
  await credit('IDALICE', 'btc', '12345678901234567.123456789012345678')
  await credit('IDALICE', 'usd', '100')
})
after(async () => {
  await app.close()
  catalog.close()
  await engine.close()
  await sql.close()
})

test('every visible asset has a balance, zero where there was never any', async () => {
  const { status, body, headers } = await get('IDALICE', '')
  assert.equal(status, 200)
  assert.deepEqual(body, [
    {
      currency: 'btc',
      balance: '12345678901234567.123456789012345678',
      locked: '0.0',
      deposit_address: address,
      deposit_addresses: [address],
    },
    { currency: 'eth', balance: '0.0', locked: '0.0', deposit_address: null, deposit_addresses: [] },
    { currency: 'usd', balance: '100.0', locked: '0.0' },
  ])
  assert.deepEqual([headers['total'], headers['per-page'], headers['page']], [3, 100, 1].map(String))
})

test('what an order promises is locked at once, and no longer in the balance', async () => {
  const account = 'IDALICE' as AccountId
  await submit({
    kind: 'place_order',
    account,
    uuid: randomUUID(),
    market: 'btcusd' as MarketCode,
    side: 'buy',
    type: 'limit',
    limit: ticks(10_025),
    quantity: lots(5_000),
  })
  const { body } = await get('IDALICE', '/usd')
  assert.deepEqual(body, { currency: 'usd', balance: '49.875', locked: '50.125' })
  await submit({ kind: 'cancel_orders', account, market: null, side: null })
  assert.deepEqual((await get('IDALICE', '/usd')).body, { currency: 'usd', balance: '100.0', locked: '0.0' })
})

test('nobody sees the balance or address of another', async () => {
  const { body } = await get('IDBOB', '')
  assert.deepEqual(
    (body as Account[]).map(({ balance, deposit_address: own }) => [balance, own ?? null]),
    [0, 1, 2].map(() => ['0.0', null]),
  )
})

test('lists are searched, filtered and paged', async () => {
  assert.deepEqual(codes((await get('IDALICE', '?nonzero=true')).body), ['btc', 'usd'])
  assert.deepEqual(codes((await get('IDALICE', '?search[currency_code]=ET')).body), ['eth'])
  assert.deepEqual(codes((await get('IDALICE', '?search[currency_name]=coin')).body), ['btc'])
  const either = '?search[currency_code]=usd&search[currency_name]=bitcoin'
  assert.deepEqual(codes((await get('IDALICE', either)).body), ['btc', 'usd'])
  const page = await get('IDALICE', '?limit=2&page=2')
  assert.deepEqual([codes(page.body), page.headers['total'], page.headers['page']], [['usd'], '3', '2'])
})

test('what is wrong is said with its key', async () => {
  const refused: [string, number, string][] = [
    ['?limit=0', 422, 'pagination.invalid_limit'],
    ['?limit=x', 422, 'pagination.non_integer_limit'],
    ['?page=x', 422, 'pagination.non_integer_page'],
    ['?nonzero=perhaps', 422, 'account.balances.invalid_nonzero'],
    ['/doge', 422, 'account.currency.doesnt_exist'],
    ['/old', 422, 'account.currency.doesnt_exist'],
    ['/eth', 404, 'record.not_found'],
  ]
  for (const [path, status, key] of refused) {
    const { headers: _, ...reply } = await get('IDALICE', path)
    assert.deepEqual(reply, { status, body: { errors: [key] } }, path)
  }
  const { headers: _, ...anonymous } = await get('nobody', '')
  assert.deepEqual(anonymous, { status: 401, body: { errors: ['jwt.decode_and_verify'] } })
})
