import * as barong from '../contract/barong.ts'
import * as contract from '../contract/index.ts'
import type { Endpoint, Params } from '../contract/index.ts'
import { percent, type Sent } from './bad-input-wire.ts'

/** An endpoint of the contract, where it is mounted, and a request to it that nobody could object to. */
export type Subject = {
  name: string
  endpoint: Endpoint<Params, unknown>
  mount: string
  /** A value of every parameter that is fine by itself; those that are needed make the base of a request. */
  sound: Record<string, () => string>
  needed: string[]
}

let serial = 0
const fresh = (spell: (serial: number) => string) => () => spell((serial += 1))
const email = fresh((count) => `nobody-${count}@example.com`)
const list = { limit: '10', page: '1' }
const market = { market: 'ethusdt' }
const range = { time_from: '1600000000', time_to: '1900000000' }
const uuid = '01234567-89ab-4cde-8f01-23456789abcd'
const wrong = 'Wrong-horse-77-battery'

/** By the contract's name for the endpoint. Secrets and codes are wrong ones: what is asked about comes before. */
const soundValues: Record<string, Record<string, string | (() => string)>> = {
  listCurrencies: { ...list, type: 'coin', 'search[code]': 'bt', 'search[name]': 'bit' },
  getCurrency: { id: 'btc' },
  listMarkets: {
    ...list,
    ...{ ordering: 'asc', order_by: 'id', base_unit: 'eth', quote_unit: 'usdt', type: 'spot' },
    ...{ 'search[base_code]': 'e', 'search[quote_code]': 'u', 'search[base_name]': 'e', 'search[quote_name]': 't' },
  },
  getOrderBook: { ...market, asks_limit: '5', bids_limit: '5' },
  listPublicTrades: { ...market, limit: '5', timestamp: '1700000000', order_by: 'asc' },
  getDepth: { ...market, limit: '5' },
  getKLine: { ...market, period: '60', time_from: '1790000000', time_to: '1790003600', limit: '5' },
  getTicker: market,
  listTradingFees: { ...list, group: 'any', market_id: 'any', market_type: 'spot', ordering: 'desc', order_by: 'id' },
  listWithdrawLimits: { ...list, group: 'any', kyc_level: 'any', ordering: 'desc', order_by: 'id' },
  cmcOrderBook: { market_pair: 'ETH_USDT', depth: '10' },
  cmcTrades: { market_pair: 'ETH_USDT' },
  geckoOrderBook: { ticker_id: 'ETH_USDT', depth: '10' },
  geckoTrades: { ticker_id: 'ETH_USDT', type: 'buy', limit: '5', start_time: '2026-01-01', end_time: '2027-01-01' },
  listBalances: { ...list, nonzero: 'true', 'search[currency_code]': 'bt', 'search[currency_name]': 'bit' },
  getBalance: { currency: 'eth' },
  getDepositAddress: { currency: 'eth', blockchain_key: 'devnet-eth', address_format: 'legacy' },
  listDeposits: { ...list, ...range, currency: 'eth', state: 'accepted', txid: 'a'.repeat(64), blockchain_key: 'devnet-eth' },
  getDeposit: { txid: 'a'.repeat(64) },
  // Sent to nobody's address, so that no block brings a deposit while somebody counts rows.
  giveFromFaucet: { currency: 'eth', address: fresh((count) => `0xde7de7${String(count).padStart(34, '0')}`), amount: '0.5' },
  placeOrder: {
    ...{ ...market, side: 'buy', volume: '0.01', ord_type: 'limit', price: '1000' },
    client_order_id: fresh((count) => `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`),
  },
  listOrders: {
    ...{ ...list, ...range, ...market, market_type: 'spot', base_unit: 'eth', quote_unit: 'usdt' },
    ...{ state: 'wait', order_by: 'asc', ord_type: 'limit', type: 'buy' },
  },
  getOrder: { id: uuid },
  cancelOrder: { id: uuid },
  cancelOrders: { market: 'ethbtc', market_type: 'spot', side: 'sell' },
  listTrades: { ...list, ...range, ...market, market_type: 'spot', type: 'buy', order_by: 'asc' },
  signUp: { email, password: 'Kestrel-over-7-hills', username: fresh((count) => `name${count}`), refid: '', data: '{"language":"en"}' },
  requestConfirmation: { email },
  confirmEmail: { token: 'a'.repeat(40) },
  requestPasswordReset: { email },
  resetPassword: { reset_password_token: 'a'.repeat(40), password: wrong, confirm_password: wrong },
  signIn: { email, password: wrong, otp_code: '123456' },
  validatePassword: { password: wrong },
  updateMe: { data: '{"language":"en"}' },
  deleteMe: { password: wrong, otp_code: '123456' },
  changePassword: { old_password: wrong, new_password: `${wrong}!`, confirm_password: `${wrong}!` },
  listActivity: { ...list, topic: 'all', time_from: '1600000000', time_to: '1900000000', result: 'succeed' },
  listLabels: { ordering: 'desc' },
  getLabel: { key: 'theme' },
  createLabel: { key: fresh((count) => `label-${count}`), value: 'dark' },
  updateLabel: { key: 'theme', value: 'light' },
  deleteLabel: { key: 'no-such-label' },
  enableTotp: { code: '123456' },
  disableTotp: { code: '123456' },
  verifyTotp: { code: '123456' },
  listApiKeys: { ...list, ordering: 'asc', order_by: 'id' },
  createApiKey: { algorithm: 'HS256', scope: 'trade', totp_code: '123456' },
  updateApiKey: { kid: '0123456789abcdef', scope: 'trade', state: 'inactive', totp_code: '123456' },
  deleteApiKey: { kid: '0123456789abcdef', totp_code: '123456' },
}

/** What the contract calls optional and a handler asks for all the same: presence is told in its own order there. */
const alsoNeeded: Record<string, string[]> = {
  placeOrder: ['price'],
  createApiKey: ['algorithm', 'totp_code'],
  updateApiKey: ['totp_code'],
  deleteApiKey: ['totp_code'],
}

const isEndpoint = (value: unknown): value is Endpoint<Params, unknown> =>
  typeof value === 'object' && value !== null && 'path' in value && 'method' in value && 'read' in value

function found(module: object, prefix = ''): [string, Endpoint<Params, unknown>][] {
  return Object.entries(module).flatMap(([name, value]): [string, Endpoint<Params, unknown>][] => {
    if (isEndpoint(value)) return [[prefix + name, value]]
    const isGroup = typeof value === 'object' && value !== null && Object.values(value).every(isEndpoint)
    return isGroup ? found(value as object, `${name}.`) : []
  })
}

const ofBarong = new Set(found(barong).map(([, endpoint]) => endpoint))
const mountOf = (endpoint: Endpoint<Params, unknown>): string => {
  if (endpoint.path.startsWith('/dev/')) return ''
  return ofBarong.has(endpoint) ? '/api/v2/barong' : '/api/v2/peatio'
}

/** Every endpoint that the contract exports. A new one without a sound request fails here, and so is never untested. */
export const subjects: readonly Subject[] = found(contract).map(([name, endpoint]) => {
  const values = soundValues[name.replace(/^\w+\./, '')] ?? {}
  const declared = Object.keys(endpoint.params)
  const missing = declared.filter((param) => values[param] === undefined)
  if (missing.length > 0) throw new Error(`${name} needs a sound value of ${missing.join(', ')}`)
  const sound = Object.fromEntries(
    Object.entries(values).map(([param, value]) => [param, typeof value === 'string' ? () => value : value]),
  )
  const needed = declared.filter((param) => endpoint.params[param]!.required || alsoNeeded[name]?.includes(param))
  return { name, endpoint, mount: mountOf(endpoint), sound, needed }
})

const isInPath = ({ endpoint }: Subject, param: string) => endpoint.path.split('/').includes(`:${param}`)

/** The values that a request needs, `given` instead of some of them; path parameters apart. */
export function base(subject: Subject, given: readonly string[] = []): { path: string[]; rest: [string, string][] } {
  const names = subject.needed.filter((name) => !given.includes(name))
  const rest = names.filter((name) => !isInPath(subject, name)).map((name): [string, string] => [name, subject.sound[name]!()])
  return { path: names.filter((name) => isInPath(subject, name)), rest }
}

/** The path with every parameter in it; `given` are percent-encoded already. */
export function pathOf({ endpoint, mount, sound }: Subject, given: Record<string, string> = {}): string {
  return mount + endpoint.path.replace(/:(\w+)/g, (_, name: string) => given[name] ?? percent(sound[name]!()))
}

/** A request that asks for nothing wrong; with `extras`, for more than anybody asked for. */
export function soundRequest(subject: Subject, extras: readonly [string, string][] = []): Sent {
  const { rest } = base(subject)
  const { method } = subject.endpoint
  if (method === 'GET') {
    const query = [...rest, ...extras].map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&')
    return { method, path: query === '' ? pathOf(subject) : `${pathOf(subject)}?${query}` }
  }
  const body = JSON.stringify(Object.fromEntries([...extras, ...rest]))
  return { method, path: pathOf(subject), headers: { 'content-type': 'application/json' }, body }
}

export { isInPath }
