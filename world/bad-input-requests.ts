import { corpus, digest, plainly, spoilt, type Bad } from './bad-input-corpus.ts'
import { base, isInPath, pathOf, type Subject } from './bad-input-endpoints.ts'
import { percent, type Sent } from './bad-input-wire.ts'

/** A value as it is given: as JSON, as text, or in some other spelling of a query. */
export type Given = { json: string } | { text: string } | { query: string }
/** A request with one bad value, and what is bad about it. */
export type Attempt = { subject: Subject; param: string; what: string; given: Given; sent: Sent }
type Spelled = { given: Given; sent: Sent }

const asJson = { 'content-type': 'application/json' }
const asForm = { 'content-type': 'application/x-www-form-urlencoded' }
const pair = ([name, value]: [string, string]) => `${percent(name)}=${percent(value)}`
const withQuery = (path: string, query: readonly string[]) =>
  query.length > 0 ? `${path}?${query.join('&')}` : path

/** Every parameter of the endpoint with every bad value, the other parameters being sound; in each notation. */
export function attemptsOn(subject: Subject, values: readonly Bad[] = allFor(subject)): Attempt[] {
  return Object.keys(subject.endpoint.params).flatMap((param) => {
    const sound = subject.sound[param]!()
    return [...values, ...spoilt(sound)].flatMap((bad) =>
      spellings(subject, param, bad).map((spelled) => ({ subject, param, what: bad.what, ...spelled })),
    )
  })
}

/** Where every readable request costs a password's hash, texts are fewer; what is refused unread costs nothing. */
const costly = new Set(['signIn', 'signUp'])
const allFor = ({ name }: Subject): readonly Bad[] =>
  costly.has(name) ? corpus.filter((bad) => bad.text === undefined || digest.includes(bad)) : corpus

function spellings(subject: Subject, param: string, bad: Bad): Spelled[] {
  const { method } = subject.endpoint
  // Read anew for each request: what is to be unique is never sent twice.
  const others = () => base(subject, [param]).rest
  const asText: Given = bad.text === undefined ? { query: bad.what } : { text: bad.text }
  if (isInPath(subject, param)) {
    if (bad.text === undefined) return []
    const path = pathOf(subject, { [param]: percent(bad.text) })
    const sent =
      method === 'GET'
        ? { method, path: withQuery(path, others().map(pair)) }
        : { method, path, headers: asJson, body: jsonBody(others()) }
    return [{ given: asText, sent }]
  }
  const path = pathOf(subject)
  if (method === 'GET') {
    if (bad.query === undefined) return []
    return [
      { given: asText, sent: { method, path: withQuery(path, [...others().map(pair), bad.query(param)]) } },
    ]
  }
  const spelled: Spelled[] = []
  if (bad.query !== undefined) {
    const body = [...others().map(pair), bad.query(param)].join('&')
    spelled.push({ given: asText, sent: { method, path, headers: asForm, body } })
  }
  // What only a query knows how to spell goes into the query beside a body; everything else is JSON as well.
  if (bad.query === undefined || bad.text !== undefined) {
    const body = jsonBody(others(), [param, bad.json])
    spelled.push({ given: { json: bad.json }, sent: { method, path, headers: asJson, body } })
  } else {
    const sent = {
      method,
      path: withQuery(path, [bad.query(param)]),
      headers: asJson,
      body: jsonBody(others()),
    }
    spelled.push({ given: asText, sent })
  }
  return spelled
}

/** A request in which every parameter that is not in the path may be absent, sound or bad. */
export function combined(subject: Subject, draw: (below: number) => number): Sent {
  const { method } = subject.endpoint
  const names = Object.keys(subject.endpoint.params).filter((name) => !isInPath(subject, name) && draw(4) > 0)
  const bads = method === 'GET' ? corpus.filter(({ query }) => query !== undefined) : corpus
  const chosen = names.map((name): [string, Bad] => [
    name,
    draw(3) === 0 ? plainly(subject.sound[name]!()) : bads[draw(bads.length)]!,
  ])
  const path = pathOf(subject)
  if (method === 'GET')
    return {
      method,
      path: withQuery(
        path,
        chosen.map(([name, bad]) => bad.query!(name)),
      ),
    }
  const members = chosen.map(([name, bad]) => `${JSON.stringify(name)}:${bad.json}`)
  return { method, path, headers: asJson, body: `{${members.join(',')}}` }
}

/** JSON text by hand, so that a value may be spelled as no serializer would. */
function jsonBody(fields: readonly [string, string][], raw?: readonly [string, string]): string {
  const members = fields.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
  if (raw) members.push(`${JSON.stringify(raw[0])}:${raw[1]}`)
  return `{${members.join(',')}}`
}
