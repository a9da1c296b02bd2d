import type { Amount, TimeMs } from '../../units/index.ts'
import type {
  DefineAsset,
  DefineMarket,
  MarketStatus,
  SetMarketStatus,
  SetTradingFee,
  DeleteTradingFee,
} from '../command.ts'
import type { Event } from '../event.ts'
import type { NaiveAnswer } from './answer.ts'
import { ratesOf, type Naive, type NaiveMarket, type NaiveRates } from './twin.ts'
import { uncross } from './uncross.ts'

const code = /^[a-z0-9][a-z0-9._-]{0,19}$/
const group = /^[a-z0-9_-]{1,32}$/
const whole = (value: number, min: number, max: number) =>
  Number.isSafeInteger(value) && value >= min && value <= max

export function defineAsset(naive: Naive, { kind: _, ...asset }: DefineAsset): NaiveAnswer {
  const known = naive.assets.get(asset.asset)
  const fits = code.test(asset.asset) && whole(asset.precision, 0, 18)
  const stays = !known || (known.type === asset.type && known.precision <= asset.precision)
  if (!fits || !stays) return { rejection: 'invalid_definition' }
  naive.assets.set(asset.asset, { kind: 'define_asset', ...asset })
  return { events: [{ kind: 'asset_defined', ...asset }] }
}

/** Limits and status may be told anew, precisions and assets never. */
export function defineMarket(naive: Naive, { kind: _, keepsStatus, ...asked }: DefineMarket): NaiveAnswer {
  const told = { quantityMax: 0 as const, notionalMin: 0n as Amount, bandPpm: 0 as const, ...asked }
  if (!naive.assets.has(told.base) || !naive.assets.has(told.quote)) return { rejection: 'unknown_asset' }
  const known = naive.markets.get(told.market)
  if (known && keepsStatus) told.status = known.status
  if (!isMarket(told) || (known && !keepsTerms(known, told))) return { rejection: 'invalid_definition' }
  const definition: DefineMarket = { kind: 'define_market', ...told }
  const market = known ?? { definition, status: told.status, endsAt: null, lastPrice: null, queue: [] }
  naive.markets.set(told.market, market)
  market.definition = definition
  const events: Event[] = [{ kind: 'market_defined', ...told }]
  if (market.status === told.status) return { events }
  return { events: [...events, ...become(naive, market, told.status, null)] }
}

function isMarket(told: Omit<DefineMarket, 'kind'>): boolean {
  const { pricePrecision, amountPrecision, priceMin, priceMax, quantityMin } = told
  const { quantityMax = 0, notionalMin = 0n, bandPpm = 0 } = told
  return (
    code.test(told.market) &&
    told.base !== told.quote &&
    whole(pricePrecision, 0, 12) &&
    whole(amountPrecision, 0, 12) &&
    pricePrecision + amountPrecision <= 12 &&
    whole(priceMin, 1, 10 ** 15) &&
    (priceMax === 0 || whole(priceMax, priceMin, 10 ** 15)) &&
    whole(quantityMin, 1, 10 ** 15) &&
    (quantityMax === 0 || whole(quantityMax, quantityMin, 10 ** 15)) &&
    notionalMin >= 0n &&
    whole(bandPpm, 0, 1_000_000)
  )
}

const keepsTerms = ({ definition }: NaiveMarket, told: Omit<DefineMarket, 'kind'>) =>
  definition.base === told.base &&
  definition.quote === told.quote &&
  definition.pricePrecision === told.pricePrecision &&
  definition.amountPrecision === told.amountPrecision

export function setMarketStatus(naive: Naive, command: SetMarketStatus, at: TimeMs): NaiveAnswer {
  const market = naive.markets.get(command.market)
  if (!market) return { rejection: 'unknown_market' }
  const { status, endsAt = null } = command
  if (endsAt !== null && (status !== 'auction' || !Number.isSafeInteger(endsAt) || endsAt <= at))
    return { rejection: 'invalid_expiry' }
  return { events: changeStatus(naive, market, { status, reason: command.reason, endsAt }) }
}

type Change = { status: MarketStatus; reason: string; endsAt: TimeMs | null }

/** A status is told; a market that opens with a crossed book is uncrossed in the same breath. */
export function changeStatus(naive: Naive, market: NaiveMarket, change: Change): Event[] {
  const told: Event = { kind: 'market_status_changed', market: market.definition.market, ...change }
  return [told, ...become(naive, market, change.status, change.endsAt)]
}

function become(naive: Naive, market: NaiveMarket, status: MarketStatus, endsAt: TimeMs | null): Event[] {
  market.status = status
  market.endsAt = endsAt
  return status === 'open' || status === 'post_only' ? uncross(naive, market) : []
}

/** A rebate is paid out of the taker's fee, so no group's rebate may exceed any group's taker rate. */
export function setTradingFee(naive: Naive, { kind: _, ...fee }: SetTradingFee): NaiveAnswer {
  if (fee.market !== 'any' && !naive.markets.has(fee.market)) return { rejection: 'unknown_market' }
  const fits =
    group.test(fee.group) && whole(fee.makerFee, -500_000, 500_000) && whole(fee.takerFee, 0, 500_000)
  const fees = new Map(naive.fees).set(`${fee.group}/${fee.market}`, {
    maker: fee.makerFee,
    taker: fee.takerFee,
  })
  if (!fits || !coversRebates({ ...naive, fees })) return { rejection: 'invalid_definition' }
  naive.fees = fees
  return { events: [{ kind: 'trading_fee_set', ...fee }] }
}

/** Who paid by it pays by the next most specific fee, which has to cover the rebates that are left. */
export function deleteTradingFee(naive: Naive, { group, market }: DeleteTradingFee): NaiveAnswer {
  const fees = new Map(naive.fees)
  if (!fees.delete(`${group}/${market}`) || !coversRebates({ ...naive, fees }))
    return { rejection: 'invalid_definition' }
  naive.fees = fees
  return { events: [{ kind: 'trading_fee_deleted', group, market }] }
}

function coversRebates(naive: Naive): boolean {
  const groups = ['any', ...[...naive.fees.keys()].map((key) => key.split('/')[0]!)]
  // The market that nobody has named stands for those to come.
  for (const market of ['', ...naive.markets.keys()]) {
    const rates: NaiveRates[] = groups.map((each) => ratesOf(naive, each, market))
    const [maker, taker] = [rates.map((each) => each.maker), rates.map((each) => each.taker)]
    if (Math.min(...maker) + Math.min(...taker) < 0) return false
  }
  return true
}

export const isGroup = (name: string): boolean => group.test(name)
