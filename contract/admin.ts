// The operator's endpoints, below `/api/v2/peatio`: the reference's, and extensions marked as such.
export { adminCancelOrder, adminCancelOrders, listAdminOrders, listAdminTrades } from './admin-orders.ts'
export type { AdminOrder, AdminTrade } from './admin-orders.ts'
export { createTradingFee, deleteTradingFee, listAdminFees, updateTradingFee } from './admin-fees.ts'
export {
  createMarket,
  getAdminMarket,
  listAdminMarkets,
  marketStatuses,
  setMarketStatus,
  updateMarket,
} from './admin-markets.ts'
export type { AdminMarket, WireMarketStatus } from './admin-markets.ts'
export {
  getAbilities,
  getAdminMember,
  listAdminMembers,
  listOperatorActions,
  setMemberGroup,
} from './admin-members.ts'
export type { AdminMember, OperatorAction } from './admin-members.ts'
