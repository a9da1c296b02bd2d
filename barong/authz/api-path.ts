/** How a request's path is treated before anyone asks who sends it. */
export type Route = 'unreadable' | 'blocked' | 'open' | 'guarded'

/**
 * Letters, digits and `_ ~ : @ + , = . -`: nothing that another server between here and there could read otherwise
 * (`%2f`, `;`, `\`, `//`), and no segment of dots.
 */
const readable = /^(?:\/(?!\.+(?:\/|$))[\w~:@+,=.-]+)+\/?$/
/** The segments that decide (`/api/v2/<subsystem>/<module>`) have one spelling. */
const decisive = /^[a-z0-9_-]+$/
const decisiveCount = 4

/** Never from outside: these speak signed messages between servers. */
const blocked = ['barong/management', 'peatio/management', 'applogic/management'].map(segmentsBelow)
const open = [
  'barong/public',
  'barong/identity',
  'peatio/public',
  'peatio/coinmarketcap',
  'peatio/coingecko',
  'applogic/public',
  'ranger/public',
].map(segmentsBelow)

function segmentsBelow(path: string): readonly string[] {
  return ['api', 'v2', ...path.split('/')]
}

/** The segments of an API path as it was sent; `undefined` for every path that could be meant in two ways. */
export function segmentsOf(url: string): readonly string[] | undefined {
  const path = url.split('?', 1)[0]!
  if (!readable.test(path)) return undefined
  const segments = path.split('/').filter((segment) => segment !== '')
  const [api, version, ...rest] = segments
  if (api !== 'api' || version !== 'v2' || rest.length === 0) return undefined
  return segments.slice(0, decisiveCount).every((segment) => decisive.test(segment)) ? segments : undefined
}

/** Whether a path lies at or below another one, by whole segments. */
export const isBelow = (path: readonly string[], prefix: readonly string[]): boolean =>
  prefix.every((segment, index) => path[index] === segment)

export function routeOf(path: readonly string[] | undefined): Route {
  if (path === undefined) return 'unreadable'
  if (blocked.some((prefix) => isBelow(path, prefix))) return 'blocked'
  return open.some((prefix) => isBelow(path, prefix)) ? 'open' : 'guarded'
}
