import type { Claims, getInclusionProof, ValuesOf } from '../../contract/index.ts'
import { Fault } from '../../core/units/index.ts'
import { refuse, type Handler } from '../../platform/http/index.ts'
import { readDirectory } from '../../platform/storage/index.ts'
import { openTreeFile } from './open-tree-file.ts'
import type { ProofDeps } from './proof-routes.ts'
import { findProof, proofDb } from './proof-store.ts'
import { treeName } from './tree-layout.ts'

/**
 * The caller's own place in a published tree. Whose proof it is follows from his token alone: no parameter names a
 * user. Only a tree whose root is the published one is served from.
 */
export const getInclusionHandler =
  ({ sql, directory, isAsset }: ProofDeps): Handler<ValuesOf<typeof getInclusionProof.params>, Claims> =>
  async ({ params: { sequence, currency }, caller: { uid } }) => {
    if (!isAsset(currency)) return refuse(422, 'account.currency.doesnt_exist')
    const proof = await findProof(proofDb(sql), { sequence, asset: currency })
    if (!proof) return refuse(404, 'record.not_found')
    const files = readDirectory(directory)
    const name = treeName(sequence, currency)
    if (files.size(name) === 0) return refuse(410, 'account.liability_proof.expired')
    const file = openTreeFile(files, name)
    if (file.root.root !== proof.root) {
      throw new Fault('proof_corrupt', { detail: `${name} belongs to another root` })
    }
    const inclusion = file.inclusionOf(uid)
    // His own answer only, so no cache between us may keep it.
    return inclusion
      ? { body: inclusion, headers: { 'Cache-Control': 'private, no-store' } }
      : refuse(404, 'account.liability_proof.not_included')
  }
