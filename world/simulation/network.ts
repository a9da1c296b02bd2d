import type { Answer, Query, ReadReply, Submission } from '../../peatio/engine/index.ts'
import { canary, type Api, type ApiReply, type ApiRequest } from './api.ts'
import type { Exchange } from './exchange.ts'
import { noSecret } from './invariants/no-secret.ts'
import type { Random } from './random.ts'
import type { Actor, Scheduler } from './scheduler.ts'
import type { Faults } from './swarm.ts'
import { Violation } from './violation.ts'

export type NetworkParts = {
  scheduler: Scheduler
  random: Random
  faults: Faults
  world: Actor
  exchange: Exchange
  api: Api
  tell: (actor: string, text: string) => void
  violated: (violation: Violation) => void
}

/** How long anybody waits for an answer. */
const patienceUs = 8_000_000

/** The way between people and the exchange: slow, and it loses and repeats what travels on it. */
export class Network {
  readonly #parts: NetworkParts

  constructor(parts: NetworkParts) {
    this.#parts = parts
  }

  /** Calls the API as this person. Null when no answer came: what became of the request, nobody knows. */
  call(person: Actor, request: ApiRequest): Promise<ApiReply | null> {
    const { api, exchange, tell } = this.#parts
    tell(person.name, `${request.method} ${request.path} ${JSON.stringify(request.body ?? {})}`)
    return this.#ask(person, async () => {
      const reply = await api.handle(exchange.host!, request)
      const [complaint] = noSecret(JSON.stringify(reply.body), canary)
      if (complaint !== undefined) this.#parts.violated(new Violation('I14 no secret', complaint))
      return reply
    })
  }

  /** Gives the engine a command, for who has no endpoint. Null when no answer came. */
  submit(person: Actor, submission: Submission): Promise<Answer | null> {
    this.#parts.tell(person.name, `submits ${submission.key}`)
    return this.#ask(person, () => this.#parts.exchange.host!.engine.submit(submission))
  }

  /** Reads the engine's state, for who has no endpoint. Null when no answer came. */
  read<Kind extends Query['kind']>(
    person: Actor,
    query: Extract<Query, { kind: Kind }>,
  ): Promise<ReadReply<Kind> | null> {
    this.#parts.tell(person.name, `reads ${query.kind}`)
    return this.#ask(person, () => this.#parts.exchange.host!.engine.read<Kind>(query))
  }

  #ask<Reply extends object>(person: Actor, serve: () => Promise<Reply>): Promise<Reply | null> {
    const { scheduler, random, faults, world, exchange, tell } = this.#parts
    return new Promise((resolve) => {
      const settle = (reply: Reply | null) => {
        resolve(reply)
        timeout.canceled = true
      }
      const timeout = scheduler.schedule(person, patienceUs, () => {
        tell(person.name, 'gives up waiting')
        resolve(null)
      })
      const arrive = () => {
        const { host } = exchange
        // Nobody listens: refused, which a caller cannot tell from any other silence.
        if (!host) return void scheduler.schedule(person, this.#way(), () => settle(null))
        scheduler.schedule(host.actor, 1, () => {
          const answer = (reply: Reply | null) => {
            if (!host.actor.alive || faults.strikes('replyLost')) return
            scheduler.schedule(person, this.#way(), () => settle(reply))
          }
          serve().then(answer, () => answer(null))
        })
      }
      if (faults.strikes('requestLost')) return
      scheduler.schedule(world, this.#way(), arrive)
      if (faults.strikes('requestTwice'))
        scheduler.schedule(world, this.#way() + random.whole(0, 500_000), arrive)
    })
  }

  #way(): number {
    const { random, faults } = this.#parts
    return faults.strikes('networkSlow') ? random.whole(1e5, 3e6) : random.whole(100, 20_000)
  }
}
