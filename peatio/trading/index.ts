// Trading: a user's orders and trades over HTTP, and order entry for sockets. It speaks the wire's words, and neither matches nor keeps money.
export { createOrderEntry } from './order-entry.ts'
export type { OrderEntry } from './order-entry.ts'
export { tradingRoutes } from './trading-routes.ts'
export type { TradingDeps } from './trading-routes.ts'
