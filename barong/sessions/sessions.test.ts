import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { schema, type Tables } from '../database/index.ts'
import { openScene, password, said, type Browser, type Scene } from '../scene.ts'

let scene: Scene
before(async () => void (scene = await openScene()))
after(() => scene.close())

const me = (browser: Browser) => browser.get('/resource/users/me').then(said)
/** The same cookie in another browser. */
function stolen(from: Browser, at: { ip?: string; userAgent?: string }): Browser {
  const browser = scene.browser(at)
  browser.cookie = from.cookie
  browser.csrfToken = from.csrfToken
  return browser
}

for (const [name, at] of [
  ['another browser', { userAgent: 'Other' }],
  ['another network', { ip: '10.2.2.3' }],
  ['a browser without a name', { userAgent: '' }],
] as const) {
  test(`a cookie that turns up in ${name} ends its session, also for who it belongs to`, async () => {
    const { uid, browser } = await scene.person(`stolen-${name.replaceAll(' ', '-')}`)
    scene.revoked.length = 0
    assert.equal(await me(stolen(browser, at)), '401 authz.client_session_mismatch')
    assert.deepEqual(
      scene.revoked.map(([who]) => who),
      [uid],
    )
    assert.equal(await me(browser), '401 authz.invalid_session')
  })
}

test('a session moves within its network', async () => {
  const { browser } = await scene.person('mover')
  assert.equal(await me(stolen(browser, { ip: '10.1.200.1' })), '200')
})

test('a session slides: it ends half an hour after the last request', async () => {
  const { browser } = await scene.person('slider')
  for (let i = 0; i < 4; i++) {
    scene.clock.now += 1_799_999
    assert.equal(await me(browser), '200')
  }
  scene.clock.now += 1_800_000
  assert.equal(await me(browser), '401 authz.client_session_mismatch')
  assert.equal(await me(browser), '401 authz.invalid_session')
})

test('a session whose row ran out while its memory had not ends with all others of its user', async () => {
  const { email, browser } = await scene.person('phantom')
  scene.clock.now += 59_999
  assert.equal(await me(browser), '200', 'remembered for longer than the row says')
  scene.clock.now += 1_750_000
  await scene.browser().signIn((await scene.person('sweeper')).email)
  scene.clock.now += 40_000
  assert.equal(await me(browser), '200', 'half an hour is not over')
  await scene.barong.settled()
  const other = scene.browser()
  await other.signIn(email)
  const change = { old_password: password, new_password: `${password}2`, confirm_password: `${password}2` }
  assert.equal(said(await other.send('PUT', '/resource/users/password', { body: change })), '201')
  assert.equal(await me(browser), '401 authz.invalid_session')
})

test('a session whose row is gone ends, and its sockets with it', async () => {
  const { uid, browser } = await scene.person('rowless')
  assert.equal(await me(browser), '200')
  scene.revoked.length = 0
  await scene.sql.database<Tables>(schema).deleteFrom('sessions').where('uid', '=', uid).execute()
  scene.clock.now += 60_000
  assert.equal(await me(browser), '200')
  await scene.barong.settled()
  assert.deepEqual(
    scene.revoked.map(([who]) => who),
    [uid],
  )
  assert.equal(await me(browser), '401 authz.invalid_session')
})

test('sessions survive a restart, with at most a minute of their sliding lost', async () => {
  const { browser } = await scene.person('survivor')
  scene.clock.now += 1_000_000
  assert.equal(await me(browser), '200')
  await scene.restart()
  scene.clock.now += 1_700_000
  assert.equal(await me(browser), '200')
  const answer = await browser.send('PUT', '/resource/users/me', { body: { data: '{}' } })
  assert.equal(said(answer), '200')
})

test('what changes something needs the CSRF token of this session', async () => {
  const { browser } = await scene.person('csrf')
  const other = await scene.person('csrf-other')
  const put = (csrf: string | undefined, at: Browser) => {
    at.csrfToken = csrf
    return at.send('PUT', '/resource/users/me', { body: { data: '{}' } }).then(said)
  }
  const own = browser.csrfToken
  assert.equal(await put(undefined, browser), '401 authz.missing_csrf_token')
  assert.equal(await put('', browser), '401 authz.missing_csrf_token')
  assert.equal(await put('0'.repeat(20), browser), '401 authz.csrf_token_mismatch')
  assert.equal(await put(other.browser.csrfToken, browser), '401 authz.csrf_token_mismatch')
  assert.equal(await put(own, browser), '200')
  assert.equal(await put(own, scene.browser()), '401 authz.csrf_token_mismatch')
  assert.equal(await put(undefined, scene.browser()), '401 authz.missing_csrf_token')
})

for (const cookie of [
  '_barong_session=',
  '_barong_session=../../x',
  `_barong_session=${'f'.repeat(32)}`,
  `_barong_session=${'f'.repeat(4000)}`,
  'other=1; _barong_session',
]) {
  test(`${cookie.slice(0, 40)} is no session`, async () => {
    const browser = scene.browser()
    browser.cookie = cookie
    assert.equal(await me(browser), '401 authz.invalid_session')
  })
}

test('a user keeps his twenty newest sessions', async () => {
  const { email, browser } = await scene.person('many')
  const others: Browser[] = []
  for (let i = 0; i < 20; i++) {
    scene.clock.now += 1
    others.push(scene.browser())
    await others.at(-1)!.signIn(email)
  }
  assert.equal(await me(browser), '401 authz.invalid_session')
  assert.equal(await me(others[0]!), '200')
})

test('a change of state shows in the very next request', async () => {
  const { uid, browser } = await scene.person('fallen')
  assert.equal(await me(browser), '200')
  await scene.barong.directory.setLabel(uid, { key: 'lock', value: 'yes' })
  assert.equal(await me(browser), '401 authz.invalid_session')
})
