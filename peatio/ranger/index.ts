// Ranger: websocket streams, public and private. It tells what happened, durably; it passes orders on, and decides and remembers nothing.
export type { EnterOrder } from './client.ts'
export { createRanger } from './create-ranger.ts'
export type { Ranger, RangerDeps, Upgrade } from './create-ranger.ts'
export { rangerDefaults } from './options.ts'
export type { RangerOptions } from './options.ts'
