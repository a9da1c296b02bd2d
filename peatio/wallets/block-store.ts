import type { BlockHeader } from '../../plugins/coins/index.ts'
import type { WalletDb } from './tables.ts'

/** How many blocks are kept for walking back; a deeper reorg halts the chain. */
export const blocksKept = 1_000

export function readIdentity(db: WalletDb, chain: string): Promise<{ identity: string } | undefined> {
  return db.selectFrom('scanned_chains').select('identity').where('chain', '=', chain).executeTakeFirst()
}

export async function keepIdentity(db: WalletDb, chain: string, identity: string): Promise<void> {
  await db.insertInto('scanned_chains').values({ chain, identity }).execute()
}

/** The highest block that was read. */
export function scannedTip(db: WalletDb, chain: string): Promise<BlockHeader | undefined> {
  return db
    .selectFrom('scanned_blocks')
    .select(['height', 'hash', 'parent'])
    .where('chain', '=', chain)
    .orderBy('height', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function scannedBlock(db: WalletDb, chain: string, height: number): Promise<BlockHeader | undefined> {
  return db
    .selectFrom('scanned_blocks')
    .select(['height', 'hash', 'parent'])
    .where('chain', '=', chain)
    .where('height', '=', height)
    .executeTakeFirst()
}

/** The height reached on each chain. */
export async function scannedHeights(db: WalletDb): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('scanned_blocks')
    .select(({ fn }) => ['chain', fn.max('height').as('height')])
    .groupBy('chain')
    .execute()
  return new Map(rows.map(({ chain, height }) => [chain, height]))
}

/** Its primary key refuses a second reader of the same block. */
export async function keepBlock(
  tx: WalletDb,
  chain: string,
  { height, hash, parent }: BlockHeader,
): Promise<void> {
  await tx.insertInto('scanned_blocks').values({ chain, height, hash, parent }).execute()
  await tx
    .deleteFrom('scanned_blocks')
    .where('chain', '=', chain)
    .where('height', '<=', height - blocksKept)
    .execute()
}

export async function dropBlocksAbove(tx: WalletDb, chain: string, height: number): Promise<void> {
  await tx.deleteFrom('scanned_blocks').where('chain', '=', chain).where('height', '>', height).execute()
}
