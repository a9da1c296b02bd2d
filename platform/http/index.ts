// HTTP: one Fastify, one way to mount an endpoint. It knows requests and replies, and nothing about what they mean.
export { createHttp, mount, perform, refuse, statusAndBody } from './serve.ts'
export type { Call, Handler, Mountable, Refusal, Reply, Verify } from './serve.ts'
