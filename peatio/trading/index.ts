// Trading: a user's orders and trades over HTTP. It speaks the wire's words, and neither matches nor keeps money.
export { tradingRoutes } from './trading-routes.ts'
export type { TradingDeps } from './trading-routes.ts'
