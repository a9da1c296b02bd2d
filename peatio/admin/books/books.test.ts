import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BookRequest, BooksEntity } from '../../../contract/index.ts'
import { house } from '../../../core/ledger/index.ts'
import type { AccountId } from '../../../core/units/index.ts'
import { openScene, uidOf, type Scene } from '../scene.ts'
import type { BooksTables } from './request-store.ts'

let scene: Scene
before(async () => (scene = await openScene()))
after(() => scene.close())

const [ada, tess, alan] = ['admin:ada', 'admin:tess', 'accountant:alan']
const post = (who: string, path: string, body: object) =>
  scene.call(who, 'POST', `/admin/books/${path}`, body) as Promise<{
    status: number
    body: BookRequest & { errors?: string[] }
  }>
const ask = (who: string, body: object) =>
  post(who, 'requests/new', { currency_id: 'usd', reason: 'the board said so', ...body })
const decide = (who: string, id: number, action: 'accept' | 'reject' = 'accept') =>
  post(who, 'requests/action', { id, action })
const books = async () => (await scene.call(ada, 'GET', '/admin/books')).body as BooksEntity
const cap = { kind: 'adjustment_cap', amount: '50' }
const capital = { kind: 'house_funding', amount: '30', source: 'custody', category: 'investment' }
const postedOf = async (account: string) => {
  const { result } = await scene.engine.read({ kind: 'balances', account: account as AccountId })
  return Number((result.find(({ asset }) => asset === 'usd')?.posted ?? 0n) / 10n ** 18n)
}

test('a cap is asked for by one, set by another, and both are in the register and in the journal', async () => {
  await scene.journaled()
  const asked = await ask(ada, cap)
  assert.deepEqual([asked.status, asked.body.state, asked.body.amount], [201, 'pending', '50.0'])
  assert.deepEqual((await books()).caps, [], 'nothing happens when it is asked for')
  const self = await decide(ada, asked.body.id)
  assert.deepEqual([self.status, self.body.errors], [422, ['admin.adjustment.too_few_approvers']])
  const done = await decide(tess, asked.body.id)
  assert.deepEqual([done.status, done.body.state, done.body.validator_uid], [201, 'accepted', uidOf('tess')])
  assert.deepEqual((await books()).caps, [{ currency: 'usd', amount: '50.0' }])
  assert.deepEqual(await scene.journaled(), [{ key: `books:${asked.body.id}:0`, kind: 'set_adjustment_cap' }])
  const { body } = await scene.call(ada, 'GET', '/admin/actions?limit=3')
  const acts = (body as { action: string; uid: string; result: string; sequence: number | null }[]).map(
    ({ action, uid, result, sequence }) => [action, uid, result, sequence],
  )
  assert.deepEqual(acts, [
    ['books.accept', uidOf('tess'), 'done', done.body.sequence],
    ['books.accept', uidOf('ada'), 'refused', null],
    ['books.request', uidOf('ada'), 'done', null],
  ])
  for (const action of ['accept', 'reject'] as const) {
    const again = await decide(tess, asked.body.id, action)
    assert.deepEqual(again.body.errors, [`admin.books.cannot_perform_${action}_action`])
  }
})

test('own funds are set aside, and what fees have not earned is refused until they have', async () => {
  const before = await postedOf(house.adjustments)
  const { id } = (await ask(alan, capital)).body
  assert.equal((await decide(ada, id)).status, 201)
  assert.equal(await postedOf(house.adjustments), before + 30)
  const fees = (await ask(alan, { ...capital, source: 'fee_income', amount: '5' })).body.id
  const early = await decide(ada, fees)
  assert.deepEqual(early.body.errors, ['admin.adjustment.house_funds_insufficient'])
  assert.equal((await decide(ada, fees, 'reject')).body.state, 'rejected')
})

test('money in suspense goes to its owner, or back to where it came from', async () => {
  const { engine } = scene
  const command = {
    kind: 'credit_deposit',
    account: house.suspense,
    asset: 'usd',
    sum: 20n * 10n ** 18n,
    reference: 'a wire that names nobody',
  } as never
  assert.equal((await engine.submit({ key: 'suspense', command })).rejection, null)
  const before = await postedOf(uidOf('alice'))
  const toAlice = { kind: 'suspense', amount: '15', recipient: uidOf('alice') }
  assert.equal((await decide(ada, (await ask(alan, toAlice)).body.id)).status, 201)
  assert.equal(await postedOf(uidOf('alice')), before + 15)
  const back = (await ask(alan, { kind: 'suspense', amount: '6', recipient: 'custody' })).body.id
  assert.deepEqual((await decide(ada, back)).body.errors, ['admin.adjustment.house_funds_insufficient'])
  const rest = (await ask(alan, { kind: 'suspense', amount: '5', recipient: 'custody' })).body.id
  assert.equal((await decide(ada, rest)).status, 201)
  assert.equal(await postedOf(house.suspense), 0)
})

test('what was accepted, and not written down because of a kill, is done once all the same', async () => {
  const db = scene.sql.database<BooksTables>('peatio')
  const before = await postedOf(house.adjustments)
  const { id } = (await ask(alan, { ...capital, amount: '1' })).body
  const forget = () =>
    db
      .updateTable('book_requests')
      .set({ state: 'pending', in_doubt: 1, sequence: null })
      .where('id', '=', id)
      .execute()
  await decide(ada, id)
  await forget()
  const rejected = await decide(tess, id, 'reject')
  assert.deepEqual(rejected.body.errors, ['admin.books.cannot_perform_reject_action'])
  await forget()
  const { state, validator_uid: validator } = (await decide(tess, id)).body
  assert.deepEqual([state, validator], ['accepted', uidOf('ada')], 'as the journal has it')
  assert.equal(await postedOf(house.adjustments), before + 1)

  const never = (await ask(alan, { ...capital, amount: '1' })).body.id
  await db.updateTable('book_requests').set({ in_doubt: 1 }).where('id', '=', never).execute()
  assert.equal((await decide(ada, never, 'reject')).body.state, 'rejected')
  assert.deepEqual((await decide(ada, never)).body.errors, ['admin.books.cannot_perform_accept_action'])
  assert.equal(await postedOf(house.adjustments), before + 1)
})

test('two who accept at once do it once', async () => {
  const before = await postedOf(house.adjustments)
  const { id } = (await ask(alan, { ...capital, amount: '1' })).body
  const answers = await Promise.all([decide(ada, id), decide(tess, id)])
  assert.ok(answers.some(({ status }) => status === 201))
  assert.equal(await postedOf(house.adjustments), before + 1)
})

test('withdrawals are stopped and allowed again by one operator, who is named in the journal', async () => {
  await scene.journaled()
  const stop = await post(ada, 'withdrawals', { allowed: false, reason: 'a node forks' })
  assert.equal(stop.status, 201)
  assert.deepEqual((await books()).withdrawals, { allowed: false, reason: 'a node forks', held: 0 })
  const hold = {
    kind: 'hold_withdrawal',
    withdrawal: 'w1',
    account: uidOf('alice'),
    asset: 'usd',
    sum: 10n ** 18n,
    fee: 0n,
  } as never
  const { rejection } = await scene.engine.submit({ key: 'w1', command: hold })
  assert.equal(rejection, 'withdrawals_stopped')
  await post(tess, 'withdrawals', { allowed: true, reason: 'it is one chain again' })
  assert.deepEqual((await books()).withdrawals, { allowed: true, reason: null, held: 0 })
  const kinds = (await scene.journaled()).filter(({ kind }) => kind === 'set_withdrawals')
  assert.equal(kinds.length, 2)
  assert.ok(kinds.every(({ key }) => /^admin:ID(ADA|TESS):/.test(key)))
})

test('requests are listed by kind and state, a page at a time', async () => {
  const { body, total } = await scene.call(alan, 'GET', '/admin/books/requests?kind=suspense&limit=2')
  assert.equal(total, '3')
  const rows = body as BookRequest[]
  assert.deepEqual(
    rows.map(({ kind, recipient, state }) => [kind, recipient, state]),
    [
      ['suspense', 'custody', 'accepted'],
      ['suspense', 'custody', 'pending'],
    ],
  )
  const pending = (await scene.call(alan, 'GET', '/admin/books/requests?state=pending')).body as BookRequest[]
  assert.deepEqual(new Set(pending.map(({ state }) => state)), new Set(['pending']))
})

test('what is wrong is said with its key', async () => {
  const cases: [object, string][] = [
    [{ kind: 'gift', amount: '1' }, 'admin.books.invalid_kind'],
    [{ ...cap, amount: '-1' }, 'admin.books.invalid_amount'],
    [{ ...cap, amount: '1e3' }, 'admin.books.non_decimal_amount'],
    [{ ...cap, amount: undefined }, 'admin.books.missing_amount'],
    [{ ...cap, currency_id: 'doge' }, 'admin.books.currency_doesnt_exist'],
    [{ ...cap, source: 'custody' }, 'admin.books.redundant_source'],
    [{ ...cap, category: 'misc' }, 'admin.books.redundant_category'],
    [{ ...cap, recipient: 'IDALICE' }, 'admin.books.redundant_recipient'],
    [{ ...cap, reason: '' }, 'admin.books.missing_reason'],
    [{ ...capital, source: undefined }, 'admin.books.missing_source'],
    [{ ...capital, source: 'pocket' }, 'admin.books.invalid_source'],
    [{ ...capital, category: undefined }, 'admin.books.missing_category'],
    [{ ...capital, category: 'refund' }, 'admin.books.invalid_category'],
    [{ ...capital, amount: '0' }, 'admin.books.invalid_amount'],
    [{ kind: 'suspense', amount: '1' }, 'admin.books.missing_recipient'],
    [{ kind: 'suspense', amount: '0', recipient: 'custody' }, 'admin.books.invalid_amount'],
    [{ kind: 'suspense', amount: '1', recipient: 'house:adjustments' }, 'admin.books.invalid_recipient'],
    [{ kind: 'suspense', amount: '1', recipient: 'IDNOBODY' }, 'admin.user.doesnt_exist'],
  ]
  for (const [body, key] of cases) {
    const { status, body: said } = await ask(ada, body)
    assert.deepEqual([status, said.errors], [422, [key]], JSON.stringify(body))
  }
  assert.equal((await decide(ada, 999_999)).status, 404)
  assert.deepEqual((await post(ada, 'withdrawals', { allowed: 'perhaps', reason: 'x' })).body.errors, [
    'admin.books.invalid_allowed',
  ])
  assert.deepEqual((await post(ada, 'withdrawals', { allowed: true })).body.errors, [
    'admin.books.missing_reason',
  ])
})

test('only roles that may are heard, and an accountant sets no limits to himself', async () => {
  const refused = { status: 403, errors: ['admin.ability.not_permitted'] }
  const said = async (reply: Promise<{ status: number; body: { errors?: string[] } }>) => {
    const { status, body } = await reply
    return { status, errors: body.errors }
  }
  for (const role of ['member', 'support', 'compliance', 'reporter', 'technical']) {
    const who = `${role}:bob`
    assert.deepEqual(await said(ask(who, cap)), refused, role)
    assert.deepEqual(await said(decide(who, 1)), refused, role)
    assert.deepEqual(await said(post(who, 'withdrawals', { allowed: true, reason: 'x' })), refused, role)
    assert.equal((await scene.call(who, 'GET', '/admin/books')).status, 403, role)
    assert.equal((await scene.call(who, 'GET', '/admin/books/requests')).status, 403, role)
  }
  assert.deepEqual(await said(ask(alan, cap)), refused)
  const { id } = (await ask(ada, cap)).body
  assert.deepEqual(await said(decide(alan, id)), refused)
  assert.deepEqual(await said(post(alan, 'withdrawals', { allowed: true, reason: 'x' })), refused)
})
