// A stage for tests: barong on an empty database, browsers in front of it, and a clock that only tests move.
import { createHash, createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import { pino } from 'pino'
import { createHttp } from '../platform/http/index.ts'
import { createSigner, createVerifier, generateKeyPair } from '../platform/jwt/index.ts'
import { openKeystore } from '../platform/keystore/index.ts'
import { openMailbox, type Mailbox } from '../platform/mail/index.ts'
import { openPglite, type Sql } from '../platform/sql/index.ts'
import type { Passwords } from './identity/index.ts'
import { openBarong, type AuthzRequest, type Barong, type GivenConfig } from './index.ts'

export const password = 'Tecohvi0-kept'
export const base = '/api/v2/barong'
const unlimited = [{ max: 1_000_000, windowMs: 1 }]
const minute = 60_000

/** Status and error keys in one line, the way a table of cases wants them. */
export function said(answer: LightMyRequestResponse): string {
  const body: unknown = answer.body === '' ? undefined : answer.json()
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : []
  return [answer.statusCode, ...(errors as string[])].join(' ')
}

export type Code = { secret: string; now(): string }
export type Key = { kid: string; secret: string }
type Sent = { headers?: Record<string, string>; body?: unknown }

export type Browser = {
  cookie: string | undefined
  csrfToken: string | undefined
  send(method: string, path: string, sent?: Sent): Promise<LightMyRequestResponse>
  get(path: string): Promise<LightMyRequestResponse>
  post(path: string, body?: unknown): Promise<LightMyRequestResponse>
  signIn(email: string, more?: Record<string, unknown>): Promise<LightMyRequestResponse>
}
export type Person = { uid: string; email: string; browser: Browser }

export type Scene = {
  barong: Barong
  app: FastifyInstance
  sql: Sql
  mailbox: Mailbox
  clock: { now: number }
  passwords: FakePasswords
  /** What `onSessionRevoked` told. */
  revoked: [uid: string, sessionKey: string | undefined][]
  /** Opens barong anew on the same database, as after a restart. */
  restart(change?: Partial<GivenConfig>): Promise<void>
  browser(at?: { ip?: string; userAgent?: string }): Browser
  /** A confirmed user in his browser, signed in. */
  person(name: string): Promise<Person>
  /** Turns a person's second factor on. */
  guard(person: Person): Promise<Code>
  /** The headers that sign a request by a key. */
  signed(key: Key, nonce?: string): Record<string, string>
  /** The token in the newest letter to this address. */
  mailed(email: string): string
  close(): Promise<void>
}

/** Passwords that cost nothing, and tell against which digests one was checked; `beforeAnswer` holds a check up. */
export type FakePasswords = Passwords & { checked: string[]; beforeAnswer: (() => Promise<void>) | undefined }

function fakePasswords(): FakePasswords {
  const digestOf = (text: string) => `fake:${createHash('sha256').update(text).digest('hex')}`
  const fake: FakePasswords = {
    checked: [],
    beforeAnswer: undefined,
    hash: (text) => Promise.resolve(digestOf(text)),
    async matches(text, digest) {
      fake.checked.push(digest)
      await fake.beforeAnswer?.()
      return digestOf(text) === digest
    },
  }
  return fake
}

/** With fake passwords, unless others are given. */
export async function openScene(
  given: Partial<GivenConfig> = {},
  { passwords }: { passwords?: Passwords } = {},
): Promise<Scene> {
  const fake = fakePasswords()
  const directory = mkdtempSync(join(tmpdir(), 'barong-'))
  const clock = { now: Date.now() }
  const time = () => clock.now
  const sql = await openPglite(undefined)
  const keystore = openKeystore(directory)
  const mailbox = await openMailbox({ file: undefined, clock: time })
  const pair = generateKeyPair()
  const log = pino({ level: 'silent' })
  const limits = {
    signInsPerIp: unlimited,
    signUpsPerIp: unlimited,
    lettersPerIp: unlimited,
    signInsPerEmail: [{ max: 5, windowMs: minute }],
    lettersPerEmail: [{ max: 5, windowMs: 10 * minute }],
    passwordsPerUser: [{ max: 5, windowMs: minute }],
  }

  async function open(change: Partial<GivenConfig>): Promise<Pick<Scene, 'barong' | 'app'>> {
    const barong = await openBarong({
      sql,
      keystore,
      log,
      clock: time,
      mailer: mailbox.mailer,
      passwords: passwords ?? fake,
      signer: await createSigner(pair.privatePem),
      verifier: await createVerifier(pair.publicPem),
      config: { baseUrl: 'http://exchange.test', answerFloorMs: 0, limits, ...given, ...change },
    })
    barong.onSessionRevoked((uid, sessionKey) => void scene.revoked.push([uid, sessionKey]))
    return { barong, app: serve(barong, createHttp(log)) }
  }

  const scene: Scene = {
    sql,
    mailbox,
    clock,
    passwords: fake,
    revoked: [],
    // Both are opened below, before anyone sees the scene.
    ...({} as Pick<Scene, 'barong' | 'app'>),
    async restart(change = {}) {
      await scene.barong.settled()
      await scene.app.close()
      Object.assign(scene, await open(change))
    },
    browser: (at) => createBrowser(() => scene.app, at),
    async person(name) {
      const email = `${name}@person.test`
      const user = await scene.barong.directory.createUser({ email, password })
      if ('errors' in user) throw new Error(user.errors.join(' '))
      await scene.barong.directory.confirm(user.uid)
      const browser = scene.browser()
      await browser.signIn(email)
      return { uid: user.uid, email, browser }
    },
    async guard({ uid }) {
      const made = await scene.barong.directory.enableSecondFactor(uid)
      return codeOf(made!.secret, clock)
    },
    signed({ kid, secret }, nonce = String(clock.now)) {
      const signature = createHmac('sha256', secret).update(`${nonce}${kid}`).digest('hex')
      return { 'x-auth-apikey': kid, 'x-auth-nonce': nonce, 'x-auth-signature': signature }
    },
    mailed(email) {
      const letter = mailbox.list().find(({ to }) => to === email)
      return new URL(letter!.links[0]!).search.replace(/^\?\w+=/, '')
    },
    async close() {
      await scene.barong.settled()
      await scene.app.close()
      await sql.close()
      rmSync(directory, { recursive: true })
    },
  }
  Object.assign(scene, await open({}))
  return scene
}

/** An authenticator app; every `now` needs a later time step than the one before, so it moves the clock on. */
export function codeOf(secret: string, clock: { now: number }): Code {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  return {
    secret,
    now() {
      clock.now += 30_000
      return totp.generate({ timestamp: clock.now })
    },
  }
}

/** The part of the gateway that barong's own tests need; the real one is tested in `processes`. */
function serve(barong: Barong, app: FastifyInstance): FastifyInstance {
  app.addHook('onRequest', async (request, response) => {
    const header = (name: string) => request.headers[name] as string | undefined
    const asked: AuthzRequest = {
      method: request.method,
      url: request.raw.url!,
      ip: request.ip,
      headers: {
        cookie: header('cookie'),
        origin: header('origin'),
        host: header('host'),
        userAgent: header('user-agent'),
        csrfToken: header('x-csrf-token'),
        apiKey: header('x-auth-apikey'),
        nonce: header('x-auth-nonce'),
        signature: header('x-auth-signature'),
      },
    }
    const decision = await barong.authorize(asked)
    if (!decision.allowed) return response.status(decision.status).send({ errors: decision.errors })
    request.headers.authorization = decision.authorization
  })
  barong.routes(app)
  return app
}

function createBrowser(
  app: () => FastifyInstance,
  { ip = '10.1.2.3', userAgent = 'Test browser' }: { ip?: string; userAgent?: string } = {},
): Browser {
  const browser: Browser = {
    cookie: undefined,
    csrfToken: undefined,
    async send(method, path, { headers = {}, body } = {}) {
      const answer = await app().inject({
        method: method as 'GET',
        url: path.startsWith('/api/') ? path : base + path,
        remoteAddress: ip,
        headers: {
          'user-agent': userAgent,
          ...(browser.cookie === undefined ? {} : { cookie: browser.cookie }),
          ...(browser.csrfToken === undefined ? {} : { 'x-csrf-token': browser.csrfToken }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: body as Record<string, unknown> }),
      })
      const set = answer.headers['set-cookie']
      if (typeof set === 'string') browser.cookie = set.split(';', 1)[0]
      const json: unknown = answer.headers['content-type']?.toString().includes('json')
        ? answer.json()
        : undefined
      if (typeof json === 'object' && json !== null && 'csrf_token' in json)
        browser.csrfToken = String(json.csrf_token)
      return answer
    },
    get: (path) => browser.send('GET', path),
    post: (path, body = {}) => browser.send('POST', path, { body }),
    signIn: (email, more = {}) => browser.post('/identity/sessions', { email, password, ...more }),
  }
  return browser
}
