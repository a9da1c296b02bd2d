import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ActivityEntity, UserWithFullInfo } from '../../contract/index.ts'
import { openScene, password, said, type Scene } from '../scene.ts'

let scene: Scene
before(async () => void (scene = await openScene()))
after(() => scene.close())

const later = () => (scene.clock.now += 60_000)
const signIn = (body: unknown) => scene.browser().post('/identity/sessions', body)

test('signing in gives the user, a CSRF token and a cookie that neither scripts nor other sites get', async () => {
  const { email, uid } = await scene.person('alice')
  const answer = await signIn({ email: 'ALICE@person.test', password })
  assert.equal(answer.statusCode, 200)
  const user = answer.json<UserWithFullInfo>()
  assert.deepEqual([user.uid, user.email], [uid, email])
  assert.match(user.csrf_token!, /^[0-9a-f]{20}$/)
  assert.match(
    String(answer.headers['set-cookie']),
    /^_barong_session=[0-9a-f]{32}; Max-Age=86400; Path=\/; HttpOnly; SameSite=Lax$/,
  )
})

test('the cookie is Secure where the exchange is served by https', async () => {
  const { email } = await scene.person('secure')
  await scene.restart({ baseUrl: 'https://exchange.test' })
  const answer = await signIn({ email, password })
  assert.match(String(answer.headers['set-cookie']), /; Secure$/)
  await scene.restart()
})

test('a wrong password is answered the same for a user, a banned one and nobody at all', async () => {
  const { email } = await scene.person('known')
  const banned = await scene.person('banned')
  await scene.barong.directory.setLabel(banned.uid, { key: 'ban', value: 'yes' })
  const wrong = 'Wrong-Tecohvi0'
  const answers = await Promise.all(
    [email, banned.email, 'unknown@person.test', 'no address', ''].map((name) =>
      signIn({ email: name, password: wrong }),
    ),
  )
  for (const answer of answers) {
    assert.equal(said(answer), '401 identity.session.invalid_params')
    assert.deepEqual({ ...answer.headers, date: '' }, { ...answers[0]!.headers, date: '' })
    assert.equal(answer.body, answers[0]!.body)
  }
})

const states: [string, string][] = [
  ['ban', '401 identity.session.banned'],
  ['delete', '401 identity.session.deleted'],
  ['lock', '401 identity.session.not_active'],
]
for (const [key, expected] of states) {
  test(`the state of an account is told to who knows its password: ${expected}`, async () => {
    const { uid, email, browser } = await scene.person(`state-${key}`)
    await scene.barong.directory.setLabel(uid, { key, value: 'yes' })
    assert.equal(
      said(await signIn({ email, password: 'Wrong-Tecohvi0' })),
      '401 identity.session.invalid_params',
    )
    assert.equal(said(await signIn({ email, password })), expected)
    assert.equal(
      said(await browser.get('/resource/users/me')),
      '401 authz.invalid_session',
      'his session ended',
    )
  })
}

test('where there is no user a password is checked all the same, so that no answer comes sooner', async () => {
  const { email } = await scene.person('timed')
  for (const name of [email, 'nobody-timed@person.test', 'no address']) {
    scene.passwords.checked.length = 0
    await signIn({ email: name, password: 'Wrong-1' })
    assert.match(scene.passwords.checked.join(' '), /^fake:[0-9a-f]{64}$/, name)
  }
})

test('a sign-in by the old password that began before a reset opens nothing after it', async () => {
  const { email } = await scene.person('overtaken')
  await scene.browser().post('/identity/users/password/generate_code', { email })
  const reset = {
    reset_password_token: scene.mailed(email),
    password: 'Gol4aid2-x',
    confirm_password: 'Gol4aid2-x',
  }
  scene.passwords.beforeAnswer = async () => {
    scene.passwords.beforeAnswer = undefined
    assert.equal(said(await scene.browser().post('/identity/users/password/confirm_code', reset)), '201')
  }
  assert.equal(said(await signIn({ email, password })), '401 identity.session.invalid_params')
})

test('what is missing is told, all at once', async () => {
  assert.equal(said(await signIn({})), '422 identity.session.missing_email identity.session.missing_password')
  assert.equal(said(await signIn({ email: ['a'], password: 'x' })), '422 invalid')
})

test('the sixth wrong password within a minute is not looked at, nor is a right one then', async () => {
  const { email } = await scene.person('brute')
  for (const who of [email, 'unknown-brute@person.test']) {
    for (let i = 0; i < 5; i++) {
      assert.equal(
        said(await signIn({ email: who, password: 'Wrong-1' })),
        '401 identity.session.invalid_params',
      )
    }
    assert.equal(
      said(await signIn({ email: who.toUpperCase(), password })),
      '429 identity.session.rack_attack_limit',
    )
  }
  later()
  assert.equal((await signIn({ email, password })).statusCode, 200)
})

test('right passwords are not counted', async () => {
  const { email } = await scene.person('often')
  for (let i = 0; i < 8; i++) assert.equal((await signIn({ email, password })).statusCode, 200)
})

test('one address of the network cannot try many accounts', async () => {
  const limits = { max: 3, windowMs: 60_000 }
  await scene.restart({
    limits: {
      signInsPerIp: [limits],
      signInsPerEmail: [limits],
      signUpsPerIp: [limits],
      lettersPerIp: [limits],
      lettersPerEmail: [limits],
      passwordsPerUser: [limits],
    },
  })
  const rude = scene.browser({ ip: '10.9.9.9' })
  const tries = async (path: string, body: (i: number) => unknown) => {
    const answers: string[] = []
    for (let i = 0; i < 4; i++) answers.push(said(await rude.post(path, body(i))))
    return answers
  }
  const tooMany = '429 identity.session.rack_attack_limit'
  const wrong = '401 identity.session.invalid_params'
  const guesses = await tries('/identity/sessions', (i) => ({ email: `guess${i}@x.test`, password }))
  assert.deepEqual(guesses, [wrong, wrong, wrong, tooMany])
  const spread: string[] = []
  for (let i = 0; i < 4; i++) {
    const elsewhere = scene.browser({ ip: `2001:db8:1:2:${i}::${i + 1}` })
    spread.push(said(await elsewhere.signIn(`spread${i}@x.test`)))
  }
  assert.deepEqual(spread, [wrong, wrong, wrong, tooMany], 'one line has many addresses')
  const crowd = await tries('/identity/users', (i) => ({ email: `crowd${i}@x.test`, password }))
  assert.deepEqual(crowd, ['201', '201', '201', tooMany])
  const asking = scene.browser({ ip: '10.9.9.8' })
  const signUp = async (email: string) => said(await asking.post('/identity/users', { email, password }))
  for (let i = 0; i < 5; i++) assert.equal(await signUp('a@b'), '422 email.invalid', 'slips are free')
  for (let i = 0; i < 3; i++) assert.equal(await signUp('crowd0@x.test'), '422 email.taken')
  assert.equal(await signUp('crowd0@x.test'), tooMany)
  const letters = await tries('/identity/users/password/generate_code', (i) => ({ email: `who${i}@x.test` }))
  assert.deepEqual(letters, ['201', '201', '201', tooMany])
  assert.equal(said(await signIn({ email: 'other@x.test', password })), wrong, 'another address may')
  await scene.restart()
})

test('with a second factor the code is asked for, counts once, and wrong ones are few', async () => {
  const person = await scene.person('guarded')
  const { email } = person
  const code = await scene.guard(person)
  assert.equal(said(await signIn({ email, password })), '401 identity.session.missing_otp')
  assert.equal(said(await signIn({ email, password, otp_code: ' ' })), '401 identity.session.missing_otp')
  const once = code.now()
  assert.equal(
    said(await signIn({ email, password: 'Wrong-1', otp_code: once })),
    '401 identity.session.invalid_params',
  )
  assert.equal((await signIn({ email, password, otp_code: once })).statusCode, 200)
  assert.equal(said(await signIn({ email, password, otp_code: once })), '422 totp.error')
  later()
  for (const wrong of ['000000', '12345', 'abcdef', '1234567', '999999']) {
    assert.equal(said(await signIn({ email, password, otp_code: wrong })), '403 identity.session.invalid_otp')
  }
  const limit = '429 identity.session.rack_attack_limit'
  assert.equal(said(await signIn({ email, password, otp_code: '000001' })), limit)
  assert.equal(said(await signIn({ email, password, otp_code: code.now() })), limit)
  later()
  assert.equal((await signIn({ email, password, otp_code: code.now() })).statusCode, 200)
})

test('of twenty sign-ins at once with the same code one is let in', async () => {
  const person = await scene.person('parallel')
  const code = (await scene.guard(person)).now()
  const act = () => signIn({ email: person.email, password, otp_code: code })
  const answers = await Promise.all(Array.from({ length: 20 }, act))
  assert.equal(answers.filter((answer) => answer.statusCode === 200).length, 1)
})

test('a session id is never taken over: signing in again gets a new one and ends the old', async () => {
  const { email, browser } = await scene.person('rotate')
  const old = browser.cookie
  await browser.signIn(email)
  assert.notEqual(browser.cookie, old)
  const stale = scene.browser()
  stale.cookie = old
  assert.equal(said(await stale.get('/resource/users/me')), '401 authz.invalid_session')
  const fixed = scene.browser()
  fixed.cookie = `_barong_session=${'0'.repeat(32)}`
  await fixed.signIn(email)
  assert.notEqual(fixed.cookie, `_barong_session=${'0'.repeat(32)}`)
})

test('signing out ends the session at once, once, and tells its sockets', async () => {
  const { uid, browser } = await scene.person('leaver')
  const { cookie } = browser
  scene.revoked.length = 0
  const answer = await browser.send('DELETE', '/identity/sessions')
  assert.deepEqual([answer.statusCode, answer.body], [200, '200'])
  assert.match(String(answer.headers['set-cookie']), /^_barong_session=; Max-Age=0/)
  assert.deepEqual(
    scene.revoked.map(([who]) => who),
    [uid],
  )
  browser.cookie = cookie
  assert.equal(said(await browser.get('/resource/users/me')), '401 authz.invalid_session')
  assert.equal(said(await browser.send('DELETE', '/identity/sessions')), '404 identity.session.not_found')
  assert.equal(
    said(await scene.browser().send('DELETE', '/identity/sessions')),
    '404 identity.session.not_found',
  )
})

test('another site can neither sign its visitor in nor out', async () => {
  const { email, browser } = await scene.person('csrf')
  const origin = 'https://evil.test'
  const body = { email, password }
  const foreign = await scene.browser().send('POST', '/identity/sessions', { headers: { origin }, body })
  assert.equal(said(foreign), '401 authz.csrf_token_mismatch')
  const out = await browser.send('DELETE', '/identity/sessions', { headers: { origin: 'null' } })
  assert.equal(said(out), '401 authz.csrf_token_mismatch')
  for (const own of ['http://exchange.test', 'http://localhost:80']) {
    const answer = await browser.send('POST', '/identity/sessions', {
      headers: { origin: own, host: 'localhost' },
      body,
    })
    assert.equal(answer.statusCode, 200, own)
  }
})

test('who signed in is written down, and why somebody could not', async () => {
  const { email, browser } = await scene.person('diary')
  await signIn({ email, password: 'Wrong-1' })
  await browser.send('DELETE', '/identity/sessions')
  await browser.signIn(email)
  const of = async (path: string) => (await browser.get(path)).json<ActivityEntity[]>()
  const rows = await of('/resource/users/activity/session')
  assert.deepEqual(
    rows.map(({ action, result, data }) => [action, result, data]),
    [
      ['login', 'succeed', null],
      ['logout', 'succeed', null],
      ['login', 'failed', '{"reason":"invalid_params"}'],
      ['login', 'succeed', null],
    ],
  )
  assert.deepEqual([rows[0]!.user_ip, rows[0]!.user_agent], ['10.1.2.3', 'Test browser'])
  assert.equal((await of('/resource/users/activity/all?result=failed')).length, 1)
  const page = await browser.get('/resource/users/activity/all?limit=3&page=2')
  assert.equal(page.json<unknown[]>().length, 1)
  assert.deepEqual([page.headers['total'], page.headers['per-page'], page.headers['page']], ['4', '3', '2'])
  const refused: [string, string][] = [
    ['nonsense', 'resource.user.wrong_topic'],
    ['otp', 'resource.user.no_activity'],
    ['all?time_from=x', 'resource.user.non_integer_time_from'],
    ['all?time_to=1.5', 'resource.user.non_integer_time_to'],
    [`all?time_from=${Math.ceil(scene.clock.now / 1000) + 1}`, 'resource.user.no_activity'],
    ['all?limit=101', 'invalid_limit'],
    ['all?limit=x', 'non_integer_limit'],
    ['all?page=0', 'non_positive_page'],
    ['all?page=x', 'non_integer_page'],
    ['all?result=odd', 'value'],
  ]
  for (const [path, key] of refused) {
    assert.equal(said(await browser.get(`/resource/users/activity/${path}`)), `422 ${key}`, path)
  }
})
