import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import * as contract from '../../contract/index.ts'
import type { Claims } from '../../contract/index.ts'
import { mount, type Handler, type Mountable, type Verify } from '../../platform/http/index.ts'
import type { Dialect, Place, Sql } from '../../platform/sql/index.ts'
import type { Catalog } from '../catalog/index.ts'
import type { Engine } from '../engine/index.ts'
import type { ProjectionTables, Projector } from '../engine/projector/index.ts'
import { abilitiesOf, admitAble, type Model, type Verb } from './abilities.ts'
import type { AdminTables } from './action-store.ts'
import { askBooksHandler } from './books/ask-books.ts'
import { decideBooksHandler } from './books/decide-books.ts'
import { getBooksHandler, listBookRequestsHandler } from './books/read-books.ts'
import { setWithdrawalsHandler } from './books/set-withdrawals.ts'
import { cancelOrderHandler } from './cancel-order.ts'
import { cancelOrdersHandler } from './cancel-orders.ts'
import { createMarketHandler } from './create-market.ts'
import { deleteFeeHandler } from './delete-fee.ts'
import { getMemberHandler, listMembersHandler, setGroupHandler } from './members.ts'
import { listActionsHandler } from './list-actions.ts'
import { listFeesHandler } from './list-fees.ts'
import { getMarketHandler, listMarketsHandler } from './list-markets.ts'
import { listOrdersHandler } from './list-orders.ts'
import { listTradesHandler } from './list-trades.ts'
import { createFeeHandler, updateFeeHandler } from './set-fee.ts'
import { setMarketStatusHandler } from './set-market-status.ts'
import {
  actionColumns,
  feeColumns,
  marketColumns,
  memberColumns,
  orderColumns,
  requestColumns,
  tradeColumns,
} from './sheet-columns.ts'
import { sheeted } from './sheeted.ts'
import { updateMarketHandler } from './update-market.ts'

/** A user as whoever keeps users tells of him. Times in milliseconds. */
export type Member = {
  id: number
  uid: string
  email: string
  role: string
  level: number
  state: string
  createdAt: number
  updatedAt: number
}

/** Users are kept elsewhere: this is what is asked there. */
export type MemberDirectory = {
  find(by: { uid: string } | { email: string }): Promise<Member | undefined>
  list(filter: MemberSearch & { offset: number }): Promise<{ users: Member[]; total: number }>
  /** The same in parts: what comes behind a place, or the beginning. */
  listAfter(search: MemberSearch, after?: Place): Promise<Member[]>
}
export type MemberSearch = {
  uid: string | undefined
  email: string | undefined
  role: string | undefined
  state: string | undefined
  range: 'created_at' | 'updated_at'
  /** Milliseconds, both included. */
  from: number | undefined
  to: number | undefined
  orderBy: 'id' | 'uid' | 'email' | 'created_at' | 'updated_at'
  direction: 'asc' | 'desc'
  limit: number
}

export type AdminDeps = {
  engine: Pick<Engine, 'submit' | 'read' | 'sequence'>
  sql: Sql
  projector: Pick<Projector, 'reached'>
  catalog: Catalog
  members: MemberDirectory
  verify: Verify<Claims>
  /** Milliseconds since the epoch. */
  clock: () => number
}

/** What a handler is given: the deps, with the tables at hand. */
export type Admin = AdminDeps & {
  db: Kysely<ProjectionTables>
  register: Kysely<AdminTables>
  dialect: Dialect
}

/** Mounts the operators' endpoints under `/api/v2/peatio/admin`. Whoever may not do a thing learns nothing of it. */
export function adminRoutes(app: FastifyInstance, deps: AdminDeps): void {
  const { sql } = deps
  const admin: Admin = {
    ...deps,
    db: sql.database<ProjectionTables>('peatio'),
    register: sql.database<AdminTables>('peatio'),
    dialect: sql.dialect,
  }
  const add = <Values>(
    [verb, model]: [Verb, Model],
    endpoint: Mountable<Values>,
    handle: Handler<Values, Claims>,
  ) =>
    mount(app, '/api/v2/peatio', endpoint, {
      verify: deps.verify,
      admit: admitAble(verb, model),
      handle,
    })
  mount<object, Claims>(app, '/api/v2/peatio', contract.getAbilities, {
    verify: deps.verify,
    handle: ({ caller }) => ({ body: abilitiesOf(caller.role) }),
  })
  add(['read', 'Market'], contract.listAdminMarkets, sheeted(marketColumns, listMarketsHandler(admin)))
  add(['read', 'Market'], contract.getAdminMarket, getMarketHandler(admin))
  add(['create', 'Market'], contract.createMarket, createMarketHandler(admin))
  add(['update', 'Market'], contract.updateMarket, updateMarketHandler(admin))
  add(['update', 'Market'], contract.setMarketStatus, setMarketStatusHandler(admin))
  add(['read', 'TradingFee'], contract.listAdminFees, sheeted(feeColumns, listFeesHandler(admin)))
  add(['create', 'TradingFee'], contract.createTradingFee, createFeeHandler(admin))
  add(['update', 'TradingFee'], contract.updateTradingFee, updateFeeHandler(admin))
  add(['destroy', 'TradingFee'], contract.deleteTradingFee, deleteFeeHandler(admin))
  add(['read', 'Order'], contract.listAdminOrders, sheeted(orderColumns, listOrdersHandler(admin)))
  add(['update', 'Order'], contract.adminCancelOrder, cancelOrderHandler(admin))
  add(['update', 'Order'], contract.adminCancelOrders, cancelOrdersHandler(admin))
  add(['read', 'Trade'], contract.listAdminTrades, sheeted(tradeColumns, listTradesHandler(admin)))
  add(['read', 'Member'], contract.listAdminMembers, sheeted(memberColumns, listMembersHandler(admin)))
  add(['read', 'Member'], contract.getAdminMember, getMemberHandler(admin))
  add(['update', 'Member'], contract.setMemberGroup, setGroupHandler(admin))
  add(
    ['read', 'OperatorAction'],
    contract.listOperatorActions,
    sheeted(actionColumns, listActionsHandler(admin)),
  )
  add(['read', 'Adjustment'], contract.getBooks, getBooksHandler(admin))
  add(['update', 'Withdraw'], contract.setWithdrawals, setWithdrawalsHandler(admin))
  add(
    ['read', 'Adjustment'],
    contract.listBookRequests,
    sheeted(requestColumns, listBookRequestsHandler(admin)),
  )
  add(['create', 'Adjustment'], contract.createBookRequest, askBooksHandler(admin))
  add(['create', 'Adjustment'], contract.decideBookRequest, decideBooksHandler(admin))
}
