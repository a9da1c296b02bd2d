import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import * as contract from '../../contract/index.ts'
import type { Claims } from '../../contract/index.ts'
import { mount, type Mountable, type Verify } from '../../platform/http/index.ts'
import type { Logger } from '../../platform/log/index.ts'
import type { Sql } from '../../platform/sql/index.ts'
import type { Catalog } from '../catalog/index.ts'
import type { ProjectionTables, Projector } from '../engine/projector/index.ts'
import type { Engine } from '../engine/index.ts'
import { amendClientOrderHandler, amendOrderHandler } from './amend-order.ts'
import { cancelAfterHandler } from './cancel-after.ts'
import { cancelClientOrderHandler, cancelOrderHandler, cancelOrdersHandler } from './cancel-order.ts'
import { getClientOrderHandler, getOrderHandler } from './get-order.ts'
import { listOrdersHandler } from './list-orders.ts'
import { listTradesHandler } from './list-trades.ts'
import type { OrderRate } from './order-rate.ts'
import { placeOcoHandler } from './place-oco.ts'
import { placeOrderHandler } from './place-order.ts'
import { placeOrdersHandler } from './place-orders.ts'
import { admitTrader, type Verb } from './refusals.ts'

export type TradingDeps = {
  engine: Pick<Engine, 'submit' | 'read'>
  sql: Sql
  projector: Pick<Projector, 'reached'>
  catalog: Pick<Catalog, 'market' | 'markets' | 'levels'>
  verify: Verify<Claims>
  /** Milliseconds since the epoch. */
  clock: () => number
  /** How many orders an account may place: one for all doors. */
  orderRate: OrderRate
}

/** What a verb is given: the deps, with the projections' tables at hand. */
export type Trading = Omit<TradingDeps, 'verify'> & {
  db: Kysely<ProjectionTables>
  log: Pick<Logger, 'warn'>
}

export const tradingOf = (deps: Omit<Trading, 'db'>): Trading => ({
  ...deps,
  db: deps.sql.database<ProjectionTables>('peatio'),
})

/** Mounts the `market` endpoints under `/api/v2/peatio`. */
export function tradingRoutes(app: FastifyInstance, deps: TradingDeps): void {
  const { log } = app
  const trading = tradingOf({ ...deps, log })
  const add = <Values>(endpoint: Mountable<Values>, handle: Verb<Values>, queues = false) =>
    mount(app, '/api/v2/peatio', endpoint, {
      verify: deps.verify,
      admit: (claims) => admitTrader(deps, claims),
      queues,
      handle,
    })
  const addQueued = <Values>(endpoint: Mountable<Values>, handle: Verb<Values>) => add(endpoint, handle, true)
  addQueued(contract.placeOrder, placeOrderHandler(trading))
  addQueued(contract.placeOco, placeOcoHandler(trading))
  addQueued(contract.placeOrders, placeOrdersHandler(trading))
  addQueued(contract.amendOrder, amendOrderHandler(trading))
  addQueued(contract.amendClientOrder, amendClientOrderHandler(trading))
  add(contract.listOrders, listOrdersHandler(trading))
  add(contract.getOrder, getOrderHandler(trading))
  add(contract.getClientOrder, getClientOrderHandler(trading))
  add(contract.cancelOrder, cancelOrderHandler(trading))
  add(contract.cancelClientOrder, cancelClientOrderHandler(trading))
  add(contract.cancelOrders, cancelOrdersHandler(trading))
  add(contract.cancelAfter, cancelAfterHandler(trading))
  add(contract.listTrades, listTradesHandler(trading))
}
