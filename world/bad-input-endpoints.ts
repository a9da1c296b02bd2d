import * as barong from '../contract/barong.ts'
import * as contract from '../contract/index.ts'
import type { Endpoint, Params } from '../contract/index.ts'
import { soundValues } from './bad-input-sound.ts'
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

/** What the contract calls optional and a handler asks for all the same: presence is told in its own order there. */
const alsoNeeded: Record<string, string[]> = {
  placeOrder: ['volume', 'price'],
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
  const needed = declared.filter(
    (param) => endpoint.params[param]!.required || alsoNeeded[name]?.includes(param),
  )
  return { name, endpoint, mount: mountOf(endpoint), sound, needed }
})

const isInPath = ({ endpoint }: Subject, param: string) => endpoint.path.split('/').includes(`:${param}`)

/** The values that a request needs, `given` instead of some of them; path parameters apart. */
export function base(
  subject: Subject,
  given: readonly string[] = [],
): { path: string[]; rest: [string, string][] } {
  const names = subject.needed.filter((name) => !given.includes(name))
  const rest = names
    .filter((name) => !isInPath(subject, name))
    .map((name): [string, string] => [name, subject.sound[name]!()])
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
