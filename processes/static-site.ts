import { existsSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Names with a content hash never change; everything else is asked for again each time. */
const hashed = /-[\w-]{8,}\.(js|css|woff2|svg|png)$/

/**
 * Serves the built front end at `/`, files that were compressed at build time as such. Unknown paths outside
 * `/api` and `/dev` get the page (it has routes of its own); unknown API routes get a 404 in the wire's words.
 */
export async function serveSite(app: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) {
    throw new Error(`the front end is not built: ${directory} has no index.html`)
  }
  await app.register(staticFiles, {
    root: directory,
    preCompressed: true,
    cacheControl: false,
    setHeaders(response, path) {
      const forever = hashed.test(path.replace(/\.(gz|br)$/, ''))
      response.setHeader('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, response) => {
    const path = request.url.split('?')[0]!
    const asset = path.startsWith('/assets/')
    const page = ['GET', 'HEAD'].includes(request.method) && !asset && !/^\/(api|dev|health)(\/|$)/.test(path)
    if (page) return response.header('cache-control', 'no-cache').sendFile('index.html')
    return response.status(404).send({ error: 'Route is not found' })
  })
}
