import { corpus, digest, spoilt, type Bad } from './bad-input-corpus.ts'
import { base, isInPath, pathOf, type Subject } from './bad-input-endpoints.ts'
import { percent, type Sent } from './bad-input-wire.ts'

/** A request with one bad value, and what is bad about it. */
export type Attempt = { subject: Subject; param: string; what: string; sent: Sent }

const asJson = { 'content-type': 'application/json' }
const asForm = { 'content-type': 'application/x-www-form-urlencoded' }
const pair = ([name, value]: [string, string]) => `${percent(name)}=${percent(value)}`
const withQuery = (path: string, query: readonly string[]) => (query.length > 0 ? `${path}?${query.join('&')}` : path)

/** Every parameter of the endpoint with every bad value, the other parameters being sound; in each notation. */
export function attemptsOn(subject: Subject, values: readonly Bad[] = allFor(subject)): Attempt[] {
  return Object.keys(subject.endpoint.params).flatMap((param) => {
    const sound = subject.sound[param]!()
    return [...values, ...spoilt(sound)].flatMap((bad) => spellings(subject, param, bad).map((sent) => ({ subject, param, what: bad.what, sent })))
  })
}

/** Where every readable request costs a password's hash, texts are fewer; what is refused unread costs nothing. */
const costly = new Set(['signIn', 'signUp'])
const allFor = ({ name }: Subject): readonly Bad[] =>
  costly.has(name) ? corpus.filter((bad) => bad.text === undefined || digest.includes(bad)) : corpus

function spellings(subject: Subject, param: string, bad: Bad): Sent[] {
  const { method } = subject.endpoint
  // Read anew for each request: what is to be unique is never sent twice.
  const others = () => base(subject, [param]).rest
  if (isInPath(subject, param)) {
    if (bad.text === undefined) return []
    const path = pathOf(subject, { [param]: percent(bad.text) })
    if (method === 'GET') return [{ method, path: withQuery(path, others().map(pair)) }]
    return [{ method, path, headers: asJson, body: jsonBody(others()) }]
  }
  if (method === 'GET') {
    if (bad.query === undefined) return []
    return [{ method, path: withQuery(pathOf(subject), [...others().map(pair), bad.query(param)]) }]
  }
  const path = pathOf(subject)
  const sent: Sent[] = []
  // Spellings that only a query knows are no JSON.
  if (bad.text !== undefined || bad.query === undefined) sent.push({ method, path, headers: asJson, body: jsonBody(others(), [param, bad.json]) })
  if (bad.query !== undefined) {
    sent.push({ method, path, headers: asForm, body: [...others().map(pair), bad.query(param)].join('&') })
  }
  if (bad.text === undefined && bad.query !== undefined) {
    sent.push({ method, path: withQuery(path, [bad.query(param)]), headers: asJson, body: jsonBody(others()) })
  }
  return sent
}

/** JSON text by hand, so that a value may be spelled as no serializer would. */
function jsonBody(fields: readonly [string, string][], raw?: readonly [string, string]): string {
  const members = fields.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
  if (raw) members.push(`${JSON.stringify(raw[0])}:${raw[1]}`)
  return `{${members.join(',')}}`
}
