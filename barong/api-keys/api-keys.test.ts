import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ApiKeyEntity } from '../../contract/index.ts'
import type { Tables } from '../database/index.ts'
import { openScene, said, type Code, type Key, type Person, type Scene } from '../scene.ts'

let scene: Scene
before(async () => void (scene = await openScene()))
after(() => scene.close())

const create = (person: Person, body: unknown) => person.browser.post('/resource/api_keys', body)
const me = (headers: Record<string, string>) =>
  scene.browser().send('GET', '/resource/users/me', { headers }).then(said)

/** Somebody with a second factor and a key. */
async function bot(name: string): Promise<{ person: Person; code: Code; key: Key }> {
  const person = await scene.person(name)
  const code = await scene.guard(person)
  const made = await create(person, { algorithm: 'HS256', totp_code: code.now() })
  const { kid, secret } = made.json<ApiKeyEntity>()
  return { person, code, key: { kid, secret: secret! } }
}

test('a key is made with a code, tells its secret once, and signs requests', async () => {
  const { person, code, key } = await bot('alice')
  assert.match(key.kid, /^[0-9a-f]{16}$/)
  assert.match(key.secret, /^[0-9a-f]{32}$/)
  assert.equal(await me(scene.signed(key)), '200')
  const made = await create(person, {
    algorithm: 'HS256',
    scope: 'trade, read',
    totp_code: code.now(),
    kid: 'mine',
    state: 'inactive',
  })
  assert.equal(made.statusCode, 201)
  const second = made.json<ApiKeyEntity>()
  assert.deepEqual([second.algorithm, second.scope, second.state], ['HS256', ['trade', 'read'], 'active'])
  assert.notEqual(second.kid, 'mine')

  const listed = await person.browser.get('/resource/api_keys?ordering=desc&order_by=id&limit=1')
  assert.deepEqual(
    listed.json<ApiKeyEntity[]>().map(({ kid }) => kid),
    [second.kid],
  )
  assert.equal(listed.headers['total'], '2')
  assert.ok(!listed.body.includes('secret'))
  for (const [query, expected] of [
    ['ordering=up', 'resource.api_key.invalid_ordering'],
    ['order_by=sealed_secret', 'resource.api_key.invalid_attribute'],
    ['limit=101', 'invalid_limit'],
    ['page=x', 'non_integer_page'],
  ]) {
    assert.equal(said(await person.browser.get(`/resource/api_keys?${query}`)), `422 ${expected}`)
  }
  const db = scene.sql.database<Tables>('barong')
  assert.ok(!JSON.stringify(await db.selectFrom('api_keys').selectAll().execute()).includes(key.secret))
})

test('without a second factor there are no keys, and a wrong or used code makes none', async () => {
  const plain = await scene.person('plain')
  assert.equal(said(await create(plain, {})), '400 resource.api_key.2fa_disabled')
  const code = await scene.guard(plain)
  const cases: [unknown, string][] = [
    [{}, '422 resource.api_key.missing_totp'],
    [{ algorithm: 'HS256', totp_code: '' }, '422 resource.api_key.missing_totp'],
    [{ totp_code: '000000' }, '422 resource.apikey.missing_algorithm resource.apikey.empty_algorithm'],
    [{ algorithm: ' ', totp_code: '000000' }, '422 resource.apikey.empty_algorithm'],
    [{ algorithm: 'none', totp_code: '000000' }, '422 kid.blank algorithm.inclusion'],
    [{ algorithm: 'HS256', totp_code: '000000' }, '422 resource.api_key.invalid_totp'],
    [{ algorithm: 'HS256', totp_code: '1'.repeat(17) }, '422 resource.api_key.invalid_totp'],
    [{ algorithm: ['HS256'], totp_code: '000000' }, '422 invalid'],
  ]
  for (const [body, expected] of cases) assert.equal(said(await create(plain, body)), expected)
  const once = code.now()
  assert.equal(said(await create(plain, { algorithm: 'HS256', totp_code: once })), '201')
  assert.equal(said(await create(plain, { algorithm: 'HS256', totp_code: once })), '422 totp.error')
})

test('a key is turned off and on, and removed, at once', async () => {
  const { person, code, key } = await bot('switch')
  const patch = (body: unknown, kid = key.kid) =>
    person.browser.send('PATCH', `/resource/api_keys/${kid}`, { body }).then(said)
  const remove = (query: string) =>
    person.browser.send('DELETE', `/resource/api_keys/${key.kid}${query}`).then(said)
  const use = () => me(scene.signed(key, String((scene.clock.now += 1))))
  assert.equal(await use(), '200')
  assert.equal(await patch({ state: 'inactive' }), '422 resource.api_key.missing_totp')
  assert.equal(await patch({ state: 'odd', totp_code: '000000' }), '422 state.invalid')
  assert.equal(await patch({ state: 'inactive', totp_code: '000000' }), '422 resource.api_key.invalid_totp')
  assert.equal(await patch({ totp_code: code.now() }, '0'.repeat(16)), '404 record.not_found')
  assert.equal(await use(), '200')
  scene.revoked.length = 0
  assert.equal(await patch({ state: 'inactive', totp_code: code.now() }), '200')
  assert.deepEqual(scene.revoked, [[person.uid, key.kid]])
  assert.equal(await use(), '401 authz.apikey_not_active')
  assert.equal(await patch({ state: 'active', scope: 'read', totp_code: code.now() }), '200')
  assert.equal(await use(), '200')
  assert.equal(await remove(''), '422 resource.api_key.missing_totp')
  assert.equal(await remove('?totp_code=000000'), '422 resource.api_key.invalid_totp')
  assert.equal(await remove(`?totp_code=${code.now()}`), '204')
  assert.equal(await use(), '401 authz.unexistent_apikey')
  assert.equal(await remove('?totp_code=000000'), '404 record.not_found')
})

test("a key is its owner's alone", async () => {
  const { key } = await bot('owner')
  const thief = await bot('thief')
  const path = `/resource/api_keys/${key.kid}`
  const body = { state: 'inactive', totp_code: thief.code.now() }
  assert.equal(said(await thief.person.browser.send('PATCH', path, { body })), '404 record.not_found')
  const removed = await thief.person.browser.send('DELETE', `${path}?totp_code=${thief.code.now()}`)
  assert.equal(said(removed), '404 record.not_found')
  assert.equal(await me(scene.signed(key)), '200')
})

test('keys go off with the second factor and with the state, and stay off', async () => {
  const { person, code, key } = await bot('cascade')
  const use = () => me(scene.signed(key, String((scene.clock.now += 1))))
  assert.equal(await use(), '200')
  await person.browser.post('/resource/otp/disable', { code: code.now() })
  assert.equal(await use(), '401 authz.apikey_not_active')
  await scene.guard(person)
  assert.equal(await use(), '401 authz.apikey_not_active')

  const other = await bot('cascade-ban')
  await scene.barong.directory.setLabel(other.person.uid, { key: 'ban', value: 'yes' })
  assert.equal(await me(scene.signed(other.key)), '401 authz.apikey_not_active')
})

test('only an active user has keys that work: one who is pending neither makes nor turns on any', async () => {
  const { person, code, key } = await bot('pending')
  await scene.barong.directory.removeLabel(person.uid, { key: 'email' })
  assert.equal(await me(scene.signed(key)), '401 authz.apikey_not_active')
  const body = { state: 'active', totp_code: code.now() }
  const on = await person.browser.send('PATCH', `/resource/api_keys/${key.kid}`, { body })
  assert.equal(said(on), '422 key_holder_account.invalid')
  const made = await create(person, { algorithm: 'HS256', totp_code: code.now() })
  assert.equal(said(made), '422 key_holder_account.invalid')
})

test("what is wrong with a signed request is told in the reference's order", async () => {
  const { key } = await bot('headers')
  const { kid } = key
  const now = String(scene.clock.now)
  const good = scene.signed(key)
  const bad = 'f'.repeat(64)
  const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([each]) => each !== name))
  const cases: [Record<string, string>, string][] = [
    [without('x-auth-apikey'), '422 authz.invalid_api_key_headers'],
    [without('x-auth-nonce'), '422 authz.invalid_api_key_headers'],
    [without('x-auth-signature'), '422 authz.invalid_api_key_headers'],
    [{ ...good, 'x-auth-signature': '' }, '422 authz.invalid_api_key_headers'],
    [{ ...good, 'x-auth-apikey': '0'.repeat(16) }, '401 authz.unexistent_apikey'],
    [{ ...good, 'x-auth-apikey': kid.toUpperCase() }, '401 authz.unexistent_apikey'],
    [{ ...good, 'x-auth-nonce': 'now' }, '401 authz.nonce_not_valid_timestamp'],
    [{ ...good, 'x-auth-nonce': '-1' }, '401 authz.nonce_not_valid_timestamp'],
    [scene.signed(key, String(scene.clock.now - 5_000)), '401 authz.nonce_expired'],
    [scene.signed(key, String(scene.clock.now + 5_000)), '401 authz.nonce_expired'],
    [scene.signed(key, now.slice(0, 10)), '401 authz.nonce_expired'],
    [{ ...good, 'x-auth-signature': bad }, '401 authz.invalid_signature'],
    [{ ...good, 'x-auth-signature': good['x-auth-signature']!.toUpperCase() }, '401 authz.invalid_signature'],
    [{ ...good, 'x-auth-nonce': `${now}0`.slice(1) }, '401 authz.nonce_expired'],
    [{ ...good, 'x-auth-nonce': String(Number(now) + 1) }, '401 authz.invalid_signature'],
    [good, '200'],
    [good, '401 authz.nonce_expired'],
  ]
  for (const [headers, expected] of cases) assert.equal(await me(headers), expected, JSON.stringify(headers))
})

test('a key beside a cookie is the key, and a bad key is no cookie', async () => {
  const { person, key } = await bot('both')
  const headers = { ...scene.signed(key), 'x-auth-signature': '00' }
  assert.equal(
    said(await person.browser.send('GET', '/resource/users/me', { headers })),
    '401 authz.invalid_signature',
  )
})

test('a signed request is good once: on any path, at once or later, here or after a restart', async () => {
  const { key } = await bot('replay')
  const headers = scene.signed(key)
  const at = (path: string, method = 'GET') => scene.browser().send(method, path, { headers }).then(said)
  const paths = ['/resource/users/me', '/resource/labels', '/resource/api_keys']
  const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => at(paths[index % 3]!)))
  assert.equal(answers.filter((answer) => answer === '200').length, 1)
  assert.equal(answers.filter((answer) => answer === '401 authz.nonce_expired').length, 29)
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    assert.equal(await at('/resource/labels', method), '401 authz.nonce_expired')
  }
  for (const step of [1, 1_000, 3_998, 1, 60_000]) {
    scene.clock.now += step
    assert.equal(await at(paths[0]!), '401 authz.nonce_expired', `${step} ms on`)
  }
  for (const ahead of [0, 2_000, 4_999]) {
    const next = scene.signed(key, String(scene.clock.now + ahead))
    assert.equal(await me(next), '200')
    scene.clock.now += 1
    await scene.restart()
    for (let waited = 0; waited < 12_000; waited += 500) {
      assert.equal(
        await me(next),
        '401 authz.nonce_expired',
        `${ahead} ms ahead, ${waited} ms after a restart`,
      )
      scene.clock.now += 500
    }
    assert.equal(await me(scene.signed(key)), '200', 'the key itself still works')
    scene.clock.now += 10
  }
})

test('many requests with different nonces pass at once', async () => {
  const { key } = await bot('busy')
  const nonces = Array.from({ length: 100 }, (_, index) => String(scene.clock.now - index))
  const answers = await Promise.all(nonces.map((nonce) => me(scene.signed(key, nonce))))
  assert.deepEqual(new Set(answers), new Set(['200']))
})

test('who does not know the secret cannot use up the nonces of who does', async () => {
  const { key } = await bot('victim')
  const good = scene.signed(key)
  assert.equal(await me({ ...good, 'x-auth-signature': 'f'.repeat(64) }), '401 authz.invalid_signature')
  assert.equal(await me(good), '200')
})

test('a user has at most fifty keys', async () => {
  const person = await scene.person('collector')
  await scene.guard(person)
  const { directory } = scene.barong
  for (let i = 0; i < 50; i++) assert.ok(await directory.createApiKey(person.uid))
  assert.equal(await directory.createApiKey(person.uid), undefined)
})

test('a key of the seed keeps the kid and secret it was given', async () => {
  const person = await scene.person('seeded')
  const given = { kid: '61d025b8573501c2', secret: '2d0b4979c7fe6986daa8e21d1dc0644f' }
  const { directory } = scene.barong
  assert.equal(await directory.createApiKey(person.uid, { given }), undefined, 'not without a second factor')
  await directory.enableSecondFactor(person.uid)
  assert.equal(await directory.hasApiKey(given.kid), false)
  assert.deepEqual(await directory.createApiKey(person.uid, { given }), given)
  assert.equal(await directory.hasApiKey(given.kid), true)
  assert.equal(await me(scene.signed(given)), '200')
})
