import type { TimeMs } from '../../units/index.ts'
import type { PlaceOrder } from '../command.ts'
import type { RejectReason } from '../event.ts'
import { perTickLot, quoteSum, type NaiveMarket } from './twin.ts'

type Asked = Pick<PlaceOrder, 'side' | 'type' | 'limit' | 'quantity' | 'special'>

const largest = 10 ** 15
const isWhole = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= largest

export const isStop = ({ type }: Pick<Asked, 'type'>) =>
  type === 'stop_limit' || type === 'stop_market' || type === 'trailing_stop'
const hasLimit = ({ type }: Asked) => type === 'limit' || type === 'stop_limit'

/** Why a market does not take such an order, whatever its book and whoever asks; `null` if it may. */
export function refusalOf(market: NaiveMarket, asked: Asked, at: TimeMs): RejectReason | null {
  if (!statusTakes(market, asked)) return 'market_not_open'
  return (
    refusalOfShape(asked) ??
    refusalOfQuantity(market, asked) ??
    refusalOfPrice(market, asked) ??
    refusalOfDisplay(market, asked) ??
    refusalOfExpiry(asked, at) ??
    refusalOfTrigger(market, asked) ??
    refusalOfControls(market, asked)
  )
}

function statusTakes({ status }: NaiveMarket, asked: Asked): boolean {
  if (status === 'open') return true
  if (status !== 'post_only' && status !== 'auction') return false
  if (isStop(asked)) return true
  return asked.type === 'limit' && ['gtc', 'gtd'].includes(asked.special?.timeInForce ?? 'gtc')
}

/** Terms that do not belong to such an order, or that it lacks. */
function refusalOfShape(asked: Asked): RejectReason | null {
  const { type, side, limit, quantity, special = {} } = asked
  const { timeInForce, postOnly, budget, selfTradePrevention } = special
  const rests = timeInForce === undefined || timeInForce === 'gtc' || timeInForce === 'gtd'
  if (!hasLimit(asked) && (timeInForce === 'gtc' || timeInForce === 'fok')) return 'invalid_order'
  if (type === 'market' && timeInForce === 'gtd') return 'invalid_order'
  if (postOnly && !(hasLimit(asked) && rests)) return 'invalid_order'
  if (budget !== undefined && (hasLimit(asked) || quantity !== 0)) return 'invalid_order'
  if (budget !== undefined && selfTradePrevention === 'decrement') return 'invalid_order'
  if (budget !== undefined && isStop(asked) && side === 'sell') return 'invalid_order'
  if (isStop(asked) && !hasLimit(asked) && side === 'buy' && budget === undefined && limit === null)
    return 'invalid_order'
  return null
}

function refusalOfQuantity(market: NaiveMarket, { quantity, special }: Asked): RejectReason | null {
  const budget = special?.budget
  if (budget === undefined) return quantityFits(market, quantity) ? null : 'invalid_quantity'
  return budget > 0n && budget % perTickLot(market) === 0n ? null : 'invalid_quantity'
}

export function quantityFits({ definition }: NaiveMarket, quantity: number): boolean {
  const { quantityMin, quantityMax } = definition
  return isWhole(quantity) && quantity >= quantityMin && (!quantityMax || quantity <= quantityMax)
}

function refusalOfPrice(market: NaiveMarket, asked: Asked): RejectReason | null {
  if (asked.limit === null) return hasLimit(asked) ? 'invalid_price' : null
  return priceFits(market, asked.limit) ? null : 'invalid_price'
}

export function priceFits({ definition }: NaiveMarket, price: number | undefined): boolean {
  const { priceMin, priceMax } = definition
  return isWhole(price) && price >= priceMin && (priceMax === 0 || price <= priceMax)
}

function refusalOfDisplay({ definition }: NaiveMarket, asked: Asked): RejectReason | null {
  const { type, quantity, special } = asked
  if (special?.display === undefined) return null
  const rests = type === 'limit' && ['gtc', 'gtd'].includes(special.timeInForce ?? 'gtc')
  const fits =
    isWhole(special.display) && special.display >= definition.quantityMin && special.display < quantity
  return rests && fits ? null : 'invalid_display'
}

function refusalOfExpiry({ special }: Asked, at: TimeMs): RejectReason | null {
  const expiresAt = special?.expiresAt
  if ((special?.timeInForce === 'gtd') !== (expiresAt !== undefined)) return 'invalid_expiry'
  return expiresAt === undefined || (Number.isSafeInteger(expiresAt) && expiresAt > at)
    ? null
    : 'invalid_expiry'
}

function refusalOfTrigger(market: NaiveMarket, asked: Asked): RejectReason | null {
  const { lastPrice } = market
  const { trigger, trail } = asked.special ?? {}
  const waits = asked.type === 'stop_limit' || asked.type === 'stop_market'
  if (trigger !== undefined && !waits) return 'invalid_trigger'
  if (trail !== undefined && asked.type !== 'trailing_stop') return 'invalid_trigger'
  if (!isStop(asked)) return null
  if (asked.type === 'trailing_stop') {
    if (!isWhole(trail) || lastPrice === null) return 'invalid_trigger'
    return asked.side === 'sell' && trail >= lastPrice ? 'invalid_trigger' : null
  }
  if (!priceFits(market, trigger)) return 'invalid_trigger'
  if (lastPrice === null) return null
  return (asked.side === 'buy' ? trigger! > lastPrice : trigger! < lastPrice) ? null : 'invalid_trigger'
}

/** The band and the least notional, as they are now. */
export function refusalOfControls(market: NaiveMarket, asked: Asked): RejectReason | null {
  const { limit, quantity, special } = asked
  if (asked.type === 'limit' && !isInBand(market, limit!)) return 'price_outside_band'
  const notional = hasLimit(asked) ? quoteSum(market, limit!, quantity) : special?.budget
  const least = market.definition.notionalMin ?? 0n
  return notional !== undefined && notional < least ? 'notional_too_small' : null
}

function isInBand({ definition, lastPrice }: NaiveMarket, price: number): boolean {
  if (!definition.bandPpm || lastPrice === null) return true
  const distance = BigInt(Math.abs(price - lastPrice))
  return distance * 1_000_000n <= BigInt(definition.bandPpm) * BigInt(lastPrice)
}

/** The last price within the band for who buys or sells without a limit of his own; `null` without a band. */
export function edgeOf({ definition, lastPrice }: NaiveMarket, side: Asked['side']): number | null {
  if (!definition.bandPpm || lastPrice === null) return null
  const width = Number((BigInt(definition.bandPpm) * BigInt(lastPrice)) / 1_000_000n)
  return side === 'buy' ? lastPrice + width : lastPrice - width
}
