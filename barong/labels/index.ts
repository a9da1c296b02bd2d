// Labels: what is known and said of a user, and the level and state that follow. It knows no evidence behind a label.
export { createLabels } from './labels.ts'
export type { Labels } from './labels.ts'
export { defaultRules, standingOf } from './level.ts'
export type { StandingRules } from './level.ts'
export { labelRoutes } from './routes.ts'
