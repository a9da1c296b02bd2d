import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ActivityEntity } from '../../contract/index.ts'
import { openScene, password, said, type Browser, type Scene } from '../scene.ts'

let scene: Scene
before(async () => void (scene = await openScene()))
after(() => scene.close())

const fresh = 'Gol4aid2-fresh'
const me = (browser: Browser) => browser.get('/resource/users/me').then(said)
const ask = (email: string) => scene.browser().post('/identity/users/password/generate_code', { email })
const reset = (token: string, change: Record<string, unknown> = {}) =>
  scene.browser().post('/identity/users/password/confirm_code', {
    reset_password_token: token,
    password: fresh,
    confirm_password: fresh,
    ...change,
  })

test('a reset by mail sets the password and ends every session', async () => {
  const { email, browser, uid } = await scene.person('forgetful')
  assert.equal(said(await ask(email)), '201')
  assert.match(
    scene.mailbox.list()[0]!.links[0]!,
    /^http:\/\/exchange\.test\/accounts\/password_reset\?reset_token=[\w-]{43}$/,
  )
  scene.revoked.length = 0
  const answer = await reset(scene.mailed(email))
  assert.deepEqual([answer.statusCode, answer.body, answer.headers['set-cookie']], [201, '201', undefined])
  assert.deepEqual(
    scene.revoked.map(([who]) => who),
    [uid],
  )
  assert.equal(await me(browser), '401 authz.invalid_session')
  assert.equal(said(await scene.browser().signIn(email)), '401 identity.session.invalid_params')
  assert.equal((await scene.browser().signIn(email, { password: fresh })).statusCode, 200)
})

test('a reset link works once, the latest only, and for an hour', async () => {
  const { email } = await scene.person('hasty')
  await ask(email)
  const first = scene.mailed(email)
  await ask(email)
  const second = scene.mailed(email)
  assert.equal(said(await reset(first)), '422 identity.user.utilized_token')
  const both = await Promise.all([reset(second), reset(second)])
  assert.deepEqual(both.map(said).sort(), ['201', '422 identity.user.utilized_token'])
  await ask(email)
  const third = scene.mailed(email)
  scene.clock.now += 3_600_000
  assert.equal(said(await reset(third)), '422 jwt.decode_and_verify.expired')
})

test('a refused password does not cost the link', async () => {
  const { email } = await scene.person('weak')
  await ask(email)
  const token = scene.mailed(email)
  const cases: [Record<string, unknown>, string][] = [
    [{ confirm_password: 'Other' }, 'identity.user.passwords_doesnt_match'],
    [{ password: 'short', confirm_password: 'short' }, 'password.requirements'],
    [{ password: 'Password1', confirm_password: 'Password1' }, 'password.weak'],
    [{ reset_password_token: 'x' }, 'jwt.decode_and_verify.segments'],
    [
      { reset_password_token: undefined, password: undefined, confirm_password: undefined },
      'identity.user.missing_pass_token identity.user.empty_reset_password_token identity.user.missing_password ' +
        'identity.user.empty_password identity.user.missing_confirm_password identity.user.empty_confirm_password',
    ],
    [{ reset_password_token: ' ' }, 'identity.user.empty_reset_password_token'],
  ]
  for (const [change, keys] of cases) assert.equal(said(await reset(token, change)), `422 ${keys}`)
  assert.equal(said(await reset(token)), '201')
})

test('a link of one kind is none of the other', async () => {
  await scene.browser().post('/identity/users', { email: 'kinds@b.cd', password })
  const confirmation = scene.mailed('kinds@b.cd')
  assert.equal(said(await reset(confirmation)), '422 jwt.decode_and_verify.segments')
  await ask('kinds@b.cd')
  const token = scene.mailed('kinds@b.cd')
  const answer = await scene.browser().post('/identity/users/email/confirm_code', { token })
  assert.equal(said(answer), '422 jwt.decode_and_verify.segments')
})

test('asking for a reset tells nothing, whoever is asked about', async () => {
  const { email } = await scene.person('asked')
  const banned = await scene.person('asked-banned')
  await scene.barong.directory.setLabel(banned.uid, { key: 'ban', value: 'yes' })
  const before = scene.mailbox.list().length
  const answers = await Promise.all([email, banned.email, 'nobody@person.test', 'nonsense'].map(ask))
  const shape = ({ statusCode, body, headers }: (typeof answers)[number]) => {
    return { statusCode, body, headers: { ...headers, date: '' } }
  }
  for (const answer of answers) assert.deepEqual(shape(answer), shape(answers[0]!))
  assert.equal(scene.mailbox.list().length, before + 1)
})

test('a banned user cannot use a link that he got before', async () => {
  const { email, uid } = await scene.person('late-banned')
  await ask(email)
  await scene.barong.directory.setLabel(uid, { key: 'ban', value: 'yes' })
  assert.equal(said(await reset(scene.mailed(email))), '422 identity.user.utilized_token')
})

test('a changed password ends all other sessions, at once', async () => {
  const { email, browser } = await scene.person('changer')
  const other = scene.browser()
  await other.signIn(email)
  const change = (body: Record<string, unknown>) =>
    browser.send('PUT', '/resource/users/password', {
      body: { old_password: password, new_password: fresh, confirm_password: fresh, ...body },
    })
  const cases: [Record<string, unknown>, string][] = [
    [{ confirm_password: 'Other' }, '422 resource.password.doesnt_match'],
    [{ old_password: 'Wrong' }, '400 resource.password.prev_pass_not_correct'],
    [{ new_password: password, confirm_password: password }, '400 resource.password.no_change_provided'],
    [{ new_password: 'short', confirm_password: 'short' }, '422 password.requirements'],
    [{ new_password: 'Password1', confirm_password: 'Password1' }, '422 password.weak'],
    [{ old_password: '' }, '422 resource.user.empty_old_password'],
    [{ new_password: undefined }, '422 resource.user.missing_new_password resource.user.empty_new_password'],
  ]
  for (const [body, expected] of cases) assert.equal(said(await change(body)), expected)
  assert.equal(await me(other), '200')
  assert.equal(said(await change({})), '201')
  assert.equal(await me(other), '401 authz.invalid_session')
  assert.equal(await me(browser), '200')
  const rows = (await browser.get('/resource/users/activity/password')).json<ActivityEntity[]>()
  assert.deepEqual(
    rows.map(({ result }) => result),
    ['succeed', 'failed'],
  )
})

test('of two changes at once the second finds another password', async () => {
  const { browser } = await scene.person('racer')
  const change = (next: string) =>
    browser.send('PUT', '/resource/users/password', {
      body: { old_password: password, new_password: next, confirm_password: next },
    })
  const answers = await Promise.all([change(fresh), change('Gol4aid2-other')])
  assert.deepEqual(answers.map(said).sort(), ['201', '400 resource.password.prev_pass_not_correct'])
})

test('a stolen session cannot guess the password', async () => {
  const { browser } = await scene.person('guessed')
  const change = () =>
    browser.send('PUT', '/resource/users/password', {
      body: { old_password: 'Wrong', new_password: fresh, confirm_password: fresh },
    })
  for (let i = 0; i < 5; i++) assert.equal((await change()).statusCode, 400)
  assert.equal(said(await change()), '429 identity.session.rack_attack_limit')
})

test('closing an account needs the password, and the code of who has one; then nothing is left of it', async () => {
  const person = await scene.person('goner')
  const { browser, email } = person
  const code = await scene.guard(person)
  const close = (body: Record<string, unknown>) => browser.send('DELETE', '/resource/users/me', { body })
  assert.equal(said(await close({})), '422 resource.user.missing_password resource.user.empty_password')
  assert.equal(said(await close({ password: 'Wrong' })), '422 resource.user.invalid_password')
  assert.equal(said(await close({ password })), '422 resource.user.missing_otp_code')
  assert.equal(said(await close({ password, otp_code: ' ' })), '422 resource.user.empty_otp_code')
  assert.equal(said(await close({ password, otp_code: '000000' })), '422 resource.user.invalid_otp')
  assert.equal(said(await close({ password, otp_code: code.now() })), '200')
  assert.equal(said(await scene.browser().signIn(email)), '401 identity.session.deleted')
  const taken = await scene.browser().post('/identity/users', { email, password })
  assert.equal(said(taken), '422 email.taken')
})
