import type { Random } from './random.ts'

/** Something that acts: a process that can be killed, a person, the world itself. */
export class Actor {
  readonly name: string
  /** What a dead actor still had to do never happens. */
  alive = true

  constructor(name: string) {
    this.name = name
  }
}

export type Task = {
  readonly at: number
  readonly tie: number
  readonly order: number
  readonly actor: Actor
  readonly run: () => void
  canceled: boolean
}

/** Taken before anybody replaces it: the one real event between two steps. */
const realImmediate = setImmediate

/**
 * One queue for everything that happens, in virtual microseconds. Between two steps all promises settle, so within
 * a step only one actor acts, and the order of steps is the seed's.
 */
export class Scheduler {
  readonly #random: Random
  readonly #heap: Task[] = []
  #order = 0
  #nowUs = 0
  #current = new Actor('nobody')
  steps = 0

  constructor(random: Random) {
    this.#random = random
  }

  /** Microseconds since the run began. */
  get nowUs(): number {
    return this.#nowUs
  }

  /** Whose step it is. */
  get current(): Actor {
    return this.#current
  }

  /** Tasks of the same moment run in random order; `inOrder` keeps them as they were scheduled. */
  schedule(actor: Actor, delayUs: number, run: () => void, inOrder = false): Task {
    const at = this.#nowUs + Math.max(0, Math.round(delayUs))
    const tie = inOrder ? 0 : this.#random.next()
    const task: Task = { at, tie, order: (this.#order += 1), actor, run, canceled: false }
    push(this.#heap, task)
    return task
  }

  /** A pause of an actor: resolves in a step of his, and never if he is dead by then. */
  pause(actor: Actor, delayUs: number): Promise<void> {
    return new Promise((resolve) => void this.schedule(actor, delayUs, resolve))
  }

  /** Runs the next task and everything that follows from it at once; false when nothing is left. */
  async step(): Promise<boolean> {
    const task = pop(this.#heap)
    if (!task) return false
    this.#nowUs = task.at
    if (task.canceled || !task.actor.alive) return true
    this.steps += 1
    this.#current = task.actor
    task.run()
    await new Promise<void>((resolve) => void realImmediate(resolve))
    return true
  }
}

const before = (a: Task, b: Task): boolean =>
  a.at !== b.at ? a.at < b.at : a.tie !== b.tie ? a.tie < b.tie : a.order < b.order

function push(heap: Task[], task: Task): void {
  let at = heap.push(task) - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (before(heap[parent]!, task)) break
    heap[at] = heap[parent]!
    at = parent
  }
  heap[at] = task
}

function pop(heap: Task[]): Task | undefined {
  const first = heap[0]
  const last = heap.pop()
  if (!first || !last || heap.length === 0) return first
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1
    if (before(last, heap[child]!)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = last
  return first
}
