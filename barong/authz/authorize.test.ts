import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { Place } from '../../platform/sql/index.ts'
import type { AuthzRequest, Decision } from './index.ts'
import { openScene, said, type Person, type Scene } from '../scene.ts'

let scene: Scene
before(async () => void (scene = await openScene()))
after(() => scene.close())

function ask(person: Person | undefined, method: string, url: string): Promise<Decision> {
  const headers = {
    userAgent: 'Test browser',
    cookie: person?.browser.cookie,
    csrfToken: person?.browser.csrfToken,
  }
  const request: AuthzRequest = { method, url, ip: '10.1.2.3', headers }
  return scene.barong.authorize(request)
}
const verdict = async (...asked: Parameters<typeof ask>) => {
  const decision = await ask(...asked)
  return decision.allowed ? (decision.uid ?? 'anyone') : decision.errors.join(' ').replace('authz.', '')
}
const tokenOf = (decision: Decision) =>
  (decision.allowed ? decision.authorization! : '').replace('Bearer ', '')

test('the token says who the user is, and no more', async () => {
  const { directory } = scene.barong
  const sender = await scene.person('sender')
  const referred = await directory.createUser({
    email: 'referred@person.test',
    password: 'Tecohvi0-kept',
    refid: sender.uid,
    username: 'alice',
  })
  assert.ok('uid' in referred)
  await directory.confirm(referred.uid)
  const browser = scene.browser()
  await browser.signIn('referred@person.test')
  const decision = await ask({ uid: referred.uid, email: '', browser }, 'GET', '/api/v2/peatio/market/orders')
  const token = tokenOf(decision)
  assert.deepEqual(decodeProtectedHeader(token), { alg: 'RS256' })
  const { iat, exp, jti, ...claims } = decodeJwt(token)
  assert.deepEqual(claims, {
    sub: 'session',
    iss: 'barong',
    aud: ['peatio', 'barong'],
    uid: referred.uid,
    username: 'alice',
    email: 'referred@person.test',
    role: 'member',
    level: 1,
    state: 'active',
    referral_id: (await directory.findUser({ uid: sender.uid }))!.id,
  })
  assert.equal(exp! - iat!, 3600)
  assert.match(jti!, /^[0-9a-f]{20}$/)
})

test('a token is signed once a minute, and anew as soon as anything in it changes', async () => {
  const person = await scene.person('signed')
  const token = async () => tokenOf(await ask(person, 'GET', '/api/v2/peatio/market/orders'))
  const first = await token()
  assert.equal(await token(), first)
  scene.clock.now += 59_999
  assert.equal(await token(), first)
  scene.clock.now += 1
  const second = await token()
  assert.notEqual(second, first)
  await scene.barong.directory.setLabel(person.uid, { key: 'phone', value: 'verified' })
  assert.equal(decodeJwt(await token())['level'], 2)
  assert.ok(await scene.barong.directory.setRole(person.uid, 'trader'))
  assert.equal(decodeJwt(await token())['role'], 'trader')
})

test('a hundred requests at once share one signature', async () => {
  const person = await scene.person('burst')
  const decisions = await Promise.all(
    Array.from({ length: 100 }, () => ask(person, 'GET', '/api/v2/peatio/market/orders')),
  )
  assert.equal(new Set(decisions.map(tokenOf)).size, 1)
})

const paths = {
  trade: '/api/v2/peatio/market/orders',
  withdraw: '/api/v2/peatio/account/withdraws',
  keys: '/api/v2/barong/resource/api_keys',
  socket: '/api/v2/ranger/private',
  peatioAdmin: '/api/v2/peatio/admin/markets',
  barongAdmin: '/api/v2/barong/admin/users',
  roles: '/api/v2/barong/admin/users/role',
  permissions: '/api/v2/barong/admin/permissions',
  management: '/api/v2/peatio/management/deposits/new',
  unknown: '/api/v2/unknown/thing',
}
const may: Record<string, (keyof typeof paths)[]> = {
  member: ['trade', 'withdraw', 'keys', 'socket'],
  maker: ['trade', 'withdraw', 'keys', 'socket'],
  sa_maker: ['trade', 'socket'],
  support: ['trade', 'withdraw', 'keys', 'socket', 'barongAdmin'],
  compliance: ['trade', 'withdraw', 'keys', 'socket', 'barongAdmin'],
  accountant: ['trade', 'withdraw', 'keys', 'socket', 'peatioAdmin'],
  technical: ['trade', 'withdraw', 'keys', 'socket', 'peatioAdmin'],
  admin: ['trade', 'withdraw', 'keys', 'socket', 'peatioAdmin', 'barongAdmin'],
  superadmin: ['trade', 'withdraw', 'keys', 'socket', 'peatioAdmin', 'barongAdmin', 'roles', 'permissions'],
}
for (const [role, allowed] of Object.entries(may)) {
  test(`a ${role} may: ${allowed.join(', ')}`, async () => {
    const person = await scene.person(role.replace('_', '-'))
    assert.ok(await scene.barong.directory.setRole(person.uid, role))
    for (const [name, url] of Object.entries(paths)) {
      const method = name === 'socket' ? 'GET' : 'POST'
      const denied = name === 'management' ? 'permission_denied' : 'invalid_permission'
      const expected = allowed.includes(name as keyof typeof paths) ? person.uid : denied
      assert.equal(await verdict(person, method, url), expected, `${method} ${url}`)
    }
  })
}

test('a role that no permission names cannot be given', async () => {
  const person = await scene.person('odd')
  assert.equal(await scene.barong.directory.setRole(person.uid, 'god'), false)
  assert.equal(await scene.barong.directory.setRole('ID0000000000', 'member'), false)
})

test('nobody reaches public paths as nobody, with or without a session', async () => {
  const person = await scene.person('list-reader')
  for (const who of [undefined, person]) {
    assert.equal(await verdict(who, 'GET', '/api/v2/peatio/public/markets'), 'anyone')
    assert.equal(await verdict(who, 'POST', '/api/v2/barong/identity/sessions'), 'anyone')
  }
  assert.equal(await verdict(undefined, 'GET', '/api/v2/peatio/market/orders'), 'invalid_session')
})

test('handlers believe a token of ours only, and only of a user who is admitted', async () => {
  const person = await scene.person('bearer')
  const token = tokenOf(await ask(person, 'GET', '/api/v2/barong/resource/users/me'))
  const bare = async (authorization?: string) => {
    const { createHttp } = await import('../../platform/http/index.ts')
    const { pino } = await import('pino')
    const app = createHttp(pino({ level: 'silent' }))
    scene.barong.routes(app)
    const headers = authorization === undefined ? {} : { authorization }
    const answer = await app.inject({ url: '/api/v2/barong/resource/users/me', headers })
    await app.close()
    return said(answer)
  }
  const [head, body, signature] = token.split('.')
  const admin = Buffer.from(JSON.stringify({ ...decodeJwt(token), role: 'superadmin' })).toString('base64url')
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  assert.equal(await bare(`Bearer ${token}`), '200')
  for (const forged of [
    undefined,
    token,
    `Bearer x`,
    `Bearer ${head}.${admin}.${signature}`,
    `Bearer ${none}.${body}.`,
  ]) {
    assert.equal(await bare(forged), '401 jwt.decode_and_verify')
  }
  await scene.barong.directory.setLabel(person.uid, { key: 'ban', value: 'yes' })
  assert.equal(await bare(`Bearer ${token}`), '401 jwt.decode_and_verify', 'a token does not outlive a ban')
})

test("who only reads the operators' lists is let through to read, and to nothing else", async () => {
  const person = await scene.person('reader')
  const lists = '/api/v2/peatio/admin/orders'
  assert.equal(await verdict(person, 'GET', lists), 'invalid_permission')
  for (const role of ['compliance', 'support', 'reporter']) {
    assert.ok(await scene.barong.directory.setRole(person.uid, role), role)
    assert.equal(await verdict(person, 'GET', lists), person.uid, role)
    assert.equal(await verdict(person, 'POST', `${lists}/cancel`), 'invalid_permission', role)
    const roles = await verdict(person, 'POST', '/api/v2/barong/admin/users/role')
    assert.equal(roles, 'invalid_permission', role)
  }
})

test('users are listed by what they are, a page at a time', async () => {
  const { directory } = scene.barong
  const people = []
  for (const name of ['first', 'second', 'third']) people.push(await scene.person(`listed-${name}`))
  await directory.setRole(people[1]!.uid, 'broker')
  const all = { range: 'created_at', orderBy: 'id', direction: 'desc', limit: 2, offset: 0 } as const
  const newest = await directory.listUsers(all)
  assert.deepEqual(
    newest.users.map(({ uid }) => uid),
    [people[2]!.uid, people[1]!.uid],
  )
  assert.ok(newest.total > 3)
  const uids = async (filter: object) => {
    const { users, total } = await directory.listUsers({ ...all, ...filter })
    assert.equal(total, users.length)
    return users.map(({ uid }) => uid)
  }
  assert.deepEqual(await uids({ role: 'broker' }), [people[1]!.uid])
  assert.deepEqual(await uids({ email: people[0]!.email }), [people[0]!.uid])
  assert.deepEqual(await uids({ uid: people[2]!.uid, state: 'active' }), [people[2]!.uid])
  assert.deepEqual(await uids({ state: 'deleted' }), [])
  assert.deepEqual(await uids({ from: scene.clock.now + 10 ** 12 }), [])

  // In parts: all of them, once, also by what many have in common.
  for (const orderBy of ['id', 'uid', 'email', 'created_at', 'updated_at'] as const) {
    const fields = {
      id: 'id',
      uid: 'uid',
      email: 'email',
      created_at: 'createdAt',
      updated_at: 'updatedAt',
    } as const
    for (const direction of ['asc', 'desc'] as const) {
      const search = { ...all, orderBy, direction }
      const { users: expected } = await directory.listUsers({ ...search, limit: 1_000 })
      const seen: string[] = []
      for (let after: Place | undefined, more = true; more;) {
        const part = await directory.listUsersAfter(search, after)
        seen.push(...part.map(({ uid }) => uid))
        const last = part.at(-1)
        after = last && { value: last[fields[orderBy]], id: last.id }
        more = part.length === search.limit
      }
      assert.deepEqual(
        seen,
        expected.map(({ uid }) => uid),
        `${orderBy} ${direction}`,
      )
    }
  }
})
