import type { FastifyInstance } from 'fastify'
import { getBalance, listBalances, type Claims, type PaymentAddress } from '../../contract/index.ts'
import { mount, type Verify } from '../../platform/http/index.ts'
import type { Catalog } from '../catalog/index.ts'
import type { Engine } from '../engine/index.ts'
import { getBalanceHandler } from './get-balance.ts'
import { listBalancesHandler } from './list-balances.ts'

export type BalanceDeps = {
  engine: Pick<Engine, 'read'>
  catalog: Pick<Catalog, 'asset' | 'assets'>
  /** All deposit addresses of a user. */
  depositAddresses(uid: string): Promise<PaymentAddress[]>
  verify: Verify<Claims>
}

/** Mounts the balances of `account` under `/api/v2/peatio`. */
export function balanceRoutes(app: FastifyInstance, deps: BalanceDeps): void {
  const { verify } = deps
  mount(app, '/api/v2/peatio', listBalances, { verify, handle: listBalancesHandler(deps) })
  mount(app, '/api/v2/peatio', getBalance, { verify, handle: getBalanceHandler(deps) })
}
