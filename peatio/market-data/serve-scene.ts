import type { TestContext } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createHttp } from '../../platform/http/index.ts'
import { peatioPrefix, publicRoutes } from './public-routes.ts'
import { log, openScene, type Scene } from './scene.ts'

export const healthy = { alive: true, ready: true }

/** A scene behind its public routes, and a way to ask them. */
export async function serve(t: TestContext): Promise<{ scene: Scene; app: FastifyInstance; get: Get }> {
  const scene = await openScene()
  const app = createHttp(log)
  publicRoutes(app, {
    ...scene,
    version: { git_sha: 'abc', git_tag: 'v1', build_date: '2026-01-05', version: '1.0.0' },
    health: { alive: async () => healthy.alive, ready: async () => healthy.ready },
    clock: () => scene.now.at,
  })
  t.after(() => app.close())
  const get: Get = async (path) => {
    const { statusCode, headers, body } = await app.inject(`${peatioPrefix}/public${path}`)
    return { status: statusCode, headers, body: JSON.parse(body) as unknown }
  }
  return { scene, app, get }
}
type Get = (path: string) => Promise<{ status: number; headers: Record<string, unknown>; body: unknown }>
