import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { placeOrder } from '../contract/index.ts'
import { errorsOf } from './bad-input-answers.ts'
import { soundRequest, subjects } from './bad-input-endpoints.ts'
import { columnNames, filesWith, tablesWith, takeTraces } from './bad-input-traces.ts'
import { inParallel, openWire, type Wire } from './bad-input-wire.ts'
import { demoPassword } from './demo.ts'
import { Person, type Json } from './session.ts'
import { eventually, linkMailedTo, openWholeExchange, type Whole } from './whole-exchange.ts'

const peatio = '/api/v2/peatio'
const barong = '/api/v2/barong'
/** Occurs nowhere but in fields that nobody declared. As a number it would be stored as one; as text, as text. */
const canary = 'canary-in-the-mine'
const number = 918_273_645

let exchange: Whole
let wire: Wire
let names: string[]

before(async () => {
  exchange = await openWholeExchange()
  wire = openWire(exchange.url)
  const wireWords = [
    ...[
      'member_id',
      'user',
      'user_uid',
      'maker_fee',
      'taker_fee',
      'executed_volume',
      'remaining_volume',
      'origin_volume',
    ],
    ...[
      'avg_price',
      'trades_count',
      'locked',
      'balance',
      'group',
      'otp',
      'labels',
      'csrf_token',
      'secret',
      'is_admin',
    ],
    ...[
      'account',
      'sequence',
      'at',
      'key',
      'command',
      'deadline',
      'admin',
      'verified',
      'confirmed_at',
      'tid',
      'fee',
    ],
  ]
  names = [...new Set([...(await columnNames(exchange)), ...wireWords])]
  assert.ok(names.length > 100 && names.includes('password_digest'))
})
after(async () => {
  wire.close()
  await exchange.close()
})

/** Every name that a table or an answer knows, except those that the endpoint declares. */
function extrasFor(declared: readonly string[], value: unknown): Json {
  const others = names.filter((name) => !declared.includes(name))
  return Object.fromEntries(
    others.map((name) => [name, typeof value === 'string' ? `${value} ${name}` : value]),
  )
}

/** What a stranger would like to be true. */
const wishes = {
  ...{
    id: 1,
    uid: 'ID0000000001',
    role: 'superadmin',
    level: 99,
    state: 'active',
    otp: true,
    email: undefined,
  },
  ...{
    member_id: 1,
    user_id: 1,
    account: 'ID0000000001',
    group: 'market-maker',
    scope: 'private',
    created_at: 0,
  },
  ...{
    maker_fee: '-1',
    taker_fee: '-1',
    maker_fee_ppm: -1,
    executed_volume: '9',
    origin_volume: '9',
    trades_count: 9,
  },
  ...{
    avg_price: '1',
    filled: '9',
    status: 'filled',
    uuid: '00000000-0000-4000-8000-00000000beef',
    balance: '1000000',
  },
}
const wishing = (declared: readonly string[]): Json =>
  Object.fromEntries(Object.entries(wishes).filter(([name]) => !declared.includes(name)))

test('an endpoint answers the same whatever else it is asked, and repeats none of it', async () => {
  const alice = new Person(exchange.url)
  await alice.signIn('alice@opex.local', demoPassword)
  await alice.call('GET', `${peatio}/account/deposit_address/eth`)
  const readings = subjects.filter(({ endpoint }) => endpoint.method === 'GET')
  const before = await takeTraces(exchange)
  await inParallel(readings, async (subject) => {
    const extras = Object.entries(extrasFor(Object.keys(subject.endpoint.params), canary)) as [
      string,
      string,
    ][]
    const credentials = subject.endpoint.auth === 'user' ? alice.headers('GET') : {}
    // In three requests: a server takes only so long an address.
    for (const part of [0, 1, 2]) {
      const some = extras.filter((_, index) => index % 3 === part)
      const [plain, asked] = await Promise.all(
        [soundRequest(subject), soundRequest(subject, some)].map((sent) =>
          wire.send({ ...sent, headers: credentials }),
        ),
      )
      errorsOf(asked!, subject.name)
      assert.equal(asked!.status, plain!.status, subject.name)
      assert.ok(!asked!.text.includes(canary), `${subject.name}: ${asked!.text.slice(0, 300)}`)
      assert.deepEqual(shapeOf(asked!.text), shapeOf(plain!.text), subject.name)
    }
  })
  assert.deepEqual(await takeTraces(exchange), before)
})

/** Field names, for answers that hold times and heights. */
function shapeOf(text: string): unknown {
  const shape = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value).map(([name, each]) => [name, shape(each)])
      : Array.isArray(value)
        ? value.slice(0, 1).map(shape)
        : typeof value
  return text === '' ? '' : shape(JSON.parse(text))
}

/** The same with wishes, with canaries in the body, and with numbers: three ways to ask for more. */
const greedy = [
  (declared: string[]) => wishing(declared),
  (declared: string[]) => extrasFor(declared, canary),
  (declared: string[]) => extrasFor(declared, number),
]

test('whoever signs up becomes a member of level 0, whatever he says he is', async () => {
  for (const [index, greed] of greedy.entries()) {
    const who = new Person(exchange.url)
    const [email, password] = [`greedy-${index}@example.com`, 'Kestrel-over-7-hills']
    const wanted = { ...greed(['email', 'password', 'username', 'refid', 'data']), email, password }
    const made = await who.call('POST', `${barong}/identity/users`, wanted)
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const { uid, role, level, state, otp } = made.body
    assert.deepEqual({ role, level, state, otp }, { role: 'member', level: 0, state: 'pending', otp: false })
    assert.match(String(uid), /^ID[0-9A-F]{10}$/)
    assert.notEqual(uid, wishes.uid)
    assert.ok(!JSON.stringify(made.body).includes(canary))

    const link = await linkMailedTo(exchange.url, email, '/accounts/confirmation')
    const token = link.searchParams.get('confirmation_token')
    const confirmed = await who.call('POST', `${barong}/identity/users/email/confirm_code`, {
      ...greed(['token']),
      token,
    })
    assert.equal(confirmed.status, 201, JSON.stringify(confirmed.body))
    const signedIn = { ...greed(['email', 'password', 'otp_code']), email, password }
    assert.equal((await who.call('POST', `${barong}/identity/sessions`, signedIn)).status, 200)
    const data = '{"language":"de"}'
    const changed = await who.call('PUT', `${barong}/resource/users/me`, { ...greed(['data']), data })
    assert.deepEqual([changed.status, changed.body['data']], [200, data])
    const label = { ...greed(['key', 'value']), key: 'kyc-done', value: 'yes-it-is' }
    const labelled = await who.call('POST', `${barong}/resource/labels`, label)
    assert.deepEqual([labelled.status, labelled.body['scope']], [201, 'public'])

    const me = await who.call('GET', `${barong}/resource/users/me`)
    const mine = {
      uid: me.body['uid'],
      role: me.body['role'],
      level: me.body['level'],
      state: me.body['state'],
    }
    assert.deepEqual(mine, { uid, role: 'member', level: 1, state: 'active' })
    assert.equal(me.body['email'], email)
    const { body: balances } = await who.call<Json[]>('GET', `${peatio}/account/balances`)
    assert.ok(balances.length > 2)
    for (const { balance, locked } of balances) assert.deepEqual([balance, locked], ['0.0', '0.0'])
  }
})

test('an API key is random, active and its maker’s own, whatever was asked for', async () => {
  const who = new Person(exchange.url)
  await who.signIn('bob@opex.local', demoPassword)
  await who.enableSecondFactor()
  const wanted = ['algorithm', 'scope', 'totp_code']
  const code = { algorithm: 'HS256', totp_code: who.code() }
  const asked = {
    ...extrasFor(wanted, canary),
    kid: 'ffffffffffffffff',
    secret: canary,
    state: 'inactive',
    user_id: 1,
    ...code,
  }
  const made = await who.call('POST', `${barong}/resource/api_keys`, asked)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  assert.equal(made.body['state'], 'active')
  assert.match(String(made.body['kid']), /^[0-9a-f]{16}$/)
  assert.notEqual(made.body['kid'], 'ffffffffffffffff')
  assert.match(String(made.body['secret']), /^[0-9a-f]{32}$/)
})

test('an order is what its declared fields say, of the one who signed in', async () => {
  const [alice, bob] = [new Person(exchange.url), new Person(exchange.url)]
  await alice.signIn('alice@opex.local', demoPassword)
  const order = { market: 'ethusdt', side: 'buy', volume: '0.05', ord_type: 'limit', price: '900' }
  const plain = await alice.call('POST', `${peatio}/market/orders`, order)
  assert.equal(plain.status, 201, JSON.stringify(plain.body))
  const own = ({ id: _, uuid, created_at: _c, updated_at: _u, ...rest }: Json) => {
    assert.notEqual(uuid, wishes.uuid)
    return rest
  }
  for (const greed of greedy) {
    const asked = { ...greed(Object.keys(placeOrder.params)), ...order }
    const placed = await alice.call('POST', `${peatio}/market/orders`, asked)
    assert.equal(placed.status, 201, JSON.stringify(placed.body))
    assert.deepEqual(own(placed.body), own(plain.body))
    const path = `${peatio}/market/orders/${String(placed.body['uuid'])}`
    const found = await alice.call('GET', path)
    assert.deepEqual(own(found.body), { ...own(plain.body), trades: [] })
    assert.ok(Date.parse(String(found.body['created_at'])) > Date.parse('2020-01-01'))
    const canceled = await alice.call('POST', `${path}/cancel`, greed(['id']))
    assert.deepEqual([canceled.status, canceled.body['state']], [201, 'cancel'])
  }
  await bob.signIn('bob@opex.local', demoPassword, '')
  const all = await alice.call<Json[]>(
    'POST',
    `${peatio}/market/orders/cancel`,
    extrasFor(['market', 'market_type', 'side'], canary),
  )
  assert.deepEqual(
    all.body.map(({ uuid }) => uuid),
    [plain.body['uuid']],
  )
})

test('the faucet gives what it was asked for and keeps nothing else', async () => {
  const alice = new Person(exchange.url)
  await alice.signIn('alice@opex.local', demoPassword)
  const { body } = await alice.call('GET', `${peatio}/account/deposit_address/eth`)
  const gift = { currency: 'eth', address: body['address'], amount: '0.25' }
  const extras = {
    ...extrasFor(['currency', 'address', 'amount'], canary),
    txid: 'f'.repeat(64),
    confirmations: 99,
  }
  const given = await alice.call('POST', '/dev/faucet', { ...extras, ...gift })
  assert.equal(given.status, 201, JSON.stringify(given.body))
  assert.notEqual(given.body['txid'], extras.txid)
  const deposit = await eventually('the deposit is credited', async () => {
    const list = await alice.call<Json[]>('GET', `${peatio}/account/deposits?currency=eth`)
    return list.body.find(({ txid, state }) => txid === given.body['txid'] && state === 'accepted')
  })
  assert.deepEqual([deposit['amount'], deposit['fee']], ['0.25', '0.0'])
})

test('nothing that was not declared is in any table, journal, letter or file', async () => {
  assert.deepEqual(await tablesWith(exchange, canary), [])
  assert.deepEqual(await tablesWith(exchange, String(number)), [])
  assert.deepEqual(await filesWith(exchange, canary), [])
})
