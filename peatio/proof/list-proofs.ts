import type { listLiabilityProofs, ValuesOf } from '../../contract/index.ts'
import { refuse, type Handler } from '../../platform/http/index.ts'
import type { ProofDeps } from './proof-routes.ts'
import { listProofs, proofDb } from './proof-store.ts'

/** Published roots, newest first, with the totals in the headers. */
export const listProofsHandler =
  ({ sql, isAsset }: ProofDeps): Handler<ValuesOf<typeof listLiabilityProofs.params>, unknown> =>
  async ({ params: { currency, sequence, limit, page } }) => {
    if (currency !== undefined && !isAsset(currency)) return refuse(422, 'public.currency.doesnt_exist')
    const { proofs, total } = await listProofs(proofDb(sql), {
      asset: currency,
      sequence,
      limit,
      offset: (page - 1) * limit,
    })
    return { body: proofs, headers: { Total: total, 'Per-Page': limit, Page: page } }
  }
