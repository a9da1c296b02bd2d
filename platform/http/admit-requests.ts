import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** Requests that are being answered, at most: beyond it they are refused before anything is done for them. */
export const inFlightMaxDefault = 4_000
/** Cancels may use this share more: whoever has to get out gets out. */
const cancelReserve = 0.1

const isCancel = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'POST' && /\/cancel(?:\?|$)/.test(url)

/**
 * Refuses with 503 what a full house cannot take. Counts from the first byte of a request to the last of its answer.
 */
export function admitRequests(app: FastifyInstance, inFlightMax: number): void {
  let inFlight = 0
  const leave = () => void (inFlight -= 1)
  app.addHook('onRequest', (request, response, done) => {
    const reserve = isCancel(request.raw) ? Math.ceil(inFlightMax * cancelReserve) : 0
    if (inFlight >= inFlightMax + reserve) {
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
