import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Label, UserWithFullInfo } from '../../contract/index.ts'
import { openScene, said, type Person, type Scene } from '../scene.ts'

let scene: Scene
let alice: Person
before(async () => {
  scene = await openScene()
  alice = await scene.person('alice')
})
after(() => scene.close())

const create = (body: unknown, person = alice) => person.browser.post('/resource/labels', body)
const change = (key: string, body: unknown) =>
  alice.browser.send('PATCH', `/resource/labels/${key}`, { body })
const remove = (key: string) => alice.browser.send('DELETE', `/resource/labels/${key}`)

test('a user writes public labels of his own', async () => {
  const made = await create({
    key: ' My  Colour'.replace('  ', '-'),
    value: 'Blue',
    scope: 'private',
    user_id: 99,
    id: 7,
  })
  assert.equal(made.statusCode, 201)
  const { key, value, scope } = made.json<Label>()
  assert.deepEqual([key, value, scope], ['my-colour', 'blue', 'public'])
  assert.equal(said(await create({ key: 'my-colour', value: 'red' })), '422 key.taken')
  const changed = await change('MY-colour', { value: 'green', scope: 'private' })
  assert.deepEqual(
    [changed.statusCode, changed.json<Label>().value, changed.json<Label>().scope],
    [200, 'green', 'public'],
  )
  assert.equal((await alice.browser.get('/resource/labels/my-colour')).json<Label>().value, 'green')
  assert.deepEqual(
    [(await remove('my-colour')).statusCode, (await remove('my-colour')).statusCode],
    [204, 404],
  )
})

const refused: [unknown, string][] = [
  [
    {},
    'resource.label.missing_key resource.label.empty_key resource.label.missing_value resource.label.empty_value',
  ],
  [{ key: 'ab', value: 'a' }, 'key.too_short value.too_short'],
  [{ key: 'a b c', value: 'äöü' }, 'key.invalid value.invalid'],
  [{ key: 'k'.repeat(256), value: 'fine' }, 'key.too_long'],
  [{ key: ['a'], value: 'fine' }, 'invalid'],
]
for (const [body, keys] of refused) {
  test(`a label is refused: ${keys}`, async () => assert.equal(said(await create(body)), `422 ${keys}`))
}

test('private labels are read and not written', async () => {
  assert.equal((await alice.browser.get('/resource/labels/email')).json<Label>().scope, 'private')
  assert.equal(said(await change('email', { value: 'unverified' })), '400 resource.labels.private')
  assert.equal(said(await remove('email')), '400 resource.labels.private')
  for (const answer of [await change('nothing', { value: 'any' }), await remove('nothing')]) {
    assert.equal(said(answer), '404 record.not_found')
  }
  assert.equal(said(await alice.browser.get('/resource/labels/nothing')), '404 record.not_found')
})

test('nobody raises or bans himself by labels of his own', async () => {
  for (const [key, value] of [
    ['phone', 'verified'],
    ['document', 'verified'],
    ['ban', 'yes'],
  ]) {
    assert.equal((await create({ key, value })).statusCode, 201)
  }
  const { level, state } = (await alice.browser.get('/resource/users/me')).json<UserWithFullInfo>()
  assert.deepEqual([level, state], [1, 'active'])
})

test('labels are listed oldest first, or newest first', async () => {
  const { uid, browser } = await scene.person('lister')
  await scene.barong.directory.setLabel(uid, { key: 'phone', value: 'verified' })
  await scene.barong.directory.setLabel(uid, { key: 'delete', value: 'later', scope: 'public' })
  const keys = async (query = '') =>
    (await browser.get(`/resource/labels${query}`)).json<Label[]>().map(({ key }) => key)
  assert.deepEqual(await keys(), ['email', 'phone', 'delete'])
  assert.deepEqual(await keys('?ordering=desc'), ['delete', 'phone', 'email'])
  assert.equal(said(await browser.get('/resource/labels?ordering=foo')), '422 value')
})

test('levels follow the labels, both ways, in the very next request', async () => {
  const climber = await scene.person('climber')
  const { directory } = scene.barong
  const level = async () => (await climber.browser.get('/resource/users/me')).json<UserWithFullInfo>().level
  await directory.setLabel(climber.uid, { key: 'document', value: 'verified' })
  assert.equal(await level(), 1)
  await directory.setLabel(climber.uid, { key: 'phone', value: 'verified' })
  assert.equal(await level(), 3)
  await directory.setLabel(climber.uid, { key: 'phone', value: 'pending' })
  assert.equal(await level(), 1)
  assert.equal(await directory.setLabel('ID0000000000', { key: 'phone', value: 'verified' }), false)
})

test('a list of labels has an end', async () => {
  const hoarder = await scene.person('hoarder')
  const answers = await Promise.all(
    Array.from({ length: 52 }, (_, index) => create({ key: `key-${index}`, value: 'value' }, hoarder)),
  )
  assert.deepEqual(answers.map(said).sort().slice(49), [
    '201',
    '422 resource.labels.limit_reached',
    '422 resource.labels.limit_reached',
  ])
})

test("data is the front end's own, as JSON", async () => {
  const put = (body: unknown) => alice.browser.send('PUT', '/resource/users/me', { body })
  const done = await put({
    data: '{"language":"ru"}',
    role: 'superadmin',
    level: 3,
    state: 'banned',
    email: 'x@y.zz',
  })
  const { data, role, level, email } = done.json<UserWithFullInfo>()
  assert.deepEqual([data, role, level, email], ['{"language":"ru"}', 'member', 1, alice.email])
  assert.equal(said(await put({})), '422 resource.user.missing_data resource.user.empty_data')
  assert.equal(said(await put({ data: '{' })), '422 data.invalid_format')
  assert.equal(said(await put({ data: { a: 1 } })), '422 data.invalid_format')
  assert.equal(said(await put({ data: `"${'x'.repeat(1023)}"` })), '422 data.too_long')
})
