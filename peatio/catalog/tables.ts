import type { Generated } from 'kysely'

/** The tables of this room in schema `peatio`. Decimals are strings, flags 0 or 1, times epoch milliseconds. */
export type CatalogTables = {
  asset_descriptions: {
    asset: string
    name: string
    description: string
    homepage: string
    icon_url: string | null
    position: number
    price: string
    status: string
  }
  asset_networks: {
    asset: string
    /** Empty for a fiat asset's only network. */
    blockchain_key: string
    protocol: string | null
    parent_asset: string | null
    position: number
    deposit_enabled: number
    withdrawal_enabled: number
    deposit_fee: string
    deposit_min: string
    withdrawal_fee: string
    withdrawal_min: string
    subunits: number
    confirmations_required: number
    explorer_transaction: string
    explorer_address: string
    description: string
    warning: string
  }
  market_descriptions: {
    market: string
    name: string | null
    position: number
    hidden: number
    created_at: number | null
    updated_at: number | null
  }
  withdraw_limits: {
    id: Generated<number>
    user_group: string
    kyc_level: string
    limit_24_hour: string
    limit_1_month: string
    created_at: number
    updated_at: number
  }
  trading_fees: {
    /** The wire's number of the entry; entries of before they were numbered have none until the next start. */
    number: number | null
    user_group: string
    market: string
    maker_ppm: number
    taker_ppm: number
    created_at: number
    updated_at: number
  }
}
