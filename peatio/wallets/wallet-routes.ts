import type { FastifyInstance } from 'fastify'
import {
  getDeposit,
  getDepositAddress,
  listDeposits,
  type Claims,
  type DepositAddressEvent,
  type PaymentAddress,
} from '../../contract/index.ts'
import { mount, refuse, type Verify } from '../../platform/http/index.ts'
import type { Sql } from '../../platform/sql/index.ts'
import type { Coin } from '../../plugins/coins/index.ts'
import { listAddresses } from './address-store.ts'
import { depositAddressHandler } from './get-deposit-address.ts'
import { getDepositHandler, listDepositsHandler } from './list-deposits.ts'
import { walletDb } from './tables.ts'
import type { ListAssets } from './wallet-asset.ts'
import { addressToWire } from './wire.ts'

export type WalletDeps = {
  sql: Sql
  coins: readonly Coin[]
  assets: ListAssets
  verify: Verify<Claims>
  clock: () => number
  /** Lowest level that may deposit. */
  levelMin: number
  /** Tells the user's open screens about an address that was just made. */
  onDepositAddress(uid: string, event: DepositAddressEvent): void
}

/** Mounts the user's wallet endpoints under `/api/v2/peatio`. */
export function walletRoutes(app: FastifyInstance, deps: WalletDeps): void {
  const admit = ({ level }: Claims) =>
    level < deps.levelMin ? refuse(403, 'account.deposit.not_permitted') : undefined
  const { verify } = deps
  const prefix = '/api/v2/peatio'
  mount(app, prefix, getDepositAddress, { verify, admit, handle: depositAddressHandler(deps) })
  mount(app, prefix, listDeposits, { verify, admit, handle: listDepositsHandler(deps) })
  mount(app, prefix, getDeposit, { verify, admit, handle: getDepositHandler(deps) })
}

/** All addresses that a user has, as the wire's balances show them. */
export async function depositAddresses(
  { sql, assets }: { sql: Sql; assets: ListAssets },
  uid: string,
): Promise<PaymentAddress[]> {
  const [rows, known] = [await listAddresses(walletDb(sql), uid), await assets()]
  return rows.map((row) => addressToWire(row, known))
}
