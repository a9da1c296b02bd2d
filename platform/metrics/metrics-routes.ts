import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { isLocal } from '../http/index.ts'
import type { Metrics } from './metrics.ts'

/**
 * Mounts `GET /metrics`. With a token, for who sends it as a bearer; without, for callers on this machine only, and
 * not through a proxy, for whom everybody is on this machine. To all others there is nothing here.
 */
export function metricsRoutes(
  app: FastifyInstance,
  { metrics, token }: { metrics: Metrics; token: string },
): void {
  app.get('/metrics', async (request, response) => {
    const admitted = token === '' ? isLocal(request) : bears(request.headers.authorization, token)
    if (!admitted) return response.status(404).send({ error: 'Route is not found' })
    const { text, contentType } = await metrics.read()
    return response.header('content-type', contentType).header('cache-control', 'no-store').send(text)
  })
}

function bears(authorization: string | undefined, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(authorization ?? ''), hash(`Bearer ${token}`))
}
