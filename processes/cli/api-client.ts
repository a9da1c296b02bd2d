import { createHmac } from 'node:crypto'
import type { Endpoint, Params } from '../../contract/index.ts'
import { Fault } from '../../core/units/index.ts'

/** Calls an endpoint of the contract with these parameters, and gives what it replies. */
export type Api = <Reply>(
  endpoint: Endpoint<Params, Reply>,
  params?: Record<string, string | undefined>,
) => Promise<Reply>

type Environment = Record<string, string | undefined>

const timeoutMs = 15_000

/**
 * A client of the exchange at `OPEX_URL`, as the owner of the API key `OPEX_API_KEY` with `OPEX_API_SECRET`. Faults:
 * `client_unconfigured` (which variable is missing), `exchange_unreachable`, `refused` (status and error keys).
 */
export function apiClient(env: Environment, clock: () => number = Date.now): Api {
  const [url, kid, secret] = ['OPEX_URL', 'OPEX_API_KEY', 'OPEX_API_SECRET'].map((name) => {
    const value = env[name]
    if (!value)
      throw new Fault('client_unconfigured', {
        detail: `set ${name} (and OPEX_URL, OPEX_API_KEY, OPEX_API_SECRET)`,
      })
    return value
  }) as [string, string, string]
  if (!URL.canParse(url)) throw new Fault('client_unconfigured', { detail: 'OPEX_URL must be a URL' })
  let last = 0
  const signed = () => {
    // A nonce works once: two calls in one millisecond have two of them.
    last = Math.max(clock(), last + 1)
    const signature = createHmac('sha256', secret).update(`${last}${kid}`).digest('hex')
    return { 'x-auth-apikey': kid, 'x-auth-nonce': String(last), 'x-auth-signature': signature }
  }
  return async (endpoint, params = {}) => {
    const given = Object.fromEntries(
      Object.entries(params).filter(([, value]) => value !== undefined),
    ) as Record<string, string>
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(given[name] ?? ''))
    const rest = Object.entries(given).filter(([name]) => !endpoint.path.includes(`:${name}`))
    const query =
      endpoint.method === 'GET' && rest.length > 0 ? `?${new URLSearchParams(rest).toString()}` : ''
    const body = endpoint.method === 'GET' ? {} : { body: JSON.stringify(Object.fromEntries(rest)) }
    const response = await fetch(`${url.replace(/\/+$/, '')}/api/v2/peatio${path}${query}`, {
      method: endpoint.method,
      headers: { ...signed(), ...(endpoint.method === 'GET' ? {} : { 'content-type': 'application/json' }) },
      signal: AbortSignal.timeout(timeoutMs),
      ...body,
    }).catch((cause: unknown) => {
      throw new Fault('exchange_unreachable', { cause, detail: url })
    })
    const text = await response.text()
    if (!response.ok) throw new Fault('refused', { detail: `${response.status} ${keysOf(text)}` })
    return JSON.parse(text) as never
  }
}

/** The error keys of a refusal, or what there is instead of them. */
function keysOf(text: string): string {
  try {
    const { errors } = JSON.parse(text) as { errors?: string[] }
    return errors?.join(', ') ?? text.slice(0, 200)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return text.slice(0, 200)
  }
}
