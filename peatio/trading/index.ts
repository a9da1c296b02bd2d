// Trading: a user's orders and trades, by requests and by messages. It speaks the wire's words; it keeps no money.
export { createOrderEntry } from './order-entry.ts'
export type { OrderEntry } from './order-entry.ts'
export { createOrderRate, unlimited } from './order-rate.ts'
export type { OrderRate, OrderRates, Rate } from './order-rate.ts'
export { tradingRoutes } from './trading-routes.ts'
export type { TradingDeps } from './trading-routes.ts'
// What an order and a trade look like on the wire, for the operator's room.
export { entityOfRow, entityOfView, statusesOf } from './order-entity.ts'
export { tradeAs } from './trade-entity.ts'
