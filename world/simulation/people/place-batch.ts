import type { BatchAnswer, Order } from '../../../contract/index.ts'
import { uuidFrom } from '../take-over-globals.ts'
import type { Person } from './person.ts'

export type BatchEntry = { uuid: string; body: Record<string, unknown> }

/** Mostly few, now and then as many as there may be. */
const sizes = [2, 2, 3, 3, 3, 5, 5, 8, 8, 50]
/** An entry that meets a fault so often has its answer. */
const triesMax = 6

/**
 * Places orders in one request and writes down what he was told of each, in its place. Entries that are told to come
 * later are sent again, without the others; gives what was placed.
 */
export async function placeBatch(
  person: Person,
  draw: () => Record<string, unknown>,
): Promise<(BatchEntry & { id: number })[]> {
  const placed: (BatchEntry & { id: number })[] = []
  let left = Array.from({ length: person.random.pick(sizes) }, (): BatchEntry => {
    const uuid = uuidFrom(person.random)
    return { uuid, body: { client_order_id: uuid, ...draw() } }
  })
  for (let tries = 0; left.length > 0 && tries < triesMax; tries++) {
    if (tries > 0) await person.pause(50_000, 1_000_000)
    const body = { orders: left.map((entry) => entry.body) }
    const reply = await person.insist({ method: 'POST', path: '/market/orders/batch', body })
    if (reply.status !== 201) return placed
    const answers = reply.body as BatchAnswer[]
    if (answers.length !== left.length)
      person.parts.witness.violated('every order of a batch is answered', [
        `${person.uid} placed ${left.length} orders and got ${answers.length} answers`,
      ])
    left = left.filter((entry, index) => {
      const answer = answers[index]!
      const order = heard(person, entry, answer)
      if (order) placed.push({ ...entry, id: order.id })
      return answer.status >= 500
    })
  }
  return placed
}

function heard({ uid, parts }: Person, { uuid }: BatchEntry, answer: BatchAnswer): Order | undefined {
  const key = `${uid}:${uuid}`
  if (answer.status >= 500) return undefined
  if (!('body' in answer)) {
    parts.witness.told({ kind: 'refused', key })
    return undefined
  }
  parts.witness.told({ kind: 'placed', key, order: answer.body.id, uuid })
  return answer.body
}
