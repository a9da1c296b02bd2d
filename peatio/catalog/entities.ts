import type {
  Currency,
  CurrencyNetwork,
  MarketEntity,
  TradingFee as FeeEntity,
  WithdrawLimit as LimitEntity,
} from '../../contract/index.ts'
import { amountOf, decimalFromAmount, type Ppm } from '../../core/units/index.ts'
import type { Asset, Network } from './asset.ts'
import type { Market } from './market.ts'
import type { TradingFee } from './trading-fee-store.ts'
import type { WithdrawLimit } from './withdraw-limit-store.ts'

/** A moment as the wire writes it: ISO 8601, in UTC, without milliseconds. */
export const isoOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** A rate in millionths as the wire's fraction: 2,000 ppm is `0.002`. */
export const rateOf = (rate: Ppm): string => decimalFromAmount(BigInt(rate) * 10n ** 12n)

const closed: Network = {
  blockchainKey: null,
  protocol: null,
  parentAsset: null,
  position: 0,
  depositEnabled: false,
  withdrawalEnabled: false,
  depositFee: amountOf(0, 0),
  depositMin: amountOf(0, 0),
  withdrawalFee: amountOf(0, 0),
  withdrawalMin: amountOf(0, 0),
  subunits: 0,
  confirmationsRequired: 0,
  explorerTransaction: '',
  explorerAddress: '',
  description: '',
  warning: '',
}

/** What both dialects say of a network, one inside `networks`, the other flat on the asset. */
const terms = (network: Network) => ({
  parent_id: network.parentAsset,
  deposit_enabled: network.depositEnabled,
  withdrawal_enabled: network.withdrawalEnabled,
  deposit_fee: decimalFromAmount(network.depositFee),
  min_deposit_amount: decimalFromAmount(network.depositMin),
  withdraw_fee: decimalFromAmount(network.withdrawalFee),
  min_withdraw_amount: decimalFromAmount(network.withdrawalMin),
  base_factor: 10 ** network.subunits,
})

const tracked = (network: Network) => ({
  explorer_transaction: network.explorerTransaction,
  explorer_address: network.explorerAddress,
  min_confirmations: network.confirmationsRequired,
})

function networkEntity(asset: Asset, network: Network): CurrencyNetwork {
  const entity = { blockchain_key: network.blockchainKey, currency_id: asset.code, ...terms(network) }
  if (asset.type === 'fiat') return entity
  const { description, warning } = network
  return { ...entity, ...tracked(network), description, warning, protocol: network.protocol ?? '' }
}

/** An asset in the union of both dialects. Without any network it can neither come nor go. */
export function currencyEntity(asset: Asset): Currency {
  const network = asset.networks[0] ?? { ...closed, subunits: asset.precision }
  return {
    id: asset.code,
    status: asset.status,
    visible: asset.status === 'enabled',
    symbol: asset.code.toUpperCase(),
    name: asset.name,
    description: asset.description,
    homepage: asset.homepage,
    price: decimalFromAmount(asset.price),
    type: asset.type,
    precision: asset.precision,
    position: asset.position,
    icon_url: asset.iconUrl,
    networks: asset.networks.map((each) => networkEntity(asset, each)),
    ...terms(network),
    ...(asset.type === 'coin' ? tracked(network) : {}),
    withdraw_limit_24h: '0.0',
    withdraw_limit_72h: '0.0',
  }
}

export const marketEntity = (market: Market): MarketEntity => ({
  id: market.code,
  symbol: market.code,
  name: market.name,
  type: 'spot',
  base_unit: market.base,
  quote_unit: market.quote,
  min_price: decimalFromAmount(amountOf(market.priceMin, market.pricePrecision)),
  max_price: decimalFromAmount(amountOf(market.priceMax, market.pricePrecision)),
  min_amount: decimalFromAmount(amountOf(market.quantityMin, market.amountPrecision)),
  amount_precision: market.amountPrecision,
  price_precision: market.pricePrecision,
  state: market.state,
  ...controls(market),
})

/** Controls that this market has beyond the reference's, and its status where the wire's words are too coarse. */
const controls = ({ quantityMax, notionalMin, bandPpm, status, endsAt, amountPrecision }: Market) => ({
  ...(quantityMax === 0 ? {} : { max_amount: decimalFromAmount(amountOf(quantityMax, amountPrecision)) }),
  ...(notionalMin === 0n ? {} : { min_notional: decimalFromAmount(notionalMin) }),
  ...(bandPpm === 0 ? {} : { price_band: rateOf(bandPpm) }),
  ...(status === 'open' || status === 'delisted' ? {} : { status }),
  ...(endsAt === null ? {} : { ends_at: isoOf(endsAt) }),
})

export const tradingFeeEntity = (fee: TradingFee): FeeEntity => ({
  id: fee.id,
  group: fee.group,
  market_id: fee.market,
  market_type: 'spot',
  maker: rateOf(fee.makerFee),
  taker: rateOf(fee.takerFee),
  created_at: isoOf(fee.createdAt),
  updated_at: isoOf(fee.updatedAt),
})

export const withdrawLimitEntity = (limit: WithdrawLimit): LimitEntity => ({
  id: limit.id,
  group: limit.group,
  kyc_level: limit.kycLevel,
  limit_24_hour: decimalFromAmount(limit.limit24h),
  limit_1_month: decimalFromAmount(limit.limit1m),
  created_at: isoOf(limit.createdAt),
  updated_at: isoOf(limit.updatedAt),
})
