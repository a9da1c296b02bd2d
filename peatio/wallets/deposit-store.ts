import { createHash } from 'node:crypto'
import type { SelectQueryBuilder } from 'kysely'
import { amountFromDecimal, assert, decimalFromAmount, type Amount } from '../../core/units/index.ts'
import type { Transfer } from '../../plugins/coins/index.ts'
import { mayBecome, type DepositStatus } from './deposit-status.ts'
import type { WalletDb, WalletTables } from './tables.ts'

export type Deposit = {
  id: number
  /** Our own public name for it. */
  tid: string
  uid: string
  asset: string
  chain: string
  txid: string
  outputIndex: number
  address: string
  memo: string
  sum: Amount
  blockHeight: number
  status: DepositStatus
  createdAt: number
  updatedAt: number
  completedAt: number | null
}

export type NewDeposit = { uid: string; chain: string; transfer: Transfer; blockHeight: number; at: number }

export async function insertDeposit(tx: WalletDb, { uid, chain, transfer, blockHeight, at }: NewDeposit) {
  await tx
    .insertInto('deposits')
    .values({
      tid: tidOf(chain, transfer),
      uid,
      asset: transfer.asset,
      chain,
      txid: transfer.txid,
      output_index: transfer.index,
      address: transfer.address,
      memo: transfer.memo ?? '',
      amount: decimalFromAmount(transfer.sum),
      block_height: blockHeight,
      status: 'seen' satisfies DepositStatus,
      created_at: at,
      updated_at: at,
    })
    .execute()
}

/** Made from the transfer's key, so that it is the same however often the deposit is recorded. */
function tidOf(chain: string, { txid, index }: Transfer): string {
  const digest = createHash('sha256').update(`${chain}:${txid}:${index}`).digest('hex')
  return `TID${digest.slice(0, 16).toUpperCase()}`
}

export async function findByKey(
  db: WalletDb,
  chain: string,
  { txid, index }: { txid: string; index: number },
) {
  const row = await db
    .selectFrom('deposits')
    .selectAll()
    .where('chain', '=', chain)
    .where('txid', '=', txid)
    .where('output_index', '=', index)
    .executeTakeFirst()
  return row && depositFromRow(row)
}

/** Deposits of a chain in these statuses, oldest first; `up` and `above` bound the height of their blocks. */
export async function listByStatus(
  db: WalletDb,
  chain: string,
  { statuses, up, above }: { statuses: readonly DepositStatus[]; up?: number; above?: number },
): Promise<Deposit[]> {
  const rows = await db
    .selectFrom('deposits')
    .selectAll()
    .where('chain', '=', chain)
    .where('status', 'in', [...statuses])
    .$if(up !== undefined, (query) => query.where('block_height', '<=', up!))
    .$if(above !== undefined, (query) => query.where('block_height', '>', above!))
    .orderBy('id')
    .execute()
  return rows.map(depositFromRow)
}

export type Move = {
  to: DepositStatus
  at: number
  blockHeight?: number
  creditedSequence?: number
  completedAt?: number
}

/** Moves a deposit along the table of transitions. False when somebody else moved it first. */
export async function moveDeposit(db: WalletDb, { id, status }: Deposit, move: Move): Promise<boolean> {
  assert(mayBecome(status, move.to), `a deposit goes from ${status} to ${move.to}`)
  const moved = await db
    .updateTable('deposits')
    .set({
      status: move.to,
      updated_at: move.at,
      ...(move.blockHeight !== undefined && { block_height: move.blockHeight }),
      ...(move.creditedSequence !== undefined && { credited_sequence: move.creditedSequence }),
      ...(move.completedAt !== undefined && { completed_at: move.completedAt }),
    })
    .where('id', '=', id)
    .where('status', '=', status)
    .executeTakeFirst()
  return moved.numUpdatedRows > 0n
}

export type DepositFilter = {
  uid: string
  asset?: string | undefined
  chain?: string | undefined
  txid?: string | undefined
  statuses?: readonly DepositStatus[] | undefined
  /** Bounds of the last change, inclusive. */
  from?: number | undefined
  to?: number | undefined
}

/** A user's deposits, newest first, and how many there are. */
export async function listDepositsOf(
  db: WalletDb,
  filter: DepositFilter,
  page: { limit: number; offset: number },
) {
  const rows = await filtered(db, filter)
    .selectAll()
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const counted = await filtered(db, filter)
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  return { deposits: rows.map(depositFromRow), total: Number(counted.total) }
}

function filtered(
  db: WalletDb,
  filter: DepositFilter,
): SelectQueryBuilder<WalletTables, 'deposits', unknown> {
  const { uid, asset, chain, txid, statuses, from, to } = filter
  let query: SelectQueryBuilder<WalletTables, 'deposits', unknown> = db
    .selectFrom('deposits')
    .where('uid', '=', uid)
  if (asset !== undefined) query = query.where('asset', '=', asset)
  if (chain !== undefined) query = query.where('chain', '=', chain)
  if (txid !== undefined) query = query.where('txid', '=', txid)
  // A state that none of our statuses goes by finds nothing.
  if (statuses !== undefined) query = query.where('status', 'in', statuses.length > 0 ? [...statuses] : [''])
  if (from !== undefined) query = query.where('updated_at', '>=', from)
  if (to !== undefined) query = query.where('updated_at', '<=', to)
  return query
}

type Row = Omit<WalletTables['deposits'], 'id'> & { id: number }

function depositFromRow(row: Row): Deposit {
  const sum = amountFromDecimal(row.amount)
  assert(sum !== undefined, 'a recorded deposit has a decimal sum')
  return {
    id: row.id,
    tid: row.tid,
    uid: row.uid,
    asset: row.asset,
    chain: row.chain,
    txid: row.txid,
    outputIndex: row.output_index,
    address: row.address,
    memo: row.memo,
    sum,
    blockHeight: row.block_height,
    status: row.status as DepositStatus,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    completedAt: row.completed_at,
  }
}
