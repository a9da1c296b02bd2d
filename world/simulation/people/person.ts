import type { AccountId } from '../../../core/units/index.ts'
import type { Answer, Submission } from '../../../peatio/engine/index.ts'
import type { ApiReply, ApiRequest } from '../api.ts'
import type { SimulatedChain } from '../chain.ts'
import type { Network } from '../network.ts'
import type { Random } from '../random.ts'
import { Actor, type Scheduler } from '../scheduler.ts'
import { epochMs } from '../take-over-globals.ts'
import type { Witness } from '../witness.ts'

export type PersonParts = {
  scheduler: Scheduler
  random: Random
  network: Network
  witness: Witness
  chain: SimulatedChain
  tell: (actor: string, text: string) => void
}

/** Somebody who calls the exchange, asks again until he has an answer, and writes down what he was told. */
export class Person {
  readonly uid: AccountId
  readonly actor: Actor
  readonly random: Random
  readonly parts: PersonParts
  /** Says what it waits for while it waits for an answer. */
  waitingFor: string | null = null

  constructor(uid: AccountId, parts: PersonParts) {
    this.uid = uid
    this.actor = new Actor(uid)
    this.parts = parts
    this.random = parts.random
  }

  pause(fromUs: number, toUs: number): Promise<void> {
    return this.parts.scheduler.pause(this.actor, this.random.whole(fromUs, toUs))
  }

  /** Seconds since the epoch, by his own clock. */
  nowS(): number {
    return Math.floor(epochMs / 1_000 + this.parts.scheduler.nowUs / 1e6)
  }

  /** Sends a request until it is answered: not by silence, and not by "later". */
  async insist(request: Omit<ApiRequest, 'who'>): Promise<ApiReply> {
    this.waitingFor = `${request.method} ${request.path}`
    for (let failures = 0; ;) {
      const reply = await this.parts.network.call(this.actor, { ...request, who: this.uid })
      // A fault that was met once may be over; one that is met again and again is the answer.
      if (reply?.status === 500) failures += 1
      if (reply && reply.status !== 503 && (reply.status !== 500 || failures > 5)) {
        this.parts.tell(this.uid, `got ${reply.status} ${JSON.stringify(reply.body)}`)
        this.waitingFor = null
        return reply
      }
      await this.pause(50_000, 1_000_000)
    }
  }

  /** The same for who speaks to the engine itself. What he is told goes to the witness. */
  async insistOn(submission: Submission): Promise<Answer> {
    this.waitingFor = submission.key
    for (;;) {
      const answer = await this.parts.network.submit(this.actor, submission)
      if (answer) {
        const { sequence, rejection } = answer
        this.parts.witness.told({ kind: 'answered', key: submission.key, sequence, rejection })
        this.parts.tell(this.uid, `got ${sequence} ${rejection}`)
        this.waitingFor = null
        return answer
      }
      await this.pause(50_000, 1_000_000)
    }
  }
}
