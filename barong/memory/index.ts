// Memory: what barong keeps in its process, bounded and forgotten on demand. It knows nothing of what it keeps.
export { createLookup } from './lookup.ts'
export type { Lookup } from './lookup.ts'
export { createThrottle } from './throttle.ts'
export type { Throttle, ThrottleWindow } from './throttle.ts'
