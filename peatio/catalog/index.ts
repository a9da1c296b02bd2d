// Catalog: what can be traded, as people see it. It describes the engine's definitions, and decides nothing.
export type { Asset, AssetDescription, AssetStatus, Network } from './asset.ts'
export { openCatalog } from './catalog.ts'
export type { Catalog, CatalogOptions, Levels } from './catalog.ts'
export {
  currencyEntity,
  isoOf,
  marketEntity,
  rateOf,
  tradingFeeEntity,
  withdrawLimitEntity,
} from './entities.ts'
export { isActive, isViewable, marketState } from './market.ts'
export type { Market, MarketDescription, MarketState } from './market.ts'
export { isPriced, termsEntity } from './order-terms.ts'
export type { TermsFacts } from './order-terms.ts'
export { catalogMigrations } from './migrations.ts'
export type { TradingFee } from './trading-fee-store.ts'
export type { WithdrawLimit } from './withdraw-limit-store.ts'
