// Matching: price-time priority. It knows queues and prices, and nothing about who owns what.
export { opposite } from './side.ts'
export type { Side } from './side.ts'
