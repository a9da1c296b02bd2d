// Ledger: a user's balances over HTTP, read from the engine. It shows what the books say, and changes nothing.
export { balanceRoutes } from './balance-routes.ts'
export type { BalanceDeps } from './balance-routes.ts'
