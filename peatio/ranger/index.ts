// Ranger: websocket streams and order entry. It tells what is durable and passes orders on; it decides nothing.
export type { CancelOrders } from './cancel-on-disconnect.ts'
export type { EnterOrder } from './client.ts'
export { createRanger } from './create-ranger.ts'
export type { Ranger, RangerDeps, Upgrade } from './create-ranger.ts'
export { rangerDefaults } from './options.ts'
export type { RangerOptions } from './options.ts'
