export type RouteParams = Readonly<Record<string, string>>

const split = (path: string): string[] => path.split('/').filter((part) => part !== '')

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Matches `/trading/btcusdt` against `/trading/:market?`; `undefined` when it is another page. */
export function matchPath(pattern: string, path: string): RouteParams | undefined {
  const wanted = split(pattern)
  const given = split(path)
  if (given.length > wanted.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const value = given[at]
    if (!part.startsWith(':')) {
      if (value !== part) return undefined
      continue
    }
    const optional = part.endsWith('?')
    if (value === undefined) {
      if (!optional) return undefined
      continue
    }
    const text = decoded(value)
    if (text === undefined) return undefined
    params[part.slice(1, optional ? -1 : undefined)] = text
  }
  return params
}
