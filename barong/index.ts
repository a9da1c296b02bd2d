// Barong: who may come in, and as whom. It knows users, sessions, keys and roles, and nothing of markets or money.
export type { Authorize, AuthzRequest, Decision } from './authz/index.ts'
export type { BarongConfig, GivenConfig } from './config.ts'
export type { Directory } from './directory.ts'
export { openBarong } from './open-barong.ts'
export type { Barong, BarongParts } from './open-barong.ts'
export type { User } from './users/index.ts'
