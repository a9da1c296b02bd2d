import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { seldom } from '../log/index.ts'

/** Requests that are being answered, at most: beyond it they are refused before anything is done for them. */
export const inFlightMaxDefault = 4_000
/** Cancels may use this share more: whoever has to get out gets out. */
const cancelReserve = 0.1

const isCancel = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'POST' && /\/cancel(?:\?|$)/.test(url)

/** What may be refused at the door, and when. */
export type Admission = {
  inFlightMax?: number
  /** Whether a command that would be queued now would be refused: then its request is, before anybody asks whose. */
  isFull?: () => boolean
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route's requests queue commands that may wait: see `Admission`. */
    queues?: boolean
  }
}

/**
 * Refuses with 503 what a full house cannot take. Counts from the first byte of a request to the last of its answer.
 * Nothing is done for who is refused, so that a crowd which tries again does not keep the house from its work.
 */
export function admitRequests(
  app: FastifyInstance,
  { inFlightMax = inFlightMaxDefault, isFull = () => false }: Admission,
): void {
  let inFlight = 0
  const leave = () => void (inFlight -= 1)
  const note = seldom(app.log, 'requests are refused at the door')
  app.addHook('onRequest', (request, response, done) => {
    const reserve = isCancel(request.raw) ? Math.ceil(inFlightMax * cancelReserve) : 0
    const queues = request.routeOptions.config.queues === true
    if (inFlight >= inFlightMax + reserve || (queues && isFull())) {
      note(null)
      void response
        .status(503)
        .header('retry-after', 1)
        .send({ errors: ['server.service_unavailable'] })
      return
    }
    inFlight += 1
    // Once for each: an answer closes when it is finished, and also when its client goes away.
    response.raw.once('close', leave)
    done()
  })
}
