import type { TimeMs } from '../../units/index.ts'
import {
  createState,
  decide,
  evolve,
  evolveAll,
  nextDue,
  nextTimer,
  restore,
  serialize,
  touchedBy,
  trialBalance,
  type Command,
  type DueCommand,
  type Event,
  type State,
} from '../index.ts'
import { answerNaively, type NaiveAnswer } from '../naive/answer.ts'
import { nextDueNaively, nextTimerNaively } from '../naive/due.ts'
import { createNaive } from '../naive/twin.ts'
import { agree, agreeOnEvents, agreeOnText, Disagreement, kindsOf } from './agree.ts'
import { compareStates } from './compare.ts'
import { Fates } from './fates.ts'
import { opening } from './scene.ts'
import { Told } from './told.ts'

const start = 1_000 as TimeMs

/**
 * The exchange, its naive twin and a second exchange that only hears of the events, side by side. Every command is
 * answered by both; the first thing on which they differ is thrown as a `Disagreement`.
 */
export class Duel {
  readonly #naive = createNaive()
  readonly #fates = new Fates()
  readonly #told = new Told()
  #state: State = createState()
  #replayed: State = createState()
  #now = start
  /** Everything that is checked now and then is checked after every event, and command. */
  closely = false
  /** The answer to the last command. */
  answer: NaiveAnswer = { events: [] }
  /** How it began. */
  readonly opening: Event[]

  constructor() {
    this.opening = opening().flatMap((command) => this.run(command, start))
  }

  get now(): TimeMs {
    return this.#now
  }

  /** Runs what is due at this moment and then the command; the events of all of it. */
  run(command: Command, at: TimeMs): Event[] {
    const events = this.runDue(at)
    const answer = this.#answer(command)
    return 'events' in answer ? [...events, ...answer.events] : events
  }

  runDue(at: TimeMs): Event[] {
    this.#now = at
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
    const decision = decide(this.#state, command, this.#now)
    const expected = (this.answer = answerNaively(this.#naive, command, this.#now))
    if ('rejection' in decision || 'rejection' in expected) {
      agree(outline(decision), outline(expected), 'the answer')
      return expected
    }
    agreeOnEvents(decision.events, expected.events)
    evolveAll(this.#state, decision.events, this.#now)
    this.#told.take(touchedBy(this.#state, decision.events))
    this.#fates.observe(expected.events)
    this.#replay(expected.events)
    if (this.closely) this.compare()
    return expected
  }

  /** The twin's events are plain, as a journal's are. */
  #replay(events: Event[]): void {
    if (!this.closely) return evolveAll(this.#replayed, events, this.#now)
    evolveAll(this.#replayed, [], this.#now)
    for (const event of events) {
      evolve(this.#replayed, event, this.#now)
      for (const { asset, posted } of trialBalance(this.#replayed))
        agree(posted, 0n, `the sum of all ${asset} after ${event.kind}`)
    }
  }

  compare(): void {
    compareStates(this.#state, this.#naive)
    this.#told.compare(this.#naive)
    agree(this.#naive.orders.length, this.#fates.open, 'how many orders are open')
  }

  /** The events alone give the same state, and a state that was written and read again goes on in its place. */
  restart(): void {
    const text = textOf(this.#state)
    agreeOnText(textOf(this.#replayed), text, 'a replay of the events gives another state')
    this.#state = restore(JSON.parse(text))
    agreeOnText(textOf(this.#state), text, 'a restored state is another one')
  }
}

const textOf = (state: State) => JSON.stringify(serialize(state))
const outline = (answer: NaiveAnswer) => ('rejection' in answer ? answer : kindsOf(answer.events))
