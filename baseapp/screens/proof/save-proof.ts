import type { Inclusion } from '../../../core/proof/index.ts'

/** Saves a proof as the file that this page and the command line check. */
export function saveProof({ proof: { asset, sequence } }: Inclusion, raw: unknown): void {
  const text = `${JSON.stringify(raw, null, 2)}\n`
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `proof-${asset}-${sequence}.json`
  link.click()
  URL.revokeObjectURL(url)
}
