// Market maker: bots that keep the demo's books alive, as ordinary API-key clients over HTTP.
export { startMarketMakers } from './start-market-makers.ts'
export type { MarketMakerOptions } from './start-market-makers.ts'
export type { ApiKey } from './http-venue.ts'
