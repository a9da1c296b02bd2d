import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { pino } from 'pino'
import type { Claims, DepositAddressEvent } from '../../contract/index.ts'
import { createHttp } from '../../platform/http/index.ts'
import { devRoutes } from './dev-routes.ts'
import { btc, openScene, type Scene } from './scene.ts'
import { depositAddresses, walletRoutes } from './wallet-routes.ts'

type Desk = Scene & {
  get(
    path: string,
    who?: { uid: string; level?: number },
  ): Promise<{ status: number; body: unknown; headers: unknown }>
  post(path: string, body: unknown): Promise<{ status: number; body: unknown }>
  told: [string, DepositAddressEvent][]
}

/** The room behind HTTP; the bearer token is `uid level`. */
async function openDesk(t: TestContext): Promise<Desk> {
  const scene = await openScene(t)
  const told: [string, DepositAddressEvent][] = []
  scene.assets.push({
    code: 'usd',
    type: 'fiat',
    status: 'enabled',
    networks: [{ ...scene.network, blockchainKey: null }],
  })
  const app = createHttp(pino({ level: 'silent' }))
  const clock = () => scene.now.at
  const verify = async (authorization: string | undefined): Promise<Claims | undefined> => {
    const [uid, level] = authorization?.split(' ') ?? []
    if (!uid) return undefined
    const rest = { email: `${uid}@x.y`, username: null, role: 'member', state: 'active', referral_id: null }
    return { ...rest, uid, level: Number(level) }
  }
  const onDepositAddress = (uid: string, event: DepositAddressEvent) => void told.push([uid, event])
  const { sql, coin, assets } = scene
  walletRoutes(app, {
    sql,
    coins: [coin],
    assets: () => assets,
    verify,
    clock,
    levelMin: 1,
    onDepositAddress,
  })
  devRoutes(app, { coins: [coin], clock })
  t.after(() => app.close())
  return {
    ...scene,
    told,
    async get(path, who) {
      const headers = who ? { authorization: `${who.uid} ${who.level ?? 1}` } : {}
      const response = await app.inject({ method: 'GET', url: path, headers })
      return { status: response.statusCode, body: response.json<unknown>(), headers: response.headers }
    },
    async post(path, payload) {
      const response = await app.inject({ method: 'POST', url: path, payload: payload as object })
      return { status: response.statusCode, body: response.json<unknown>() }
    },
  }
}

const account = '/api/v2/peatio/account'
const alice = { uid: 'ID1' }

test('the first request makes an address, later ones give it again, only the first is told', async (t) => {
  const desk = await openDesk(t)
  const first = await desk.get(`${account}/deposit_address/btc`, alice)
  const address = (first.body as { address: string }).address
  assert.deepEqual(
    [first.status, first.body],
    [200, { currencies: ['btc'], blockchain_key: 'devnet-btc', address, state: 'active' }],
  )
  assert.equal(desk.coin.addresses.canonical(address), address)
  const again = await desk.get(`${account}/deposit_address/btc?blockchain_key=devnet-btc`, alice)
  assert.deepEqual(again.body, first.body)
  const all = await Promise.all(
    [1, 2, 3].map(() => desk.get(`${account}/deposit_address/btc`, { uid: 'ID2' })),
  )
  assert.equal(new Set(all.map(({ body }) => JSON.stringify(body))).size, 1)
  assert.notEqual((all[0]!.body as { address: string }).address, address)
  assert.deepEqual(
    desk.told.map(([uid]) => uid),
    ['ID1', 'ID2'],
  )
  assert.deepEqual(desk.told[0]![1], {
    type: 'create',
    currencies: ['btc'],
    blockchain_key: 'devnet-btc',
    address,
    state: 'active',
  })
  assert.deepEqual(await depositAddresses({ sql: desk.sql, assets: () => desk.assets }, 'ID1'), [first.body])
})

test('addresses are refused by the documented keys', async (t) => {
  const desk = await openDesk(t)
  const refusals: [string, number, string][] = [
    ['doge', 422, 'account.currency.doesnt_exist'],
    ['usd', 422, 'account.currency.doesnt_exist'],
    ['BTC', 422, 'account.currency.doesnt_exist'],
    ['btc?blockchain_key=bitcoin', 422, 'account.deposit.blockchain_key_doesnt_exist'],
    ['btc?address_format=round', 422, 'account.deposit_address.invalid_address_format'],
    ['btc?address_format=cash', 422, 'account.deposit_address.doesnt_support_cash_address_format'],
  ]
  for (const [path, status, key] of refusals) {
    const { status: got, body } = await desk.get(`${account}/deposit_address/${path}`, alice)
    assert.deepEqual([got, body], [status, { errors: [key] }], path)
  }
  desk.network.depositEnabled = false
  const disabled = await desk.get(`${account}/deposit_address/btc`, alice)
  assert.deepEqual([disabled.status, disabled.body], [422, { errors: ['account.currency.deposit_disabled'] }])
  desk.assets[0]!.networks = [{ ...desk.network, depositEnabled: true, blockchainKey: 'bitcoin' }]
  const walletless = await desk.get(`${account}/deposit_address/btc`, alice)
  assert.deepEqual(walletless.body, { errors: ['account.wallet.not_found'] })
  desk.assets[0]!.status = 'hidden'
  const hidden = await desk.get(`${account}/deposit_address/btc`, alice)
  assert.deepEqual(hidden.body, { errors: ['account.currency.doesnt_exist'] })
  assert.deepEqual(await desk.get(`${account}/deposit_address/btc`).then(({ status }) => status), 401)
})

test('below the level for deposits nothing is shown and nothing is made', async (t) => {
  const desk = await openDesk(t)
  for (const path of ['deposit_address/btc', 'deposits', 'deposits/abc']) {
    const { status, body } = await desk.get(`${account}/${path}`, { uid: 'ID1', level: 0 })
    assert.deepEqual([status, body], [403, { errors: ['account.deposit.not_permitted'] }])
  }
  assert.deepEqual(await depositAddresses({ sql: desk.sql, assets: () => desk.assets }, 'ID1'), [])
})

test('a deposit is listed with its confirmations and state, to its owner only', async (t) => {
  const desk = await openDesk(t)
  const txid = await desk.pay(await desk.addressOf('ID1'), btc(0.5))
  await desk.coin.node.mine(2)
  await desk.round()
  const { status, body, headers } = await desk.get(`${account}/deposits`, alice)
  const entity = {
    id: (body as { id: number }[])[0]!.id,
    currency: 'btc',
    blockchain_key: 'devnet-btc',
    protocol: 'Bitcoin',
    amount: '0.5',
    fee: '0.0',
    txid,
    confirmations: 2,
    state: 'submitted',
    transfer_type: 'crypto',
    created_at: '2023-11-14T22:13:20Z',
    completed_at: null,
    tid: (body as { tid: string }[])[0]!.tid,
  }
  assert.deepEqual([status, body], [200, [entity]])
  assert.match(entity.tid, /^TID[0-9A-F]{16}$/)
  const { total, page, 'per-page': perPage } = headers as Record<string, unknown>
  assert.deepEqual([total, page, perPage], ['1', '1', '100'])

  desk.now.at += 5_500
  await desk.coin.node.mine(2)
  await desk.round()
  const accepted = { ...entity, confirmations: 4, state: 'accepted', completed_at: '2023-11-14T22:13:25Z' }
  assert.deepEqual((await desk.get(`${account}/deposits/${txid}`, alice)).body, accepted)

  const others = await desk.get(`${account}/deposits/${txid}`, { uid: 'ID2' })
  assert.deepEqual([others.status, others.body], [404, { errors: ['record.not_found'] }])
  assert.deepEqual((await desk.get(`${account}/deposits`, { uid: 'ID2' })).body, [])
})

test('the list is filtered and paged, newest first', async (t) => {
  const desk = await openDesk(t)
  const address = await desk.addressOf('ID1')
  const txids: string[] = []
  for (const sum of [0.0001, 0.2, 0.3]) txids.push(await desk.pay(address, btc(sum)))
  await desk.coin.node.mine(3)
  await desk.round()
  const found = async (query: string) => {
    const { body } = await desk.get(`${account}/deposits?${query}`, alice)
    return (body as { txid: string }[]).map((each) => txids.indexOf(each.txid))
  }
  const second = Math.floor(desk.now.at / 1_000)
  assert.deepEqual(await found(''), [2, 1, 0])
  assert.deepEqual(await found('limit=2'), [2, 1])
  assert.deepEqual(await found('limit=2&page=2'), [0])
  assert.deepEqual(await found('page=900000'), [])
  assert.deepEqual(await found('state=accepted'), [2, 1])
  assert.deepEqual(await found('state[]=accepted&state[]=rejected'), [2, 1, 0])
  assert.deepEqual(await found('state=collected'), [])
  assert.deepEqual(await found(`txid=${txids[1]}&currency=btc&blockchain_key=devnet-btc`), [1])
  assert.deepEqual(await found('currency=usd'), [])
  assert.deepEqual(await found(`time_from=${second}&time_to=${second}`), [2, 1, 0])
  assert.deepEqual(await found(`time_from=${second + 1}`), [])
  assert.deepEqual(await found(`time_to=${second - 1}`), [])
})

test('wrong filters are refused by the documented keys', async (t) => {
  const desk = await openDesk(t)
  const refusals: [string, string][] = [
    ['currency=doge', 'account.currency.doesnt_exist'],
    ['blockchain_key=bitcoin', 'account.deposit.blockchain_key_doesnt_exist'],
    ['state=done', 'account.deposit.invalid_state'],
    ['txid=', 'account.deposit.empty_txid'],
    ['txid=%00', 'account.deposit.empty_txid'],
    ['time_from=x', 'account.deposit.non_integer_time_from'],
    ['time_to=', 'account.deposit.empty_time_to'],
    ['time_to=1e9', 'account.deposit.non_integer_time_to'],
    ['limit=x', 'account.deposit.non_integer_limit'],
    ['limit=0', 'account.deposit.invalid_limit'],
    ['limit=101', 'account.deposit.invalid_limit'],
    ['page=x', 'account.deposit.non_integer_page'],
    ['page=0', 'account.deposit.non_positive_page'],
  ]
  for (const [query, key] of refusals) {
    const { status, body } = await desk.get(`${account}/deposits?${query}`, alice)
    assert.deepEqual([status, body], [422, { errors: [key] }], query)
  }
})

test('the faucet pays what it is asked for, within limits, to addresses of its chain only', async (t) => {
  const desk = await openDesk(t)
  const address = await desk.addressOf('ID1')
  const gift = await desk.post('/dev/faucet', {
    currency: 'btc',
    address: address.toUpperCase(),
    amount: '0.25',
  })
  const { txid } = gift.body as { txid: string }
  assert.deepEqual(
    [gift.status, gift.body],
    [201, { currency: 'btc', blockchain_key: 'devnet-btc', address, amount: '0.25', txid }],
  )
  await desk.coin.node.mine(3)
  await desk.round()
  assert.deepEqual(
    desk.engine.credits.map(({ account: uid, sum }) => [uid, sum]),
    [['ID1', btc(0.25)]],
  )

  const refusals: [object, string][] = [
    [{ currency: 'doge', address }, 'invalid_currency'],
    [{ currency: '__proto__', address }, 'invalid_currency'],
    [{ address }, 'invalid_currency'],
    [{ currency: 'btc', address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' }, 'invalid_address'],
    [{ currency: 'btc' }, 'invalid_address'],
    ...['0', '-1', 'x', '1e1', '2', '0.000000001', {}].map((amount): [object, string] => [
      { currency: 'btc', address, amount },
      'invalid_amount',
    ]),
  ]
  for (const [body, key] of refusals) {
    const refused = await desk.post('/dev/faucet', body)
    assert.deepEqual(
      [refused.status, refused.body],
      [422, { errors: [`dev.faucet.${key}`] }],
      JSON.stringify(body),
    )
  }
})

test('the faucet has had enough of an address after five gifts, until time has passed', async (t) => {
  const desk = await openDesk(t)
  const [mine, yours] = [await desk.addressOf('ID1'), await desk.addressOf('ID2')]
  const ask = async (address: string) => (await desk.post('/dev/faucet', { currency: 'btc', address })).status
  const answers: number[] = []
  for (let time = 0; time < 7; time += 1) answers.push(await ask(mine))
  assert.deepEqual(answers, [201, 201, 201, 201, 201, 429, 429])
  assert.equal(await ask(yours), 201)
  desk.now.at += 10 * 60_000
  assert.equal(await ask(mine), 201)
})

test('the state of the simulated chain is public', async (t) => {
  const desk = await openDesk(t)
  await desk.coin.node.mine(2)
  const { status, body } = await desk.get('/dev/chain')
  const { hash } = await desk.coin.reader.head()
  assert.deepEqual(
    [status, body],
    [
      200,
      [{ blockchain_key: 'devnet-btc', protocol: 'Bitcoin devnet', height: 2, hash, currencies: ['btc'] }],
    ],
  )
})
