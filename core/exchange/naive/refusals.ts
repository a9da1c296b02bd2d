import type { TimeMs } from '../../units/index.ts'
import type { PlaceOrder } from '../command.ts'
import type { RejectReason } from '../event.ts'
import { perTickLot, quoteSum, type NaiveMarket } from './twin.ts'

type Asked = Pick<PlaceOrder, 'side' | 'type' | 'limit' | 'quantity' | 'special'>

const largest = 10 ** 15
/** An iceberg has at most so many parts. */
export const partsMax = 100
const isWhole = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= largest

export const isStop = ({ type }: Pick<Asked, 'type'>) =>
  type === 'stop_limit' || type === 'stop_market' || type === 'trailing_stop'
const hasLimit = ({ type }: Asked) => type === 'limit' || type === 'stop_limit'

/** Why a market does not take such an order, whatever its book and whoever asks; `null` if it may. */
export function refusalOf(market: NaiveMarket, asked: Asked, at: TimeMs): RejectReason | null {
  if (!statusTakes(market, asked)) return 'market_not_open'
  return (
    refusalOfCombination(asked) ??
    (asked.special?.budget === undefined && !quantityFits(market, asked.quantity)
      ? 'invalid_quantity'
      : null) ??
    refusalOfPrice(market, asked) ??
    refusalOfValues(market, asked, at) ??
    refusalOfControls(market, asked)
  )
}

function statusTakes({ status }: NaiveMarket, asked: Asked): boolean {
  if (status === 'open') return true
  if (status !== 'post_only' && status !== 'auction') return false
  if (isStop(asked)) return true
  return asked.type === 'limit' && ['gtc', 'gtd'].includes(asked.special?.timeInForce ?? 'gtc')
}

/** Terms that do not go together, or that are missing. */
function refusalOfCombination(asked: Asked): RejectReason | null {
  const { type, side, limit, quantity, special = {} } = asked
  const { timeInForce, expiresAt, postOnly, display, trigger, trail, budget } = special
  const rests = timeInForce === undefined || timeInForce === 'gtc' || timeInForce === 'gtd'
  const anyPrice = !hasLimit(asked)
  if (anyPrice && (timeInForce === 'gtc' || timeInForce === 'fok')) return 'invalid_order'
  if (type === 'market' && timeInForce === 'gtd') return 'invalid_order'
  if ((timeInForce === 'gtd') !== (expiresAt !== undefined)) return 'invalid_expiry'
  if (postOnly && (anyPrice || !rests)) return 'invalid_order'
  if (display !== undefined && (type !== 'limit' || !rests)) return 'invalid_display'
  if ((type === 'trailing_stop') !== (trail !== undefined)) return 'invalid_trigger'
  if ((type === 'stop_limit' || type === 'stop_market') !== (trigger !== undefined)) return 'invalid_trigger'
  if (budget === undefined) {
    const unbounded = isStop(asked) && anyPrice && side === 'buy' && limit === null
    return unbounded ? 'invalid_order' : null
  }
  if (quantity !== 0 || special.selfTradePrevention === 'decrement') return 'invalid_order'
  return hasLimit(asked) || (isStop(asked) && side === 'sell') ? 'invalid_order' : null
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

/** Special terms that say something impossible. */
function refusalOfValues(
  market: NaiveMarket,
  { side, quantity, special = {} }: Asked,
  at: TimeMs,
): RejectReason | null {
  const { expiresAt, display, budget, trigger, trail } = special
  const { definition, lastPrice } = market
  if (expiresAt !== undefined && !(Number.isSafeInteger(expiresAt) && expiresAt > at)) return 'invalid_expiry'
  if (display !== undefined) {
    if (!isWhole(display) || display < definition.quantityMin || display >= quantity) return 'invalid_display'
    if (quantity > display * partsMax) return 'invalid_display'
  }
  if (budget !== undefined && (budget <= 0n || budget % perTickLot(market) !== 0n)) return 'invalid_quantity'
  if (trigger !== undefined) {
    if (!priceFits(market, trigger)) return 'invalid_trigger'
    if (lastPrice !== null && side === 'buy' && trigger <= lastPrice) return 'invalid_trigger'
    if (lastPrice !== null && side === 'sell' && trigger >= lastPrice) return 'invalid_trigger'
  }
  if (trail !== undefined) {
    if (!isWhole(trail) || lastPrice === null) return 'invalid_trigger'
    if (side === 'sell' && trail >= lastPrice) return 'invalid_trigger'
  }
  return null
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
