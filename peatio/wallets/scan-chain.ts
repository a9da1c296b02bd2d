import { amountMax, Fault } from '../../core/units/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { BlockHeader, Coin, Transfer } from '../../plugins/coins/index.ts'
import { findOwners } from './address-store.ts'
import {
  blocksKept,
  dropBlocksAbove,
  keepBlock,
  keepIdentity,
  readIdentity,
  scannedBlock,
  scannedTip,
} from './block-store.ts'
import { findByKey, insertDeposit, listByStatus, moveDeposit } from './deposit-store.ts'
import type { WalletDb } from './tables.ts'

export type ScanOptions = {
  db: WalletDb
  coin: Coin
  clock: () => number
  log: Logger
  /** Where a chain that was never read is begun: 0 for its first block. */
  firstHeight?: number
}

/** Blocks per call, so that a long way to catch up is interrupted by credits and stops. */
const blocksMax = 500

/**
 * Brings what we know of a chain up to its head: walks back to the common ancestor after a reorg, then
 * reads block after block, each with its deposits in one transaction. Gives the height reached, -1 when
 * nothing was read yet. Throws a Fault: the chain's own, `wrong_chain`, `reorg_too_deep`,
 * `chain_inconsistent`, `deposit_changed`.
 */
export async function scanChain(options: ScanOptions): Promise<number> {
  const { db, coin, firstHeight = 0 } = options
  await checkIdentity(db, coin)
  const head = await coin.reader.head()
  let parent = await walkBack(options, head)
  let height = parent?.height ?? firstHeight - 1
  for (let left = blocksMax; left > 0 && height < head.height; left -= 1) {
    parent = await readBlock(options, { height: height + 1, parent })
    // The branch changed while we read: the next call walks back.
    if (parent === undefined) return height
    height = parent.height
  }
  return height
}

/** A node that was pointed at another network would make every deposit look undone. */
async function checkIdentity(db: WalletDb, { chain, reader }: Coin): Promise<void> {
  const identity = await reader.identity()
  const known = await readIdentity(db, chain)
  if (known === undefined) await keepIdentity(db, chain, identity)
  else if (known.identity !== identity)
    throw new Fault('wrong_chain', { detail: `${chain} is now ${identity}` })
}

/** The highest block that we read and the chain still has; what hung on replaced ones is undone first. */
async function walkBack(options: ScanOptions, head: BlockHeader): Promise<BlockHeader | undefined> {
  const { db, coin } = options
  const tip = await scannedTip(db, coin.chain)
  if (tip === undefined) return undefined
  const ancestor = await commonAncestor(db, coin, Math.min(tip.height, head.height))
  // A node that is merely behind has no other block at the heights it knows: nothing is undone, nothing read.
  const behind = head.height < tip.height && ancestor.height === head.height
  if (behind || ancestor.height === tip.height) return tip
  await undoAbove(options, ancestor.height)
  return ancestor
}

async function commonAncestor(db: WalletDb, { chain, reader }: Coin, from: number): Promise<BlockHeader> {
  for (let height = from; height > from - blocksKept; height -= 1) {
    const ours = await scannedBlock(db, chain, height)
    if (ours === undefined) break
    if ((await reader.header(height)).hash === ours.hash) return ours
  }
  throw new Fault('reorg_too_deep', { detail: `${chain} has no block of ours below ${from}` })
}

/** Deposits of replaced blocks: those still unconfirmed are orphaned; a credited one is an alarm. */
async function undoAbove({ db, coin, clock, log }: ScanOptions, height: number): Promise<void> {
  const { chain } = coin
  const at = clock()
  const missing = await db.transaction().execute(async (tx) => {
    await dropBlocksAbove(tx, chain, height)
    const statuses = ['seen', 'dust', 'confirmed', 'credited'] as const
    const undone = await listByStatus(tx, chain, { statuses, above: height })
    // Another reader of this chain decided it meanwhile: its credit comes first, then the reorg.
    if (undone.some(({ status }) => status === 'confirmed'))
      throw new Fault('credit_under_way', { detail: chain })
    for (const deposit of undone) {
      await moveDeposit(tx, deposit, { to: deposit.status === 'credited' ? 'vanished' : 'orphaned', at })
    }
    return undone.filter(({ status }) => status === 'credited')
  })
  log.warn({ chain, height }, 'the chain was reorganised above this height')
  for (const { tid, uid, asset, txid, outputIndex } of missing) {
    log.error(
      { alarm: 'deposit_vanished', chain, tid, uid, asset, txid, outputIndex },
      'a credited deposit is gone',
    )
  }
}

type Next = { height: number; parent: BlockHeader | undefined }

/**
 * Reads one block and keeps it with its deposits, all or nothing; `undefined` when it does not follow
 * `parent`.
 */
async function readBlock(options: ScanOptions, { height, parent }: Next): Promise<BlockHeader | undefined> {
  const { db, coin } = options
  const owners = new Map<string, string>()
  const block = await coin.reader.block(height, async (addresses) => {
    const rows = await findOwners(db, coin.chain, addresses)
    for (const { address, memo, uid } of rows) owners.set(placeOf(address!, memo), uid)
    return new Set(rows.map(({ address }) => address!))
  })
  if (block.height !== height)
    throw new Fault('chain_inconsistent', { detail: `${block.height} for ${height}` })
  if (parent !== undefined && block.parent !== parent.hash) return undefined
  await db.transaction().execute(async (tx) => {
    await keepBlock(tx, coin.chain, block)
    for (const transfer of block.transfers) await record({ ...options, db: tx }, { transfer, owners, height })
  })
  return { height, hash: block.hash, parent: block.parent }
}

const placeOf = (address: string, memo: string | null) => `${address} ${memo ?? ''}`

type Arrival = { transfer: Transfer; owners: ReadonlyMap<string, string>; height: number }

/** Keeps a transfer as a deposit, once for ever: the same one again changes at most its block. */
async function record(
  { db, coin, clock, log }: ScanOptions,
  { transfer, owners, height }: Arrival,
): Promise<void> {
  const { chain } = coin
  const { txid, index, address, memo, asset, sum } = transfer
  const uid = owners.get(placeOf(address, memo))
  if (uid === undefined || sum > amountMax) {
    log.error(
      { alarm: 'transfer_unclaimed', chain, txid, index, address, asset },
      'a transfer cannot be recorded',
    )
    return
  }
  const at = clock()
  const known = await findByKey(db, chain, transfer)
  if (known === undefined) return insertDeposit(db, { uid, chain, transfer, blockHeight: height, at })
  if (known.uid !== uid || known.asset !== asset || known.sum !== sum) {
    throw new Fault('deposit_changed', { detail: `${chain} ${txid} ${index}` })
  }
  if (known.status === 'orphaned') await moveDeposit(db, known, { to: 'seen', at, blockHeight: height })
  if (known.status === 'vanished') {
    await moveDeposit(db, known, { to: 'credited', at, blockHeight: height })
    log.warn({ chain, tid: known.tid, txid, index }, 'a credited deposit that was gone is back')
  }
}
