import type { Refusal } from '../../platform/http/index.ts'

/** The answer to one who has to wait. */
export const tooMany = (): Refusal => ({
  refused: true,
  status: 429,
  errors: ['identity.session.rack_attack_limit'],
})
