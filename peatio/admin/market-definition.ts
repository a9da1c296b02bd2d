import type { createMarket, updateMarket, ValuesOf } from '../../contract/index.ts'
import type { DefineMarket, MarketStatus } from '../../core/exchange/index.ts'
import { countOf, type Amount, type Lots, type Ppm, type Ticks } from '../../core/units/index.ts'
import { marketState, type MarketDescription } from '../catalog/index.ts'

/** What requests say of a market besides its name. */
export type MarketTerms = Omit<ValuesOf<(typeof updateMarket)['params']>, 'id' | 'symbol' | 'type'>
export type NewMarket = ValuesOf<(typeof createMarket)['params']>

type Limits = Pick<
  DefineMarket,
  'priceMin' | 'priceMax' | 'quantityMin' | 'quantityMax' | 'notionalMin' | 'bandPpm'
>
type Precisions = Pick<DefineMarket, 'pricePrecision' | 'amountPrecision'>

/** Limits as they will be: those that are named, in the market's own steps; or the keys of those that have none. */
export function limitsOf(
  terms: MarketTerms,
  { pricePrecision, amountPrecision }: Precisions,
): { limits: Partial<Limits> } | { errors: string[] } {
  const errors: string[] = []
  const count = (name: keyof MarketTerms, precision: number): number | undefined => {
    const sum = terms[name] as Amount | undefined
    const counted = sum === undefined ? undefined : countOf(sum, precision)
    if (sum !== undefined && counted === undefined) errors.push(`admin.market.invalid_${name}`)
    return counted
  }
  const least = (counted: number | undefined) => (counted === undefined ? undefined : Math.max(counted, 1))
  const limits: { [Name in keyof Limits]: Limits[Name] | undefined } = {
    priceMin: least(count('min_price', pricePrecision)) as Ticks | undefined,
    priceMax: count('max_price', pricePrecision) as Ticks | 0 | undefined,
    quantityMin: least(count('min_amount', amountPrecision)) as Lots | undefined,
    quantityMax: count('max_amount', amountPrecision) as Lots | 0 | undefined,
    notionalMin: terms.min_notional,
    bandPpm: count('price_band', 6) as Ppm | 0 | undefined,
  }
  const named = Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined))
  return errors.length > 0 ? { errors } : { limits: named }
}

const statusOf: Record<NonNullable<MarketTerms['state']>, MarketStatus> = {
  enabled: 'open',
  hidden: 'open',
  presale: 'auction',
  locked: 'halted',
  disabled: 'delisted',
}

/**
 * The status that is asked for, in our words or the wire's. The wire's `enabled` keeps a market that is post-only as
 * it is, and `locked` one that only takes cancels: they look the same there.
 */
export function statusFor({ status, state }: MarketTerms, present: MarketStatus): MarketStatus {
  if (status !== undefined) return status
  if (state === undefined) return present
  const looks = state === 'hidden' ? 'enabled' : state
  return marketState(present, false) === looks ? present : statusOf[state]
}

/** How it is to be shown; nothing that was not said. */
export function descriptionOf({ name, position, state }: MarketTerms): Partial<MarketDescription> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(position === undefined ? {} : { position }),
    ...(state === undefined ? {} : { hidden: state === 'hidden' }),
  }
}
