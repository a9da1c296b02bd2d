import type { Input, Remote } from './remote.ts'

type Request = { url: string; init: { method: string; headers: Record<string, string>; body?: string } }
const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Spells the request of an endpoint: path segments, then the query (GET, DELETE) or a JSON body (the others). */
export function requestOf(remote: Remote<string, unknown>, input: Input, csrf: string | null): Request {
  const left = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  const path = remote.path.replace(/:(\w+)/g, (_found, name: string) => {
    const value = left.get(name)
    if (value === undefined) throw new Error(`${remote.path} needs ${name}.`)
    left.delete(name)
    return encodeURIComponent(String(value))
  })
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (csrf !== null && changing.has(remote.method)) headers['X-CSRF-Token'] = csrf
  const url = remote.mount === 'root' ? path : `/api/v2/${remote.mount}${path}`
  const init = { method: remote.method, headers }
  if (remote.method === 'GET' || remote.method === 'DELETE') {
    const query = queryOf(left)
    return { url: query === '' ? url : `${url}?${query}`, init }
  }
  headers['Content-Type'] = 'application/json'
  return { url, init: { ...init, body: JSON.stringify(Object.fromEntries(left)) } }
}

function queryOf(values: Map<string, Input[string]>): string {
  const query = new URLSearchParams()
  for (const [name, value] of values) {
    if (Array.isArray(value)) for (const each of value) query.append(`${name}[]`, String(each))
    else query.append(name, String(value))
  }
  return query.toString()
}
