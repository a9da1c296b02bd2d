import { house } from '../../ledger/index.ts'
import type { AccountId, TimeMs } from '../../units/index.ts'
import {
  allOpenOrders,
  balancesOf,
  createState,
  decide,
  depthOf,
  evolveAll,
  nextDue,
  nextTimer,
  restore,
  restingOrders,
  serialize,
  trialBalance,
  type Command,
  type DueCommand,
  type Event,
  type State,
} from '../index.ts'
import { answerNaively, type NaiveAnswer } from '../naive/answer.ts'
import { nextDueNaively, nextTimerNaively } from '../naive/due.ts'
import { createNaive, heldOf, postedOf, promiseOf, type NaiveOrder } from '../naive/twin.ts'
import { isBefore } from '../naive/walk.ts'
import { btc, eth, markets, opening, people, usdt } from './scene.ts'

/** The exchange and its twin do not agree, or something that always holds does not. */
export class Disagreement extends Error {}

const start = 1_000 as TimeMs
const accounts = [...people, house.feeIncome, house.adjustments, house.custody] as AccountId[]

/**
 * The exchange, its naive twin and a second exchange that only hears of the events, side by side. Every command is
 * answered by both; the first thing on which they differ is thrown as a `Disagreement`.
 */
export class Duel {
  readonly #naive = createNaive()
  #state: State = createState()
  #replayed: State = createState()
  now = start
  /** The answer to the last command. */
  answer: NaiveAnswer = { events: [] }
  /** How it began. */
  readonly opening: Event[]

  constructor() {
    this.opening = opening().flatMap((command) => this.run(command, start))
  }

  /** Runs what is due at this moment and then the command; the events of all of it. */
  run(command: Command, at: TimeMs): Event[] {
    this.now = at
    const events = this.runDue(at)
    const answer = this.#answer(command)
    return 'events' in answer ? [...events, ...answer.events] : events
  }

  runDue(at: TimeMs): Event[] {
    this.now = at
    const events: Event[] = []
    for (;;) {
      const [real, naive] = [nextDue(this.#state, at), nextDueNaively(this.#naive, at)]
      agree(real, naive, 'what is due')
      if (!real) break
      const answer = this.#answer(real)
      if ('events' in answer) events.push(...answer.events)
      else throw new Disagreement(`what is due is refused: ${answer.rejection}`)
    }
    agree(nextTimer(this.#state), nextTimerNaively(this.#naive), 'the next timer')
    return events
  }

  #answer(command: Command | DueCommand): NaiveAnswer {
    const decision = decide(this.#state, command, this.now)
    const expected = (this.answer = answerNaively(this.#naive, command, this.now))
    if ('rejection' in decision || 'rejection' in expected) {
      agree(outline(decision), outline(expected), 'the answer')
      return expected
    }
    agreeOnEvents(decision.events, expected.events)
    evolveAll(this.#state, decision.events, this.now)
    // The twin's events are plain, as a journal's are.
    evolveAll(this.#replayed, expected.events, this.now)
    return expected
  }

  /** Balances, books, waiting orders and the trial balance: equal, conserved, promised, not crossed. */
  compare(): void {
    for (const account of accounts) this.#compareBalances(account)
    for (const { market } of markets) this.#compareBook(market)
    const naive = this.#naive
    const [real, expected] = [allOpenOrders(this.#state), naive.orders]
    agree(
      real
        .filter(({ status }) => status === 'untriggered')
        .map(({ order, trigger, held }) => ({ order, trigger, held }))
        .sort((a, b) => a.order - b.order),
      expected
        .filter(({ stage }) => stage === 'waiting' || stage === 'queued')
        .map((order) => ({
          order: order.id,
          trigger: order.stage === 'waiting' ? order.trigger : null,
          held: promiseOf(naive, order),
        })),
      'what waits',
    )
    for (const { asset, posted, held, promised } of trialBalance(this.#state)) {
      agree({ posted, held }, { posted: 0n, held: promised }, `the trial balance of ${asset}`)
    }
  }

  #compareBalances(account: AccountId): void {
    const lines = new Map(balancesOf(this.#state, account).map((line) => [line.asset, line]))
    for (const asset of [btc, eth, usdt]) {
      const { posted = 0n, held = 0n } = lines.get(asset) ?? {}
      const expected = {
        posted: postedOf(this.#naive, account, asset),
        held: heldOf(this.#naive, account, asset),
      }
      agree({ posted, held }, expected, `${account}'s ${asset}`)
      if (!account.startsWith('house:') && held > posted)
        throw new Disagreement(`${account} promises more than he has`)
    }
  }

  #compareBook(market: (typeof markets)[number]['market']): void {
    const naive = this.#naive
    const resting = naive.orders.filter((order) => order.stage === 'resting' && order.market === market)
    const sideOf = (side: NaiveOrder['side']) =>
      resting.filter((order) => order.side === side).sort((a, b) => (isBefore(a, b) ? -1 : 1))
    const endless = { bids: Infinity, asks: Infinity }
    const { bids, asks } = restingOrders(this.#state, market, endless)
    for (const [views, side] of [
      [bids, 'buy'],
      [asks, 'sell'],
    ] as const) {
      agree(
        views.map(({ order, quantity, filled, held }) => ({ order, shown: quantity - filled, held })),
        sideOf(side).map((order) => ({
          order: order.id,
          shown: order.visible,
          held: promiseOf(naive, order),
        })),
        `the ${side} side of ${market}`,
      )
    }
    const depth = depthOf(this.#state, market, 1)
    const [bid, ask] = [depth.bids[0], depth.asks[0]]
    const status = naive.markets.get(market)!.status
    if (bid && ask && bid.price >= ask.price && (status === 'open' || status === 'post_only'))
      throw new Disagreement(`${market} is ${status} and crossed`)
  }

  /** The events alone give the same state, and a state that was written and read again goes on in its place. */
  restart(): void {
    const text = JSON.stringify(serialize(this.#state))
    if (JSON.stringify(serialize(this.#replayed)) !== text)
      throw new Disagreement(
        `a replay of the events gives another state: ${firstDifference(text, JSON.stringify(serialize(this.#replayed)))}`,
      )
    this.#state = restore(JSON.parse(text))
    if (JSON.stringify(serialize(this.#state)) !== text)
      throw new Disagreement(
        `a restored state is another one: ${firstDifference(text, JSON.stringify(serialize(this.#state)))}`,
      )
  }
}

/** Where two long texts part. */
function firstDifference(one: string, other: string): string {
  let from = 0
  while (one[from] === other[from]) from += 1
  return `${one.slice(from - 150, from + 150)} / ${other.slice(from - 150, from + 150)}`
}

const outline = (answer: NaiveAnswer) =>
  'rejection' in answer ? answer : answer.events.map(({ kind }) => kind)

function agreeOnEvents(real: readonly Event[], expected: readonly Event[]): void {
  if (real.length !== expected.length || real.some(({ kind }, index) => kind !== expected[index]!.kind))
    agree(
      real.map(({ kind }) => kind),
      expected.map(({ kind }) => kind),
      'the events',
    )
  for (const [index, event] of expected.entries()) {
    const told = real[index] as Record<string, unknown>
    for (const [field, value] of Object.entries(event)) {
      if (told[field] !== value) agree(told[field], value, `${field} of event ${index}, ${event.kind}`)
    }
  }
}

function agree(real: unknown, expected: unknown, what: string): void {
  if (real === expected) return
  const [one, other] = [text(real), text(expected)]
  if (one !== other) throw new Disagreement(`${what}: the exchange says ${one}, its twin ${other}`)
}

/** As JSON with sorted fields and exact sums. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) => {
    if (typeof field === 'bigint') return `${field}n`
    if (field === null || typeof field !== 'object' || Array.isArray(field)) return field
    return Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
