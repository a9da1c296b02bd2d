import { createHmac } from 'node:crypto'
import { TOTP } from 'otpauth'

/** What the exchange answered; `body` is JSON where there was any. */
export type Answered<Body = unknown> = { status: number; headers: Headers; body: Body }
export type Json = Record<string, unknown>
export type ApiKey = { kid: string; secret: string }

export const userAgent = 'opex-world/1.0'

/** Calls one endpoint with JSON in and out. Undefined fields are left out. */
export async function call<Body = unknown>(
  url: string,
  {
    method = 'GET',
    body,
    headers = {},
  }: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answered<Body>> {
  const response = await fetch(url, {
    method,
    headers: {
      'user-agent': userAgent,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json') && text !== ''
  return {
    status: response.status,
    headers: response.headers,
    body: (json ? JSON.parse(text) : text) as Body,
  }
}

/** A person at a browser: session cookie and CSRF token, kept between calls. */
export class Person {
  readonly base: string
  #cookie = ''
  #csrf = ''
  #totp: TOTP | undefined
  /** A code of one time step is accepted once, so each use takes the next step the skew allows. */
  #lastStep = 0

  constructor(base: string) {
    this.base = base
  }

  /** What his browser would send along, for who writes requests himself. */
  headers(method: string): Record<string, string> {
    return {
      ...(this.#cookie ? { cookie: this.#cookie } : {}),
      ...(this.#csrf && method !== 'GET' ? { 'x-csrf-token': this.#csrf } : {}),
    }
  }

  async call<Body = Json>(method: string, path: string, body?: unknown): Promise<Answered<Body>> {
    const headers = this.headers(method)
    const answered = await call<Body>(`${this.base}${path}`, { method, body, headers })
    const set = answered.headers.getSetCookie().find((each) => each.startsWith('_barong_session='))
    if (set) this.#cookie = set.split(';')[0]!
    const csrf = (answered.body as Json | null)?.['csrf_token']
    if (typeof csrf === 'string') this.#csrf = csrf
    return answered
  }

  signIn(email: string, password: string, otp?: string): Promise<Answered<Json>> {
    return this.call('POST', '/api/v2/barong/identity/sessions', {
      email,
      password,
      ...(otp === undefined ? {} : { otp_code: otp }),
    })
  }

  /** Enrolls and enables the second factor; afterwards `code()` gives codes. */
  async enableSecondFactor(): Promise<Answered> {
    const qr = await this.call<{ data: { url: string } }>(
      'POST',
      '/api/v2/barong/resource/otp/generate_qrcode',
    )
    const secret = new URL(qr.body.data.url).searchParams.get('secret')!
    this.#totp = new TOTP({ secret })
    return this.call('POST', '/api/v2/barong/resource/otp/enable', { code: this.code() })
  }

  code(): string {
    const now = Math.floor(Date.now() / 30_000)
    const step = Math.max(now, this.#lastStep + 1)
    this.#lastStep = step
    return this.#totp!.generate({ timestamp: step * 30_000 })
  }

  async createApiKey(): Promise<ApiKey> {
    const created = await this.call<ApiKey>('POST', '/api/v2/barong/resource/api_keys', {
      algorithm: 'HS256',
      totp_code: this.code(),
    })
    if (created.status !== 201)
      throw new Error(`no API key: ${created.status} ${JSON.stringify(created.body)}`)
    return { kid: created.body.kid, secret: created.body.secret }
  }
}

/** A bot with an API key. Nonces are milliseconds that never repeat, also for calls in parallel. */
export class Bot {
  readonly base: string
  readonly key: ApiKey
  #nonce = 0

  constructor(base: string, key: ApiKey) {
    this.base = base
    this.key = key
  }

  headers(): Record<string, string> {
    const nonce = String((this.#nonce = Math.max(Date.now(), this.#nonce + 1)))
    const signature = createHmac('sha256', this.key.secret)
      .update(nonce + this.key.kid)
      .digest('hex')
    return { 'x-auth-apikey': this.key.kid, 'x-auth-nonce': nonce, 'x-auth-signature': signature }
  }

  /**
   * A nonce that ran ahead of the clock (calls in parallel) makes the next process refuse this key's nonces for up to
   * two seconds; like any trader's bot, this one signs again until its time has come.
   */
  async call<Body = Json>(method: string, path: string, body?: unknown): Promise<Answered<Body>> {
    for (const deadline = Date.now() + 5_000; ;) {
      const answered = await call<Body>(`${this.base}${path}`, { method, body, headers: this.headers() })
      const early = answered.status === 401 && JSON.stringify(answered.body).includes('authz.nonce_expired')
      if (!early || Date.now() > deadline) return answered
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  place(order: Json): Promise<Answered<Json>> {
    return this.call('POST', '/api/v2/peatio/market/orders', order)
  }

  order(name: string | number): Promise<Answered<Json>> {
    return this.call('GET', `/api/v2/peatio/market/orders/${name}`)
  }

  cancel(name: string | number): Promise<Answered<Json>> {
    return this.call('POST', `/api/v2/peatio/market/orders/${name}/cancel`)
  }

  async balance(currency: string): Promise<{ balance: string; locked: string }> {
    const answered = await this.call<{ balance: string; locked: string }>(
      'GET',
      `/api/v2/peatio/account/balances/${currency}`,
    )
    return answered.body
  }
}
