import { endpoint } from './endpoint.ts'
import { integer, text } from './param.ts'
import { pagination } from './public.ts'

/**
 * A published root: what all users together are owed of an asset, and a hash that binds what each of them is owed.
 * The same object is the root file. `time` is the journal's at `sequence`; `leaves` counts the tree's, a power of two.
 */
export type PublishedProof = {
  version: 1
  currency: string
  sequence: number
  time: string
  sum: string
  leaves: number
  /** SHA-256, 64 digits of hex. */
  root: string
}

/** A node beside the way from a user's leaf to the root. */
export type ProofPathNode = { sibling: 'left' | 'right'; sum: string; hash: string }

/** One user's part of a published root; the same object is the proof file. `path` goes from his leaf to the root. */
export type InclusionProof = {
  proof: PublishedProof
  uid: string
  salt: string
  balance: string
  path: ProofPathNode[]
}

const currency = { invalid: 'public.currency.doesnt_exist', max: 32 } as const

const sequenceKeys = (part: 'public' | 'account') => ({
  invalid: `${part}.liability_proof.non_integer_sequence`,
  range: `${part}.liability_proof.non_positive_sequence`,
})

export const listLiabilityProofs = endpoint<PublishedProof[]>()({
  method: 'GET',
  path: '/public/liability_proofs',
  auth: 'public',
  summary: 'Published proofs of liabilities, newest first',
  params: {
    ...pagination,
    currency: text(currency),
    sequence: integer({ ...sequenceKeys('public'), min: 1 }),
  },
})

export const getInclusionProof = endpoint<InclusionProof>()({
  method: 'GET',
  path: '/account/liability_proofs/:sequence/:currency',
  auth: 'user',
  summary: "The caller's own place in a published proof of liabilities",
  params: {
    sequence: integer({
      ...sequenceKeys('account'),
      required: 'account.liability_proof.non_integer_sequence',
      min: 1,
    }),
    currency: text({
      required: 'account.currency.doesnt_exist',
      invalid: 'account.currency.doesnt_exist',
      max: 32,
    }),
  },
})
