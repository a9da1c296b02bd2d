import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { check, describe, errorsOf } from './bad-input-answers.ts'
import { digest } from './bad-input-corpus.ts'
import { soundRequest, subjects, type Subject } from './bad-input-endpoints.ts'
import { documentedKeys, ofTheDoor, ownKeys } from './bad-input-keys.ts'
import { attemptsOn, combined, type Attempt } from './bad-input-requests.ts'
import { takeTraces } from './bad-input-traces.ts'
import { inParallel, openWire, type Heard, type Sent, type Wire } from './bad-input-wire.ts'
import { demoPassword } from './demo.ts'
import { Bot, Person } from './session.ts'
import { openWholeExchange, type Whole } from './whole-exchange.ts'

let exchange: Whole
let wire: Wire
let alice: Person
let bob: Bot
let admin: Person
const seed = Number(process.env['OPEX_SEED'] ?? 20_261_123)
const tally = { sent: 0, accepted: 0 }

before(async () => {
  exchange = await openWholeExchange()
  wire = openWire(exchange.url)
  alice = new Person(exchange.url)
  assert.equal((await alice.signIn('alice@opex.local', demoPassword)).status, 200)
  admin = new Person(exchange.url)
  assert.equal((await admin.signIn('admin@opex.local', demoPassword)).status, 200)
  const label = { key: 'theme', value: 'dark' }
  assert.equal((await alice.call('POST', '/api/v2/barong/resource/labels', label)).status, 201)
  const holder = new Person(exchange.url)
  await holder.signIn('bob@opex.local', demoPassword)
  await holder.enableSecondFactor()
  bob = new Bot(exchange.url, await holder.createApiKey())
})
after(async () => {
  wire.close()
  await exchange.close()
  const share = ((100 * tally.accepted) / tally.sent).toFixed(1)
  console.log(`bad input: ${tally.sent} generated requests, ${tally.accepted} (${share} %) passed validation`)
})

type Caller = 'nobody' | 'alice' | 'bob' | 'admin'

async function send(sent: Sent, as: Caller): Promise<Heard> {
  const credentials = credentialsOf(as, sent.method)
  const heard = await wire.send({ ...sent, headers: { ...sent.headers, ...credentials } })
  tally.sent += 1
  if (heard.status < 300) tally.accepted += 1
  return heard
}

function credentialsOf(as: Caller, method: string): Record<string, string> {
  if (as === 'nobody') return {}
  return as === 'bob' ? bob.headers() : (as === 'alice' ? alice : admin).headers(method)
}

const isAdmins = ({ endpoint }: Subject) => endpoint.path.startsWith('/admin/')

/** Who is let through to the endpoint; sign-out and its neighbours would end the session of whoever is signed in. */
const callerOf = (subject: Subject): Caller =>
  subject.endpoint.auth !== 'user' ? 'nobody' : isAdmins(subject) ? 'admin' : 'alice'

test('every endpoint of the contract is mounted, and a sound request gets what it declares', async () => {
  assert.ok(subjects.length > 60)
  for (const subject of subjects) {
    const heard = await send(soundRequest(subject), callerOf(subject))
    const about = `${subject.name}: ${heard.status} ${heard.text.slice(0, 200)}`
    const errors = errorsOf(heard, about)
    if (errors.length === 0) assert.equal(heard.status, subject.endpoint.status, about)
    // Where a sound request is refused, it is for what it names (a wrong password, no such order), not for its form.
    else for (const each of errors) assert.ok(isOutcome(subject, each), about)
  }
})

const isOutcome = ({ name }: Subject, error: string) =>
  documentedKeys(name, '_').has(error) && !ofTheDoor.includes(error)

/** Sends all of it and checks every answer; what was refused has changed nothing, and no reading has. */
async function attack(subject: Subject, attempts: readonly Attempt[], as: Caller): Promise<Set<string>> {
  const before = await takeTraces(exchange)
  const heard = await inParallel(attempts, (attempt) => send(attempt.sent, as))
  const keys = new Set(attempts.flatMap((attempt, index) => check(attempt, heard[index]!)))
  const refused = attempts.filter((_, index) => heard[index]!.status >= 400)
  const after = await takeTraces(exchange)
  // The one reading that makes something: an address, on the first request.
  const reads = subject.endpoint.method === 'GET' && subject.name !== 'getDepositAddress'
  if (reads || refused.length === attempts.length)
    assert.deepEqual(after, before, `${subject.name} changed something`)
  else {
    // Some were good after all, and did what they said: those that were refused are sent again, alone.
    const again = await inParallel(refused, (attempt) => send(attempt.sent, as))
    again.forEach(({ status }, index) => assert.ok(status >= 400, describe(refused[index]!)))
    assert.deepEqual(await takeTraces(exchange), after, `a refused ${subject.name} changed something`)
  }
  return keys
}

for (const subject of subjects) {
  const { method, path, params } = subject.endpoint
  if (Object.keys(params).length === 0) continue
  test(`${method} ${subject.mount}${path}: every bad value gets its documented key and changes nothing`, async () => {
    const keys = await attack(subject, attemptsOn(subject), callerOf(subject))
    for (const param of Object.keys(params)) {
      const own = ownKeys(subject.name, param)
      assert.ok(
        own.some((key) => keys.has(key)),
        `${subject.name} never refused a ${param} by ${own.join(' or ')}`,
      )
    }
  })
}

test(`whatever is wrong together gets keys of what is wrong, and changes nothing (seed ${seed})`, async () => {
  const draw = (
    (state: number) => (below: number) =>
      Math.floor(((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below)
  )(seed)
  for (const subject of subjects) {
    const params = Object.keys(subject.endpoint.params)
    if (params.length < 2) continue
    const known = new Set(params.flatMap((param) => [...documentedKeys(subject.name, param)]))
    const all = Array.from({ length: 12 }, () => combined(subject, draw))
    const before = await takeTraces(exchange)
    const heard = await inParallel(all, (sent) => send(sent, callerOf(subject)))
    heard.forEach((each, index) => {
      const about = `${subject.name}: ${all[index]!.path} ${String(all[index]!.body)}`
      for (const key of errorsOf(each, about)) assert.ok(known.has(key), `${about}: ${key}`)
    })
    if (heard.every(({ status }) => status >= 400))
      assert.deepEqual(await takeTraces(exchange), before, subject.name)
  }
})

test('by API key, bad values are refused in the same words', async () => {
  for (const subject of subjects.filter((each) => each.endpoint.auth === 'user' && !isAdmins(each))) {
    await attack(subject, attemptsOn(subject, digest), 'bob')
  }
})

test('to nobody, everything of a user is closed before it is read', async () => {
  const before = await takeTraces(exchange)
  const attempts = subjects
    .filter(({ endpoint }) => endpoint.auth === 'user')
    .flatMap((subject) => attemptsOn(subject, digest))
  await inParallel(attempts, async (attempt) => {
    const heard = await send(attempt.sent, 'nobody')
    const errors = errorsOf(heard, describe(attempt))
    assert.match(
      errors.join(),
      /^(authz\.(invalid_session|missing_csrf_token|permission_denied)|Route is not found)$/,
    )
  })
  assert.deepEqual(await takeTraces(exchange), before)
})
