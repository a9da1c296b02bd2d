import { amountMax, type Amount } from '../units/index.ts'
import { opening } from './auction.ts'
import type { DefineAsset, DefineMarket, DeleteTradingFee, SetTradingFee, SetUserGroup } from './command.ts'
import type { Decision } from './decide.ts'
import type { Event } from './event.ts'
import { coversRebates } from './rebates.ts'
import type { State } from './state.ts'

const code = /^[a-z0-9][a-z0-9._-]{0,19}$/
const whole = (value: number, min: number, max: number) =>
  Number.isSafeInteger(value) && value >= min && value <= max

/** An asset's precision may be raised, never lowered: what was credited stays expressible. */
export function decideDefineAsset(state: State, { kind: _, ...asset }: DefineAsset): Decision {
  const known = state.assets.get(asset.asset)
  const valid =
    code.test(asset.asset) &&
    whole(asset.precision, 0, 18) &&
    (!known || (known.type === asset.type && asset.precision >= known.precision))
  return valid ? { events: [{ kind: 'asset_defined', ...asset }] } : { rejection: 'invalid_definition' }
}

/** Controls and status may be told anew; a market that opens so is uncrossed as by `set_market_status`. */
export function decideDefineMarket(state: State, market: DefineMarket): Decision {
  const existing = state.markets.get(market.market)
  const known = existing?.definition
  const { base, quote, pricePrecision, amountPrecision, priceMin, priceMax, quantityMin } = market
  const { quantityMax, notionalMin, bandPpm } = market
  const status = existing && market.keepsStatus ? existing.status : market.status
  if (!state.assets.has(base) || !state.assets.has(quote)) return { rejection: 'unknown_asset' }
  const valid =
    code.test(market.market) &&
    base !== quote &&
    whole(pricePrecision, 0, 12) &&
    whole(amountPrecision, 0, 12) &&
    pricePrecision + amountPrecision <= 12 &&
    whole(priceMin, 1, 10 ** 15) &&
    (priceMax === 0 || whole(priceMax, priceMin, 10 ** 15)) &&
    whole(quantityMin, 1, 10 ** 15) &&
    (!quantityMax || whole(quantityMax, quantityMin, 10 ** 15)) &&
    (!bandPpm || whole(bandPpm, 1, 1_000_000)) &&
    (notionalMin === undefined || (notionalMin >= 0n && notionalMin <= amountMax))
  // Resting orders are counted in ticks and lots: changing what those mean would change what was promised.
  const stable =
    !known ||
    (known.base === base &&
      known.quote === quote &&
      known.pricePrecision === pricePrecision &&
      known.amountPrecision === amountPrecision)
  if (!valid || !stable) return { rejection: 'invalid_definition' }
  // Field by field: what else a sender says is in no journal, and must not be in the state either.
  const defined: Event = {
    kind: 'market_defined',
    market: market.market,
    base,
    quote,
    pricePrecision,
    amountPrecision,
    priceMin,
    priceMax,
    quantityMin,
    status,
    quantityMax: quantityMax ?? 0,
    notionalMin: notionalMin ?? (0n as Amount),
    bandPpm: bandPpm ?? 0,
  }
  const opened = existing ? opening(state, existing, status) : []
  return { events: [defined, ...opened] }
}

/**
 * Rates are at most one half. A maker's may be negative, a rebate, if every taker whom he can meet pays for it; the
 * whole table is looked at whenever a part of it changes.
 */
export function decideSetTradingFee(state: State, { kind, ...fee }: SetTradingFee): Decision {
  if (fee.market !== 'any' && !state.markets.has(fee.market)) return { rejection: 'unknown_market' }
  const valid =
    /^[a-z0-9_-]{1,32}$/.test(fee.group) &&
    whole(fee.makerFee, -500_000, 500_000) &&
    whole(fee.takerFee, 0, 500_000) &&
    coversRebates(state, { kind, ...fee })
  return valid ? { events: [{ kind: 'trading_fee_set', ...fee }] } : { rejection: 'invalid_definition' }
}

/** A fee that nobody has set cannot be deleted, nor one without which a rebate would exceed what a taker pays. */
export function decideDeleteTradingFee(state: State, command: DeleteTradingFee): Decision {
  const { group, market } = command
  return state.fees.has(`${group}/${market}`) && coversRebates(state, command)
    ? { events: [{ kind: 'trading_fee_deleted', group, market }] }
    : { rejection: 'invalid_definition' }
}

export function decideSetUserGroup(_: State, { account, group }: SetUserGroup): Decision {
  return /^[a-z0-9_-]{1,32}$/.test(group)
    ? { events: [{ kind: 'user_group_set', account, group }] }
    : { rejection: 'invalid_definition' }
}
