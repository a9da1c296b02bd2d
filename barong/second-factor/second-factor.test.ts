import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ActivityEntity, TotpEnrollment, UserWithFullInfo } from '../../contract/index.ts'
import type { Tables } from '../database/index.ts'
import { createLabels, defaultRules } from '../labels/index.ts'
import { createUsers } from '../users/index.ts'
import { createSecondFactor } from './index.ts'
import { codeOf, openScene, said, type Browser, type Person, type Scene } from '../scene.ts'

let scene: Scene
before(async () => void (scene = await openScene()))
after(() => scene.close())

const me = (browser: Browser) => browser.get('/resource/users/me').then(said)
const otp = (person: Person, verb: string, code?: unknown) =>
  person.browser.post(`/resource/otp/${verb}`, code === undefined ? {} : { code }).then(said)

test('a user scans, shows a code, and is asked for one from then on', async () => {
  const person = await scene.person('alice')
  const elsewhere = scene.browser()
  await elsewhere.signIn(person.email)
  const answer = await person.browser.post('/resource/otp/generate_qrcode')
  assert.equal(answer.statusCode, 201)
  const { data } = answer.json<TotpEnrollment>()
  const png = Buffer.from(data.barcode, 'base64')
  assert.equal(png.subarray(1, 4).toString(), 'PNG')
  assert.equal(png.readUInt32BE(16), 300)
  const url = new URL(data.url)
  assert.match(url.pathname, /OPEX:alice(@|%40)person\.test$/)
  const params = Object.fromEntries(url.searchParams)
  assert.deepEqual(
    { ...params, secret: '' },
    { issuer: 'OPEX', secret: '', algorithm: 'SHA1', digits: '6', period: '30' },
  )

  assert.equal(await me(elsewhere), '200', 'a secret that was only shown changes nothing')
  const code = codeOf(params['secret']!, scene.clock)
  assert.equal(await otp(person, 'enable', '000000'), '422 resource.otp.invalid')
  assert.equal(await otp(person, 'enable', code.now()), '201')
  assert.equal(await me(elsewhere), '401 authz.invalid_session')
  const { otp: on, labels } = (await person.browser.get('/resource/users/me')).json<UserWithFullInfo>()
  assert.equal(on, true)
  assert.ok(labels.some(({ key, value, scope }) => `${key}:${value}:${scope}` === 'otp:enabled:private'))

  const used = code.now()
  assert.equal(await otp(person, 'verify', used), '201')
  assert.equal(await otp(person, 'verify', used), '422 totp.error')
  assert.equal(await otp(person, 'verify', '000000'), '422 resource.otp.invalid')
  assert.equal(await otp(person, 'disable', used), '422 totp.error')
  for (const verb of ['enable', 'generate_qrcode']) {
    assert.equal(await otp(person, verb, code.now()), '400 resource.otp.already_enabled')
  }
  assert.equal(await otp(person, 'disable', code.now()), '200')
  assert.equal((await person.browser.get('/resource/users/me')).json<UserWithFullInfo>().otp, false)
  const rows = (await person.browser.get('/resource/users/activity/otp')).json<ActivityEntity[]>()
  assert.deepEqual(
    rows.map(({ action, result }) => `${action}: ${result}`),
    [
      'disable 2FA: succeed',
      'disable 2FA: failed',
      'verify 2FA code: failed',
      'verify 2FA code: failed',
      'enable 2FA: succeed',
      'enable 2FA: failed',
      'request QR code for 2FA: succeed',
    ],
  )
})

test('what is not on can be neither turned off nor checked', async () => {
  const person = await scene.person('bob')
  assert.equal(await otp(person, 'disable', '000000'), '400 resource.otp.not_enabled')
  assert.equal(await otp(person, 'verify', '000000'), '400 resource.otp.already_enabled')
  assert.equal(await otp(person, 'enable', '000000'), '422 resource.otp.invalid')
  assert.equal(await otp(person, 'enable'), '422 resource.otp.missing_code resource.otp.empty_code')
  assert.equal(await otp(person, 'enable', ''), '422 resource.otp.empty_code')
  assert.equal(await otp(person, 'enable', { $ne: 1 }), '422 invalid')
  assert.equal(await otp(person, 'enable', '1'.repeat(17)), '422 resource.otp.invalid')
})

test('a new secret takes the place of one that was not confirmed', async () => {
  const person = await scene.person('twice')
  const enroll = async () => {
    const answer = await person.browser.post('/resource/otp/generate_qrcode')
    return codeOf(new URL(answer.json<TotpEnrollment>().data.url).searchParams.get('secret')!, scene.clock)
  }
  const first = await enroll()
  const second = await enroll()
  assert.equal(await otp(person, 'enable', first.now()), '422 resource.otp.invalid')
  assert.equal(await otp(person, 'enable', second.now()), '201')
})

test('a secret that replaced the one whose code was shown is not turned on by it', async () => {
  const { uid } = await scene.person('replaced')
  const clock = () => scene.clock.now
  const db = scene.sql.database<Tables>('barong')
  const { dialect } = scene.sql
  const users = createUsers({ db, dialect, clock, within: () => Promise.resolve() })
  const labels = createLabels({ db, dialect, users, clock, rules: defaultRules })
  const same = (text: string) => text
  const keystore = { seal: same, open: same, named: same, digest: same }
  const room = createSecondFactor({ db, dialect, keystore, labels, clock, issuer: 'OPEX' })
  const enroll = () => users.change(uid, async (step) => ({ result: (await room.enroll(step)).secret }))
  const enable = () => users.change(uid, async (step) => ({ result: await room.enable(step) }))

  const shown = codeOf((await enroll())!.result, scene.clock).now()
  const replacing = codeOf((await enroll())!.result, scene.clock)
  const user = (await users.find({ uid }))!
  assert.equal(await room.check(user, shown), 'wrong')
  assert.equal((await enable())!.result, undefined)
  assert.equal(await room.check(user, replacing.now()), 'accepted')
  await enroll()
  assert.equal((await enable())!.result, undefined, 'its last secret was never shown to work')
})

test('of two hundred uses of one code at once one is accepted', async () => {
  const person = await scene.person('parallel')
  const code = (await scene.guard(person)).now()
  const answers = await Promise.all(Array.from({ length: 200 }, () => otp(person, 'verify', code)))
  assert.equal(answers.filter((answer) => answer === '201').length, 1)
})

test('codes cannot be guessed by trying: five a minute are looked at, and twenty an hour', async () => {
  const person = await scene.person('guessed')
  await scene.guard(person)
  const looked: number[] = []
  for (let minute = 0; minute < 10; minute++) {
    const answers: string[] = []
    for (let i = 0; i < 7; i++) answers.push(await otp(person, 'verify', '000000'))
    looked.push(answers.filter((answer) => answer === '422 resource.otp.invalid').length)
    scene.clock.now += 60_000
  }
  assert.deepEqual(looked, [5, 5, 5, 5, 0, 0, 0, 0, 0, 0])
})

test('secrets are sealed where they are kept', async () => {
  const person = await scene.person('sealed')
  const { secret } = await scene.guard(person)
  const db = scene.sql.database<Tables>('barong')
  const rows = JSON.stringify(await db.selectFrom('second_factors').selectAll().execute())
  assert.ok(rows.includes('"v1.') && !rows.includes(secret))
})

test('a used code stays used after a restart', async () => {
  const person = await scene.person('restart')
  const code = (await scene.guard(person)).now()
  assert.equal(await otp(person, 'verify', code), '201')
  await scene.restart()
  assert.equal(await otp(person, 'verify', code), '422 totp.error')
})
