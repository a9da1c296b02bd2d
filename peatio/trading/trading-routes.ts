import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import {
  cancelOrder,
  cancelOrders,
  getOrder,
  listOrders,
  listTrades,
  placeOrder,
  type Claims,
} from '../../contract/index.ts'
import { mount, type Mountable, type Verify } from '../../platform/http/index.ts'
import type { Sql } from '../../platform/sql/index.ts'
import type { Catalog } from '../catalog/index.ts'
import type { ProjectionTables, Projector } from '../engine/projector/index.ts'
import type { Engine } from '../engine/index.ts'
import { cancelOrderHandler, cancelOrdersHandler } from './cancel-order.ts'
import { getOrderHandler } from './get-order.ts'
import { listOrdersHandler } from './list-orders.ts'
import { listTradesHandler } from './list-trades.ts'
import { placeOrderHandler } from './place-order.ts'
import { admitTrader, sayUnavailable, type Verb } from './refusals.ts'

export type TradingDeps = {
  engine: Pick<Engine, 'submit' | 'read'>
  sql: Sql
  projector: Pick<Projector, 'reached'>
  catalog: Pick<Catalog, 'market' | 'markets' | 'levels'>
  verify: Verify<Claims>
  /** Milliseconds since the epoch. */
  clock: () => number
}

/** What a verb is given: the deps, with the projections' tables at hand. */
export type Trading = Omit<TradingDeps, 'verify'> & { db: Kysely<ProjectionTables> }

export const tradingOf = (deps: Omit<TradingDeps, 'verify'>): Trading => ({
  ...deps,
  db: deps.sql.database<ProjectionTables>('peatio'),
})

/** Mounts the `market` endpoints under `/api/v2/peatio`. */
export function tradingRoutes(app: FastifyInstance, deps: TradingDeps): void {
  const trading = tradingOf(deps)
  const add = <Values>(endpoint: Mountable<Values>, handle: Verb<Values>) =>
    mount(app, '/api/v2/peatio', endpoint, {
      verify: deps.verify,
      admit: (claims) => admitTrader(deps, claims),
      handle: sayUnavailable(handle, app.log),
    })
  add(placeOrder, placeOrderHandler(trading))
  add(listOrders, listOrdersHandler(trading))
  add(getOrder, getOrderHandler(trading))
  add(cancelOrder, cancelOrderHandler(trading))
  add(cancelOrders, cancelOrdersHandler(trading))
  add(listTrades, listTradesHandler(trading))
}
