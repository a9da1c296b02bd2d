// HTTP: one Fastify, one way to mount an endpoint. It knows requests and replies, and nothing about what they mean.
export { csvCell, csvHeaders, csvRows, csvText } from './csv.ts'
export type { Cell } from './csv.ts'
export { isLocal } from './is-local.ts'
export { refuseUpgrade } from './refuse-upgrade.ts'
export { createHttp, isPassing, mount, perform, refuse, statusAndBody } from './serve.ts'
export type { Call, Handler, Mountable, Refusal, Reply, Verify } from './serve.ts'
