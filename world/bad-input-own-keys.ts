/** The error keys of endpoints that only we have, in the form of `bad-input-keys.ts`. */
export const ownEndpoints: Record<string, Record<string, string>> = {
  listLiabilityProofs: {
    limit: 'pagination.non_integer_limit pagination.invalid_limit',
    page: 'pagination.non_integer_page',
    currency: 'public.currency.doesnt_exist',
    sequence: 'public.liability_proof.non_integer_sequence public.liability_proof.non_positive_sequence',
  },
  getInclusionProof: {
    sequence: 'account.liability_proof.non_integer_sequence account.liability_proof.non_positive_sequence',
    currency: 'account.currency.doesnt_exist',
    _: 'record.not_found account.liability_proof.not_included account.liability_proof.expired',
  },
}
