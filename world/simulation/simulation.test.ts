import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { AppendFile } from '../../platform/storage/index.ts'
import { createLedger, type Ledger } from '../../core/ledger/index.ts'
import { MarketFeed } from '../../peatio/market-data/market-feed.ts'
import { Api } from './api.ts'
import type { Sabotage } from './exchange.ts'
import { foreignDigests } from './foreign.ts'
import { SecondFactor } from './second-factor.ts'
import { runSeed, type Outcome, type RunOptions } from './run.ts'

const base = Number(process.env['OPEX_SEED'] ?? 20_261_126)
const api = new Api()
before(() => api.ready())

/** The first run of so many that breaks an invariant. */
async function firstViolation(seedsMax: number, options: Omit<RunOptions, 'api'>): Promise<Outcome> {
  for (let seed = base; seed < base + seedsMax; seed++) {
    const outcome = await runSeed(seed, { api, ...options })
    if (outcome.violation) return outcome
  }
  throw new assert.AssertionError({ message: `nothing was found in ${seedsMax} seeds from ${base}` })
}

test(`a seed makes the same log every time, another seed another one (from ${base})`, async () => {
  const [first, again, other] = [
    await runSeed(base, { api }),
    await runSeed(base, { api }),
    await runSeed(base + 1, { api }),
  ]
  assert.equal(first.violation, null)
  assert.equal(again.digest, first.digest)
  assert.notEqual(other.digest, first.digest)
  for (const { seed, digest } of await foreignDigests([base, base + 1]))
    assert.equal(digest, (seed === base ? first : other).digest, 'in another time zone, language and heap')
})

test('an acknowledgement before the disk has the record is found', async (about) => {
  const storage: Sabotage['storage'] = (storage) => ({
    ...storage,
    epoch: storage.epoch,
    append: (name, length) => unsynced(storage.append(name, length)),
  })
  const { seed, violation } = await firstViolation(30, { sabotage: { storage } })
  about.diagnostic(`seed ${seed}: ${violation!.message}`)
  assert.match(violation!.invariant, /^I8|^I11|^the journal keeps|^a start recovers/)
})

/** Says that it has synced, and has not. */
const unsynced = (file: AppendFile): AppendFile => ({
  get length() {
    return file.length
  },
  append: (buffers) => file.append(buffers),
  rewrite: (position, bytes) => file.rewrite(position, bytes),
  sync: () => undefined,
  truncate: (length) => file.truncate(length),
  close: () => file.close(),
})

test('a key that is forgotten too soon is found', async (about) => {
  const { seed, violation } = await firstViolation(30, { sabotage: { engine: { orderKeysMax: 1 } } })
  about.diagnostic(`seed ${seed}: ${violation!.message}`)
  assert.match(violation!.invariant, /^I9|^I8/)
})

test('an engine that does something else than it was asked is found', async (about) => {
  const submission: Sabotage['submission'] = (sent) => {
    if (sent.command.kind !== 'place_order' || sent.command.quantity % 7 !== 0) return sent
    return { ...sent, command: { ...sent.command, quantity: (sent.command.quantity + 1) as never } }
  }
  const { seed, violation } = await firstViolation(30, { sabotage: { submission } })
  about.diagnostic(`seed ${seed}: ${violation!.message}`)
  assert.match(violation!.invariant, /^I6/)
})

test('transactions that are not whole are found: records are projected twice', async (about) => {
  const { seed, violation } = await firstViolation(60, { sabotage: { tornTransactions: true } })
  about.diagnostic(`seed ${seed}: ${violation!.message}`)
  const found = /^the projection follows|^liveness|^market data|^a start recovers|^I13|^errors have a cause/
  assert.match(violation!.invariant, found)
})

test('a pot that is written a unit short now and then is found', async (about) => {
  const pots = Object.getPrototypeOf(createLedger().pots) as Ledger['pots']
  const { take } = pots
  let writes = 0
  // The first number of a balance's pots: the low limb of what is available.
  const isShort = (name: string | symbol, at: number, value: number) =>
    name === `${at}` && (writes += 1) % 40 === 0 && value > 0
  pots.take = function short() {
    const { page, at } = take.call(this)
    const shortPage = new Proxy(page, {
      get: (target, name) => Reflect.get(target, name),
      set: (target, name, value: number) =>
        Reflect.set(target, name, isShort(name, at, value) ? value - 1 : value),
    })
    return { page: shortPage, at }
  }
  try {
    const { seed, violation } = await firstViolation(3, {})
    about.diagnostic(`seed ${seed}: ${violation!.message}`)
    assert.match(violation!.invariant, /^I1\b|^I3\b|^I6\b|^I10\b|^the records can be followed/)
  } finally {
    pots.take = take
  }
})

test('a trade that market data counts twice is found', async (about) => {
  const { trade } = MarketFeed.prototype
  MarketFeed.prototype.trade = function twice(made) {
    if (made.trade % 5 === 0) trade.call(this, made)
    return trade.call(this, made)
  }
  try {
    const { seed, violation } = await firstViolation(10, {})
    about.diagnostic(`seed ${seed}: ${violation!.message}`)
    assert.match(violation!.invariant, /^market data/)
  } finally {
    MarketFeed.prototype.trade = trade
  }
})

test('answers of a batch that stand in each other’s place are found', async (about) => {
  const { handle } = Api.prototype
  Api.prototype.handle = async function exchanged(host, request) {
    const reply = await handle.call(this, host, request)
    if (request.path.endsWith('/batch') && Array.isArray(reply.body)) reply.body.reverse()
    return reply
  }
  try {
    const { seed, violation } = await firstViolation(30, {})
    about.diagnostic(`seed ${seed}: ${violation!.message}`)
    assert.match(violation!.invariant, /^I8|^I9|^you read what you wrote/)
  } finally {
    Api.prototype.handle = handle
  }
})

test('a withdrawal whose coins have left and whose owner gets them back is found', async (about) => {
  const submission: Sabotage['submission'] = (sent) => {
    if (sent.command.kind !== 'complete_withdrawal') return sent
    const { withdrawal } = sent.command
    return { ...sent, command: { kind: 'release_withdrawal', withdrawal, reason: 'by mistake' } }
  }
  const { seed, violation } = await firstViolation(30, { sabotage: { submission } })
  about.diagnostic(`seed ${seed}: ${violation!.message}`)
  assert.match(violation!.invariant, /^I6|^I12/)
})

test('a code that is good for more than one transfer is found', async (about) => {
  const { check } = SecondFactor.prototype
  SecondFactor.prototype.check = () => true
  try {
    const { seed, violation } = await firstViolation(60, { rates: { replyLost: 0.3, requestTwice: 0.3 } })
    about.diagnostic(`seed ${seed}: ${violation!.message}`)
    assert.match(violation!.invariant, /^I12/)
  } finally {
    SecondFactor.prototype.check = check
  }
})
