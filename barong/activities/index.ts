// Activities: what happened to an account, for its owner to read. It only ever adds, and forgets the oldest.
export { createActivities } from './activities.ts'
export type { Activities, Activity, Visitor } from './activities.ts'
