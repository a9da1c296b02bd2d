import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { AccountId, Amount, AssetCode } from '../core/units/index.ts'
import type { ProjectionTables } from '../peatio/engine/projector/index.ts'
import { call, Person } from './session.ts'
import { eventually, openWholeExchange, type Whole } from './whole-exchange.ts'

const [password, usdt] = ['Opex-Demo-2026!', 'usdt' as AssetCode]
const called: string[] = []
const hook = createServer((request, response) => {
  let body = ''
  request.on('data', (part: Buffer) => (body += part.toString()))
  request.on('end', () => {
    called.push(body)
    response.end()
  })
}).listen(0, '127.0.0.1')

let whole: Whole
let alice: AccountId
before(async () => {
  await once(hook, 'listening')
  const { port } = hook.address() as AddressInfo
  whole = await openWholeExchange({
    OPEX_ALARM_WEBHOOK: `http://127.0.0.1:${port}/`,
    OPEX_LOG_LEVEL: 'silent',
  })
  const person = new Person(whole.url)
  alice = (await person.signIn('alice@opex.local', password)).body['uid'] as AccountId
})
after(async () => {
  await whole.close()
  hook.close()
})

const metric = async (name: string): Promise<number> => {
  const { body } = await call<string>(`${whole.url}/metrics`)
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(body)?.[1])
}
const withdraw = async (withdrawal: string) => {
  const [sum, fee] = [10n ** 18n, 10n ** 17n] as [Amount, Amount]
  const command = { kind: 'hold_withdrawal', withdrawal, account: alice, asset: usdt, sum, fee } as const
  return (await whole.engine.submit({ key: `world:${withdrawal}`, command })).rejection
}

test('somebody edits a balance in the database: the alarm is raised and withdrawals are refused', async () => {
  await eventually('a first look at the books', async () =>
    (await metric('opex_reconciliation_sequence')) > 0 ? true : undefined,
  )
  assert.equal(await withdraw('TID1'), null)
  assert.deepEqual([await metric('opex_reconciliation_differences'), called.length], [0, 0])
  const db = whole.sql.database<ProjectionTables>('peatio')
  await eventually('the hold in the projection', () =>
    db
      .selectFrom('accounts')
      .select('held')
      .where('account', '=', alice)
      .where('held', '=', '1')
      .executeTakeFirst(),
  )
  const [last] = await db.selectFrom('operations').select('id').orderBy('id', 'desc').limit(1).execute()
  await db
    .updateTable('accounts')
    .set({ posted: '9999999' })
    .where('account', '=', alice)
    .where('asset', '=', usdt)
    .execute()
  await db.updateTable('operations').set({ debit: '0', credit: '5' }).where('id', '=', last!.id).execute()
  // Her line moves, and is looked at.
  const release = { kind: 'release_withdrawal', withdrawal: 'TID1', reason: 'world' } as const
  await whole.engine.submit({ key: 'world:release', command: release })
  await eventually('the engine to refuse withdrawals', async () => {
    const { result } = await whole.engine.read({ kind: 'books' })
    return result.stopped ?? undefined
  })
  assert.equal(await withdraw('TID2'), 'withdrawals_stopped')
  const told = await eventually('the webhook', () => Promise.resolve(called[0]))
  assert.match(told, /"alarm":"books_differ"/)
  assert.deepEqual(
    [await metric('opex_withdrawals_stopped'), (await metric('opex_reconciliation_alarms_total')) > 0],
    [1, true],
  )
})

test('metrics are told to this machine, and through no proxy', async () => {
  const proxied = await call(`${whole.url}/metrics`, { headers: { 'x-forwarded-for': '127.0.0.1' } })
  assert.equal(proxied.status, 404)
})

test('an accountant’s reports are no member’s, and a superadmin reads them as a sheet', async () => {
  const member = new Person(whole.url)
  await member.signIn('bob@opex.local', password)
  const path = '/api/v2/peatio/admin/accounting/balance_sheet?format=csv'
  assert.equal((await member.call('GET', path)).status, 401)
  const admin = new Person(whole.url)
  await admin.signIn('admin@opex.local', password)
  const { status, body } = await admin.call<string>('GET', path)
  assert.equal(status, 200)
  assert.match(body, /^currency,assets,user_funds/)
  assert.match(body, /^btc,1000\.0,.*,true\r$/m)
})
