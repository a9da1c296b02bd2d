import { openDevnet } from './devnet/index.ts'

/**
 * Every provider, by the name that configuration uses. One line each; `exam.ts` is what they have in
 * common.
 */
export const coinProviders = {
  devnet: openDevnet,
} as const
