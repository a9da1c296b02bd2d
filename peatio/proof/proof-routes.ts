import type { FastifyInstance } from 'fastify'
import { getInclusionProof, listLiabilityProofs, type Claims } from '../../contract/index.ts'
import { mount, type Verify } from '../../platform/http/index.ts'
import type { Sql } from '../../platform/sql/index.ts'
import { getInclusionHandler } from './get-inclusion.ts'
import { listProofsHandler } from './list-proofs.ts'

export type ProofDeps = {
  sql: Sql
  /** Where the private trees lie. */
  directory: string
  /** Whether there is such an asset. */
  isAsset(code: string): boolean
  verify: Verify<Claims>
}

/** Mounts the published roots, and each user's own place in them, under `/api/v2/peatio`. */
export function proofRoutes(app: FastifyInstance, deps: ProofDeps): void {
  const { verify } = deps
  mount(app, '/api/v2/peatio', listLiabilityProofs, { handle: listProofsHandler(deps) })
  mount(app, '/api/v2/peatio', getInclusionProof, { verify, handle: getInclusionHandler(deps) })
}
