import type { Kysely } from 'kysely'
import type { PublishedProof } from '../../contract/index.ts'
import { amountFromDecimal, assert, decimalFromAmount } from '../../core/units/index.ts'
import { upsert, type Sql } from '../../platform/sql/index.ts'

/** The table of this room in schema `peatio`: a projection of the root files, which survive a power cut. */
export type ProofTables = {
  liability_proofs: {
    sequence: number
    asset: string
    version: number
    time: string
    sum: string
    leaves: number
    root: string
    published_at: number
  }
}

export type ProofDb = Kysely<ProofTables>
export const proofDb = (sql: Sql): ProofDb => sql.database<ProofTables>('peatio')

/** Publishes a root. One that is known stays as it is. */
export async function insertProof(sql: Sql, proof: PublishedProof, publishedAt: number): Promise<void> {
  const { currency, sequence, version, time, sum, leaves, root } = proof
  const row = { sequence, asset: currency, version, time, sum, leaves, root, published_at: publishedAt }
  const insert = proofDb(sql).insertInto('liability_proofs').values(row)
  await upsert(sql.dialect, insert, { key: ['sequence', 'asset'], update: [] }).execute()
}

export type ProofPage = {
  asset?: string | undefined
  sequence?: number | undefined
  limit: number
  offset: number
}

/** Newest first, assets in their order within a sequence; and how many there are. */
export async function listProofs(
  db: ProofDb,
  { asset, sequence, limit, offset }: ProofPage,
): Promise<{ proofs: PublishedProof[]; total: number }> {
  const wanted = db
    .selectFrom('liability_proofs')
    .$if(asset !== undefined, (query) => query.where('asset', '=', asset!))
    .$if(sequence !== undefined, (query) => query.where('sequence', '=', sequence!))
  const rows = await wanted
    .selectAll()
    .orderBy('sequence', 'desc')
    .orderBy('asset')
    .limit(limit)
    .offset(offset)
    .execute()
  const counted = await wanted.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  return { proofs: rows.map(proofFromRow), total: Number(counted.total) }
}

export async function findProof(
  db: ProofDb,
  { sequence, asset }: { sequence: number; asset: string },
): Promise<PublishedProof | undefined> {
  const row = await db
    .selectFrom('liability_proofs')
    .selectAll()
    .where('sequence', '=', sequence)
    .where('asset', '=', asset)
    .executeTakeFirst()
  return row && proofFromRow(row)
}

/** Which proofs are published, by sequence and asset, and when the last of them was. */
export async function publishedKeys(
  db: ProofDb,
): Promise<{ keys: Set<string>; lastAt: number; last: number }> {
  const rows = await db.selectFrom('liability_proofs').select(['sequence', 'asset', 'published_at']).execute()
  return {
    keys: new Set(rows.map(keyOf)),
    lastAt: rows.reduce((latest, row) => Math.max(latest, row.published_at), 0),
    last: rows.reduce((latest, { sequence }) => Math.max(latest, sequence), 0),
  }
}

export const keyOf = ({ sequence, asset }: { sequence: number; asset: string }): string =>
  `${sequence}/${asset}`

function proofFromRow(row: ProofTables['liability_proofs']): PublishedProof {
  const sum = amountFromDecimal(row.sum)
  assert(sum !== undefined && row.version === 1, 'a published proof is of a version that is known')
  const { asset, sequence, time, leaves, root } = row
  return { version: 1, currency: asset, sequence, time, sum: decimalFromAmount(sum), leaves, root }
}
