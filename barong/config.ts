import type { IdentityConfig } from './identity/index.ts'
import { defaultRules, type StandingRules } from './labels/index.ts'

/** What an operator may set; everything but the base URL has a default. */
export type BarongConfig = IdentityConfig & {
  /** Origins, beside that of `baseUrl` and the request's own host, whose pages may change something. */
  origins: readonly string[]
  nonceWindowMs: number
  tokenLifeS: number
  /** How long one signed token is sent along with a user's requests. */
  tokenReuseMs: number
  rules: StandingRules
}

export type GivenConfig = Partial<BarongConfig> & Pick<BarongConfig, 'baseUrl'>

const minute = 60_000

export function completeConfig(given: GivenConfig): BarongConfig {
  return {
    name: 'OPEX',
    uidPrefix: 'ID',
    sessionLifeMs: 30 * minute,
    mailTokenLifeMs: 60 * minute,
    answerFloorMs: 150,
    limits: {
      // Many people share an address (an office, a carrier), nobody shares a mailbox.
      signInsPerIp: [{ max: 30, windowMs: minute }],
      signInsPerEmail: [{ max: 5, windowMs: minute }],
      signUpsPerIp: [{ max: 30, windowMs: minute }],
      lettersPerIp: [{ max: 30, windowMs: minute }],
      lettersPerEmail: [{ max: 5, windowMs: 10 * minute }],
      passwordsPerUser: [{ max: 5, windowMs: minute }],
    },
    version: { git_tag: '', git_sha: '', build_date: '', version: '0' },
    origins: [],
    nonceWindowMs: 5_000,
    tokenLifeS: 3_600,
    tokenReuseMs: minute,
    rules: defaultRules,
    ...given,
  }
}
