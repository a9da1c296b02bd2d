import type { Generated, Kysely } from 'kysely'
import type { Sql } from '../../platform/sql/index.ts'

/** The tables of this room in schema `peatio`. Decimals are strings, times epoch milliseconds. */
export type WalletTables = {
  payment_addresses: {
    id: Generated<number>
    uid: string
    chain: string
    /** Null while a custodian prepares it. */
    address: string | null
    /** Empty where the chain has none, so that the unique key sees it. */
    memo: string
    created_at: number
  }
  /** Which network each chain was when it was first read. */
  scanned_chains: { chain: string; identity: string }
  /** The latest blocks that were read, without gaps; the highest is where reading goes on. */
  scanned_blocks: { chain: string; height: number; hash: string; parent: string | null }
  deposits: {
    id: Generated<number>
    tid: string
    uid: string
    asset: string
    chain: string
    txid: string
    output_index: number
    address: string
    memo: string
    amount: string
    block_height: number
    status: string
    credited_sequence: number | null
    created_at: number
    updated_at: number
    completed_at: number | null
  }
}

export type WalletDb = Kysely<WalletTables>

export const walletDb = (sql: Sql): WalletDb => sql.database<WalletTables>('peatio')
