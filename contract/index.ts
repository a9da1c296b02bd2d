// Contract: what may be said. REST endpoints, streams and error keys, shared by servers, browsers, SDK and docs.
export type { Claims } from './claims.ts'
export { endpoint } from './endpoint.ts'
export type { Endpoint, Method, ReplyOf } from './endpoint.ts'
export { decimal, flag, integer, listOf, oneOf, param, readParams, text } from './param.ts'
export type { Keys, Param, Params, Read, ValuesOf } from './param.ts'
