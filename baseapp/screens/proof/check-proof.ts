import {
  readInclusion,
  readRoot,
  sameRoot,
  verifyInclusion,
  type Hashing,
  type Inclusion,
  type ProofFailure,
  type ProofStep,
} from '../../../core/proof/index.ts'

/** What a check came to. Only `verified` is good news. */
export type Outcome =
  /** The text is no proof of inclusion. */
  | { kind: 'unreadable' }
  /** The exchange shows everyone another root, or none: the proof is of something nobody else can see. */
  | { kind: 'unpublished'; inclusion: Inclusion }
  | { kind: 'failed'; inclusion: Inclusion; failure: ProofFailure; steps: readonly ProofStep[] }
  | { kind: 'verified'; inclusion: Inclusion; steps: readonly ProofStep[] }

/** Looks up what is published of an asset at a sequence; the answer is as little believed as the proof. */
export type PublishedOf = (asset: string, sequence: number) => Promise<unknown>

/** Browsers hash in pages of https and of this machine only. */
export const canHash = (): boolean => globalThis.crypto?.subtle !== undefined

/** Checks a proof with this browser's own SHA-256, step by step, against the root that everyone is shown. */
export async function checkProof(raw: unknown, publishedOf: PublishedOf): Promise<Outcome> {
  const inclusion = readInclusion(raw)
  if (!inclusion) return { kind: 'unreadable' }
  const { asset, sequence } = inclusion.proof
  const published = readRoot(await publishedOf(asset, sequence))
  if (!published || !sameRoot(published, inclusion.proof)) return { kind: 'unpublished', inclusion }
  const verdict = await hashInBrowser(verifyInclusion(inclusion))
  const { steps } = verdict
  return verdict.verified
    ? { kind: 'verified', inclusion, steps }
    : { kind: 'failed', inclusion, failure: verdict.failure, steps }
}

async function hashInBrowser<Result>(work: Hashing<Result>): Promise<Result> {
  let step = work.next()
  while (step.done !== true) {
    const digest = await globalThis.crypto.subtle.digest('SHA-256', Uint8Array.from(step.value))
    step = work.next(new Uint8Array(digest))
  }
  return step.value
}

/** JSON of a proof as somebody pasted it; `undefined` for what is none. */
export function parsedProof(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
