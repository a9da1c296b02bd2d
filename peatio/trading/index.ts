// Trading: a user's orders and trades, by requests and by messages. It speaks the wire's words; it keeps no money.
export { createOrderEntry } from './order-entry.ts'
export type { OrderEntry } from './order-entry.ts'
export { tradingRoutes } from './trading-routes.ts'
export type { TradingDeps } from './trading-routes.ts'
