import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { UserWithFullInfo } from '../../contract/index.ts'
import type { Tables } from '../database/index.ts'
import { argon2Passwords } from './password-hash.ts'
import { openScene, password, said, type Scene } from '../scene.ts'

let scene: Scene
before(async () => void (scene = await openScene({}, { passwords: argon2Passwords })))
after(() => scene.close())

const signUp = (body: unknown) => scene.browser().post('/identity/users', body)

test('a newcomer signs up, is signed in, confirms by mail and is of level 1', async () => {
  const browser = scene.browser()
  const email = 'New@Comer.test'
  const made = await browser.post('/identity/users', {
    email,
    password,
    username: 'Comer1',
    data: '{"language":"en"}',
  })
  assert.equal(made.statusCode, 201)
  const user = made.json<UserWithFullInfo>()
  assert.match(user.uid, /^ID[0-9A-F]{10}$/)
  assert.match(user.csrf_token ?? '', /^[0-9a-f]{20}$/)
  assert.match(user.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  assert.deepEqual(
    { ...user, uid: '', csrf_token: '', created_at: '', updated_at: '' },
    {
      email: 'new@comer.test',
      uid: '',
      role: 'member',
      level: 0,
      otp: false,
      state: 'pending',
      referral_uid: null,
      data: '{"language":"en"}',
      username: 'comer1',
      csrf_token: '',
      labels: [],
      phones: [],
      profiles: [],
      data_storages: [],
      created_at: '',
      updated_at: '',
    },
  )
  const { state, level } = (await browser.get('/resource/users/me')).json<UserWithFullInfo>()
  assert.deepEqual([state, level], ['pending', 0])

  const [letter] = scene.mailbox.list()
  assert.equal(letter!.to, 'new@comer.test')
  const [link] = letter!.links
  assert.match(link!, /^http:\/\/exchange\.test\/accounts\/confirmation\?confirmation_token=[\w-]{43}$/)

  const other = scene.browser()
  const token = scene.mailed('new@comer.test')
  const confirmed = await other.post('/identity/users/email/confirm_code', { token })
  assert.equal(confirmed.statusCode, 201)
  const now = (await other.get('/resource/users/me')).json<UserWithFullInfo>()
  assert.deepEqual([now.state, now.level], ['active', 1])
  assert.deepEqual(
    now.labels.map(({ key, value, scope }) => [key, value, scope]),
    [['email', 'verified', 'private']],
  )
  // The first browser is still signed in, and authz knows at once what changed.
  assert.equal((await browser.get('/resource/users/me')).json<UserWithFullInfo>().level, 1)
})

const strong = { password }
const refused: [string, Record<string, unknown>, string][] = [
  [
    'nothing',
    {},
    'identity.user.missing_email identity.user.empty_email identity.user.missing_password identity.user.empty_password',
  ],
  ['blanks', { email: ' ', password: '' }, 'identity.user.empty_email identity.user.empty_password'],
  ['an object for an address', { email: { a: 1 }, ...strong }, 'invalid'],
  ['no address', { email: 'a@b', ...strong }, 'email.invalid'],
  ['a very long address', { email: `${'a'.repeat(300)}@b.cd`, ...strong }, 'email.invalid'],
  ['a short password', { email: 'q@b.cd', password: 'Ab1' }, 'password.requirements'],
  ['a weak password', { email: 'q@b.cd', password: 'Password1' }, 'password.weak'],
  [
    'everything wrong at once',
    { email: 'q', password: 'q', data: '{' },
    'email.invalid password.requirements data.invalid_format',
  ],
  ['a short name', { email: 'q@b.cd', ...strong, username: 'abc' }, 'username.too_short'],
  ['a long name', { email: 'q@b.cd', ...strong, username: 'a'.repeat(13) }, 'username.too_long'],
  ['a name with a dash', { email: 'q@b.cd', ...strong, username: 'ab-cd' }, 'username.invalid'],
  ['long data', { email: 'q@b.cd', ...strong, data: `"${'x'.repeat(1024)}"` }, 'data.too_long'],
  [
    'a referral of another house',
    { email: 'q@b.cd', ...strong, refid: 'XX123' },
    'identity.user.invalid_referral_format',
  ],
  [
    'an unknown referral',
    { email: 'q@b.cd', ...strong, refid: 'ID0000000000' },
    'identity.user.referral_doesnt_exist',
  ],
]
for (const [name, body, keys] of refused) {
  test(`signing up with ${name}: ${keys}`, async () => assert.equal(said(await signUp(body)), `422 ${keys}`))
}

test('an address is taken in any spelling, and of two at once one is accepted', async () => {
  const answers = await Promise.all(
    ['same@b.cd', 'SAME@b.cd', 'Same@B.CD'].map((email) => signUp({ email, password })),
  )
  assert.deepEqual(answers.map(said).sort(), ['201', '422 email.taken', '422 email.taken'])
  const names = await Promise.all(
    ['n1@b.cd', 'n2@b.cd'].map((email) => signUp({ email, password, username: 'twin' })),
  )
  assert.deepEqual(names.map(said).sort(), ['201', '422 username.taken'])
})

test('a referral is kept by its uid', async () => {
  const { uid } = (await signUp({ email: 'first@ref.test', password })).json<UserWithFullInfo>()
  const second = await signUp({ email: 'second@ref.test', password, refid: uid.toLowerCase() })
  assert.equal(second.json<UserWithFullInfo>().referral_uid, uid)
})

test('whoever comes first is a member, and nobody can make himself more', async () => {
  const db = scene.sql.database<Tables>('barong')
  const first = await db.selectFrom('users').select(['role', 'level']).orderBy('id').executeTakeFirstOrThrow()
  assert.equal(first.role, 'member')
  const columns = {
    id: 1,
    uid: 'ID1',
    role: 'superadmin',
    level: 3,
    state: 'active',
    otp: true,
    referral_id: 1,
  }
  const more = {
    ...columns,
    password_digest: 'x',
    created_at: 1,
    updated_at: 1,
    labels: [{ key: 'email', value: 'verified' }],
  }
  const made = await signUp({ email: 'mass@b.cd', password, ...more, __proto__: { role: 'superadmin' } })
  const { role, level, state, otp, referral_uid, labels } = made.json<UserWithFullInfo>()
  assert.deepEqual([role, level, state, otp, referral_uid, labels], ['member', 0, 'pending', false, null, []])
  assert.deepEqual(await db.selectFrom('users').select('id').where('role', '!=', 'member').execute(), [])
})

test('a form signs up as JSON does', async () => {
  const answer = await scene.app.inject({
    method: 'POST',
    url: '/api/v2/barong/identity/users',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `email=form%40b.cd&password=${password}`,
  })
  assert.equal(answer.statusCode, 201)
})

test('the password is kept as argon2id, and nowhere in clear', async () => {
  const db = scene.sql.database<Tables>('barong')
  const { password_digest: digest } = await db.selectFrom('users').selectAll().executeTakeFirstOrThrow()
  assert.match(digest, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.ok(!JSON.stringify(scene.mailbox.list()).includes(password))
})

test('a confirmation link works once, within an hour, and only for who is not confirmed', async () => {
  const confirm = (token: string) => scene.browser().post('/identity/users/email/confirm_code', { token })
  const email = 'late@b.cd'
  await signUp({ email, password })
  const early = scene.mailed(email)
  assert.equal(said(await confirm('x.y.z')), '422 jwt.decode_and_verify.segments')
  assert.equal(said(await confirm('')), '422 identity.user.empty_token')
  scene.clock.now += 3_600_000
  assert.equal(said(await confirm(early)), '422 jwt.decode_and_verify.expired')

  const ask = (body: unknown) => scene.browser().post('/identity/users/email/generate_code', body)
  assert.equal(said(await ask({})), '422 identity.user.missing_email identity.user.empty_email')
  assert.equal(said(await ask({ email })), '201')
  const token = scene.mailed(email)
  assert.notEqual(token, early)
  const both = await Promise.all([confirm(token), confirm(token)])
  assert.equal(both.filter((answer) => answer.statusCode === 201).length, 1)
  assert.equal(said(await confirm(token)), '422 identity.user.active_or_doesnt_exist')
  const letters = scene.mailbox.list().length
  assert.equal(said(await ask({ email })), '201')
  assert.equal(said(await ask({ email: 'nobody@b.cd' })), '201')
  assert.equal(scene.mailbox.list().length, letters, 'nothing is left to confirm')
})

test('a confirmation link that was used by then does not work for who is pending again', async () => {
  const email = 'again@b.cd'
  const { uid } = (await signUp({ email, password })).json<UserWithFullInfo>()
  const token = scene.mailed(email)
  const confirm = () => scene.browser().post('/identity/users/email/confirm_code', { token })
  assert.equal((await confirm()).statusCode, 201)
  await scene.barong.directory.removeLabel(uid, { key: 'email' })
  assert.equal(said(await confirm()), '422 identity.user.utilized_token')
})

test('a letter is no second factor: it opens no session for who has one', async () => {
  const email = 'guarded@b.cd'
  const { uid } = (await signUp({ email, password })).json<UserWithFullInfo>()
  await scene.barong.directory.enableSecondFactor(uid)
  const answer = await scene
    .browser()
    .post('/identity/users/email/confirm_code', { token: scene.mailed(email) })
  assert.equal(answer.statusCode, 201)
  assert.equal(answer.headers['set-cookie'], undefined)
  assert.equal(answer.json<UserWithFullInfo>().csrf_token, undefined)
})

test('a reader gets at most five letters in ten minutes, and the answer does not tell', async () => {
  const email = 'flood@b.cd'
  await signUp({ email, password })
  const count = () => scene.mailbox.list().filter(({ to }) => to === email).length
  for (let i = 0; i < 8; i++) {
    assert.equal(said(await scene.browser().post('/identity/users/email/generate_code', { email })), '201')
  }
  assert.equal(count(), 6)
})

test('small facts', async () => {
  for (const module of ['identity', 'public']) {
    const get = async (name: string) => (await scene.browser().get(`/${module}/${name}`)).json<unknown>()
    assert.deepEqual(await get('ping'), { ping: 'pong' })
    assert.deepEqual(await get('time'), { time: Math.floor(scene.clock.now / 1000) })
    assert.deepEqual(Object.keys((await get('version')) as object).sort(), [
      'build_date',
      'git_sha',
      'git_tag',
      'version',
    ])
    const configs = (await get('configs')) as Record<string, string>
    assert.equal(configs['session_expire_time'], 1800)
    assert.equal(configs['captcha_type'], 'none')
    assert.ok(new RegExp(configs['password_regexp']!, 'u').test(password))
    const entropy = await scene.browser().post(`/${module}/password/validate`, { password: 'Tecohvi0' })
    assert.deepEqual(entropy.json(), { entropy: 15.5 })
    assert.equal(entropy.statusCode, 201)
  }
})
