// A bare Fastify that answers a JSON body with itself: what a request costs when nothing is done.
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import { cpuMs, speak } from './pinned.ts'

const app = fastify()
app.post('/echo', (request, response) => response.send(request.body))
await app.listen({ host: '127.0.0.1', port: 0 })
speak({ port: (app.server.address() as AddressInfo).port }, () => ({ cpuMs: cpuMs() }))
