import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Claims, InternalTransferEntity } from '../../../contract/index.ts'
import { createHttp } from '../../../platform/http/index.ts'
import { transferRoutes } from '../index.ts'
import { alice, bob, btc, openScene, quiet, type Scene } from '../scene.ts'

let scene: Scene
let app: FastifyInstance
const used = new Set<string>()
const people = [
  { uid: 'IDALICE', username: 'alice', state: 'active' },
  { uid: 'IDBOB', username: 'bob', state: 'active' },
  { uid: 'IDMALLORY', username: 'mallory', state: 'banned' },
]
const verify = (authorization: string | undefined): Promise<Claims | undefined> => {
  const uid = /^Bearer (ID\w+)$/.exec(authorization ?? '')?.[1]
  const username = people.find((each) => each.uid === uid)?.username ?? null
  const rest = { email: '', role: 'member', level: 1, state: 'active', referral_id: null }
  return Promise.resolve(uid === undefined ? undefined : { ...rest, uid, username })
}
before(async () => {
  scene = await openScene({ stepMs: 1_000 })
  app = createHttp(quiet)
  transferRoutes(app, {
    ...scene,
    verify,
    findPerson: (by) =>
      Promise.resolve(
        people.find((each) => ('uid' in by ? each.uid === by.uid : each.username === by.username)),
      ),
    checkCode: (uid, code) => {
      const fresh = code.startsWith('1') && !used.has(`${uid}/${code}`)
      used.add(`${uid}/${code}`)
      return Promise.resolve(fresh)
    },
  })
})
after(async () => {
  await app.close()
  await scene.close()
})

let codes = 100_000
async function give(who: string, body: object) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v2/peatio/account/internal_transfers',
    headers: { authorization: `Bearer ${who}` },
    payload: { currency: 'btc', amount: '1', otp: String((codes += 1)), username_or_uid: 'bob', ...body },
  })
  return { status: answer.statusCode, body: answer.json<InternalTransferEntity & { errors?: string[] }>() }
}
const list = async (who: string, query = '') => {
  const url = `/api/v2/peatio/account/internal_transfers${query}`
  return (await app.inject({ url, headers: { authorization: `Bearer ${who}` } })).json<
    InternalTransferEntity[]
  >()
}
const owns = async (account: typeof alice) => {
  const { result } = await scene.engine.read({ kind: 'balances', account })
  return Number((result.find(({ asset }) => asset === btc)?.posted ?? 0n) / 10n ** 18n)
}

test('a user gives to another by name or uid, and both see it', async () => {
  const given = await give('IDALICE', {})
  assert.deepEqual([given.status, given.body.direction, given.body.receiver_uid], [201, 'out', 'IDBOB'])
  assert.equal((await give('IDALICE', { username_or_uid: 'IDBOB', amount: '2' })).status, 201)
  assert.deepEqual([await owns(alice), await owns(bob)], [7, 3])
  const [newest, oldest] = await list('IDBOB')
  assert.deepEqual([newest!.amount, oldest!.amount, newest!.direction], ['2.0', '1.0', 'in'])
  assert.deepEqual([newest!.sender_username, newest!.receiver_username], ['alice', 'bob'])
  assert.deepEqual(
    (await list('IDALICE', '?limit=1&page=2')).map(({ amount, direction }) => [amount, direction]),
    [['1.0', 'out']],
  )
  assert.deepEqual(await list('IDMALLORY'), [])
})

test('a code is good for one transfer: a request that is repeated gives nothing twice', async () => {
  const before = await owns(alice)
  assert.equal((await give('IDALICE', { otp: '199999' })).status, 201)
  const again = await give('IDALICE', { otp: '199999' })
  assert.deepEqual([again.status, again.body.errors], [422, ['account.internal_transfer.invalid_otp']])
  assert.equal(await owns(alice), before - 1)
})

test('twenty transfers at once never overdraw', async () => {
  const before = await owns(alice)
  const answers = await Promise.all(Array.from({ length: 20 }, () => give('IDALICE', {})))
  assert.equal(answers.filter(({ status }) => status === 201).length, before)
  assert.equal(await owns(alice), 0)
  const refused = answers.find(({ status }) => status !== 201)!
  assert.deepEqual(refused.body.errors, ['account.internal_transfer.insufficient_balance'])
})

test('what is wrong is said with the reference’s keys, before the code is spent', async () => {
  for (const [body, key] of [
    [{ username_or_uid: 'nobody' }, 'receiver_not_found'],
    [{ username_or_uid: 'mallory' }, 'receiver_not_found'],
    [{ username_or_uid: 'house:custody' }, 'receiver_not_found'],
    [{ username_or_uid: 'alice' }, 'can_not_tranfer_to_yourself'],
    [{ amount: '-1' }, 'non_positive_amount'],
    [{ amount: '0' }, 'non_positive_amount'],
    [{ amount: 'x' }, 'non_decimal_amount'],
    [{ amount: '0.000000001' }, 'non_decimal_amount'],
    [{ otp: '000000' }, 'invalid_otp'],
    [{ otp: '12345' }, 'invalid_otp'],
  ] as const) {
    const { status, body: answer } = await give('IDALICE', body)
    assert.deepEqual(
      [status, answer.errors],
      [422, [`account.internal_transfer.${key}`]],
      JSON.stringify(body),
    )
  }
  assert.deepEqual((await give('IDALICE', { currency: 'doge' })).body.errors, [
    'account.currency.doesnt_exist',
  ])
})
