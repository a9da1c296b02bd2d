import { Fault, type Sequence } from '../../core/units/index.ts'
import { isCancel } from './intake.ts'
import { heldOf, OutgoingCalls, readDone } from './message-codec.ts'
import type { AnyReply, CallId, ToBack, ToFront } from './messages.ts'
import type { EngineLog, EngineOptions } from './options.ts'
import { Outbox } from './outbox.ts'
import type { Answer, Consumer, Engine, Query, ReadReply, Submission } from './port.ts'
import type { Recovered } from './recover.ts'
import { runSubscription, type Backfill } from './subscription.ts'

/** An engine that this process started. */
export type RunningEngine = Engine & {
  /** What the start found: where the journal ended, and whether a torn tail was dropped. */
  readonly recovered: Recovered
  /**
   * A named reader of the outbox has durably done its work up to here; what comes after stays available to
   * it.
   */
  confirm(reader: string, sequence: Sequence): void
}

export type FrontPorts = {
  recovered: Recovered
  options: EngineOptions
  log: EngineLog
  send: (message: ToBack) => void
  schedule: (work: () => void) => void
  /**
   * Fewer calls than this wait together while the back has others of ours: it can do nothing for them before those are
   * durable, and each message costs as much as several orders. 0 lets none wait.
   */
  heldTogether?: number
  openBackfill: (after: number) => Backfill
  /**
   * The engine has failed and every call will be refused: the process should end, and recover by starting
   * anew.
   */
  onStopped: (fault: Fault) => void
  onConsumerFault: (error: unknown) => void
}

type Waiting<Reply> = { resolve: (reply: Reply) => void; reject: (fault: Fault) => void }
type Work = Omit<Extract<ToBack, { kind: 'work' }>, 'kind' | 'submissions'>

/** A queue that is full of orders still takes cancels, up to this share of it: they are what empties a crowded book. */
const cancelReserve = 0.1

/** One for all: who is refused by the thousand must not cost a stack trace each. */
const overloaded = new Fault('engine_overloaded')

const noWork = (): Work => ({ reads: [], confirmed: [] })

/** The side of the engine that callers see: it gathers their calls into batches and hands out the replies. */
export class Front implements RunningEngine {
  readonly recovered: Recovered
  readonly #ports: FrontPorts
  readonly #outbox: Outbox
  readonly #submissions = new Map<CallId, Waiting<Answer>>()
  readonly #reads = new Map<CallId, Waiting<never>>()
  readonly #subscriptions = new Set<() => void>()
  #lastCall: CallId = 0
  readonly #calls = new OutgoingCalls()
  #work = noWork()
  #scheduled = false
  /** The back has calls of ours that it has not answered. */
  #outstanding = false
  /** Why calls are refused: the engine is closing, or has failed. */
  #stopped: Fault | null = null
  #failed = false
  #closed: { promise: Promise<void>; resolve: () => void } | null = null

  constructor(ports: FrontPorts) {
    this.#ports = ports
    this.recovered = ports.recovered
    this.#outbox = new Outbox(ports.recovered.sequence, ports.options.outboxWeightMax)
  }

  submit(submission: Submission): Promise<Answer> {
    const reserve = isCancel(submission.command) ? cancelReserve : 0
    return this.#call(this.#submissions, (id) => this.#calls.add(id, submission), reserve)
  }

  full(): boolean {
    return this.#waiting >= this.#ports.options.queueMax
  }

  read<Kind extends Query['kind']>(query: Extract<Query, { kind: Kind }>): Promise<ReadReply<Kind>> {
    const reads: Map<CallId, Waiting<ReadReply<Kind>>> = this.#reads as Map<CallId, Waiting<ReadReply<Kind>>>
    return this.#call(reads, (id) => this.#work.reads.push([id, query]))
  }

  sequence(): Sequence | 0 {
    return this.#outbox.last as Sequence | 0
  }

  confirm(reader: string, sequence: Sequence): void {
    this.#work.confirmed.push([reader, sequence])
    this.#flushSoon()
  }

  async subscribe(after: Sequence | 0, consumer: Consumer): Promise<() => void> {
    if (this.#stopped) throw this.#stopped
    if (after > this.#outbox.last) {
      const detail = `the reader is at ${after}, the journal ends at ${this.#outbox.last}`
      throw new Fault('subscription_ahead', { detail })
    }
    const { openBackfill, log, onConsumerFault } = this.#ports
    const end = runSubscription(after, consumer, {
      outbox: this.#outbox,
      openBackfill,
      log,
      onConsumerFault,
    })
    this.#subscriptions.add(end)
    return () => {
      this.#subscriptions.delete(end)
      end()
    }
  }

  close(): Promise<void> {
    if (this.#closed) return this.#closed.promise
    if (this.#stopped) return Promise.resolve()
    let resolve = () => {}
    const promise = new Promise<void>((done) => (resolve = done))
    this.#closed = { promise, resolve }
    this.#flush(true)
    this.#stopped = new Fault('engine_stopped', { detail: 'the engine is closing' })
    this.#ports.send({ kind: 'close' })
    return promise
  }

  /**
   * Takes what the back has to say. Readers of the outbox are told before whoever asked, so `sequence` covers
   * it.
   */
  receive(message: ToFront): void {
    switch (message.kind) {
      case 'done': {
        const held = heldOf(message)
        if (held) this.#outbox.push(held)
        readDone(message, (id, answer) => this.#settle(this.#submissions, id, answer))
        for (const [id, reply] of message.reads) this.#settleRead(id, reply)
        this.#outstanding = false
        this.#flushSoon()
        return
      }
      case 'log':
        this.#ports.log[message.level](message.facts, message.text)
        return
      case 'stopped':
        this.#fail(new Fault('engine_stopped', { detail: message.message }))
        return
      case 'closed':
        if (!this.#closed)
          return this.#fail(new Fault('engine_stopped', { detail: 'the engine ended unasked' }))
        this.#endSubscriptions()
        this.#closed.resolve()
        return
      case 'ready':
        return
    }
  }

  get #waiting(): number {
    return this.#submissions.size + this.#reads.size
  }

  /** `reserve`: the share of the queue beyond its bound that this call may still use. */
  #call<Reply>(calls: Map<CallId, Waiting<Reply>>, queue: (id: CallId) => void, reserve = 0): Promise<Reply> {
    if (this.#stopped) return Promise.reject(this.#stopped)
    const { queueMax } = this.#ports.options
    if (this.#waiting >= queueMax + Math.ceil(queueMax * reserve)) return Promise.reject(overloaded)
    return new Promise<Reply>((resolve, reject) => {
      const id = (this.#lastCall += 1)
      queue(id)
      calls.set(id, { resolve, reject })
      this.#flushSoon()
    })
  }

  #flushSoon(): void {
    if (this.#scheduled || this.#stopped) return
    this.#scheduled = true
    this.#ports.schedule(() => this.#flush())
  }

  /** One message for everything that was asked in this turn, or since others began to be waited for. */
  #flush(now = false): void {
    this.#scheduled = false
    const work = this.#work
    const calls = this.#calls.size + work.reads.length
    if (this.#stopped || calls + work.confirmed.length === 0) return
    if (this.#outstanding && !now && calls < (this.#ports.heldTogether ?? 0)) return
    this.#outstanding ||= calls > 0
    this.#work = noWork()
    this.#ports.send({ kind: 'work', ...work, submissions: this.#calls.take() })
  }

  #settle<Reply>(calls: Map<CallId, Waiting<Reply>>, id: CallId, reply: Reply): void {
    const call = calls.get(id)
    calls.delete(id)
    call?.resolve(reply)
  }

  #settleRead(id: CallId, reply: AnyReply): void {
    if ('failed' in reply) {
      this.#reads.get(id)?.reject(new Fault('read_failed', { detail: reply.failed }))
      this.#reads.delete(id)
    } else {
      this.#settle(this.#reads, id, reply as never)
    }
  }

  #fail(fault: Fault): void {
    if (this.#failed) return
    this.#failed = true
    this.#stopped = fault
    for (const call of [...this.#submissions.values(), ...this.#reads.values()]) call.reject(fault)
    this.#submissions.clear()
    this.#reads.clear()
    this.#endSubscriptions()
    this.#closed?.resolve()
    this.#ports.onStopped(fault)
  }

  #endSubscriptions(): void {
    for (const end of this.#subscriptions) end()
    this.#subscriptions.clear()
  }
}
