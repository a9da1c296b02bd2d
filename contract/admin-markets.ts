import { adminOrder, adminPage, code, marketType, moment, reason, sumOrZero } from './admin-params.ts'
import { endpoint } from './endpoint.ts'
import { integer, oneOf, text } from './param.ts'
import type { MarketEntity } from './public-entities.ts'

export const marketStatuses = ['open', 'post_only', 'cancel_only', 'auction', 'halted', 'delisted'] as const
export type WireMarketStatus = (typeof marketStatuses)[number]

/** A market as its operator sees it. */
export type AdminMarket = MarketEntity & {
  engine_id: number
  position: number
  data: null
  /** When an operator first and last described it here; `null` if none has. */
  created_at: string | null
  updated_at: string | null
  /** What the market accepts, in the engine's own words. */
  status: WireMarketStatus
}

const unknown = 'admin.market.doesnt_exist'
const name = code(unknown)

/** What a definition says of a market besides its name; all may be changed but the two precisions. */
const terms = {
  min_price: sumOrZero('market', 'min_price'),
  max_price: sumOrZero('market', 'max_price'),
  min_amount: sumOrZero('market', 'min_amount'),
  /** Extensions: the largest order, the least notional, and how far (a fraction) a price may be from the last. */
  max_amount: sumOrZero('market', 'max_amount'),
  min_notional: sumOrZero('market', 'min_notional'),
  price_band: sumOrZero('market', 'price_band'),
  position: integer({
    invalid: 'admin.market.non_integer_position',
    range: 'admin.market.invalid_position',
    min: 1,
    max: 1_000_000,
  }),
  state: oneOf(['enabled', 'disabled', 'hidden', 'locked', 'presale'], {
    invalid: 'admin.market.invalid_state',
  }),
  status: oneOf(marketStatuses, { invalid: 'admin.market.invalid_status' }),
  name: text({ invalid: 'admin.market.invalid_name', empty: 'admin.market.invalid_name', max: 64 }),
  reason,
}
const precision = (noun: 'amount_precision' | 'price_precision') =>
  integer({
    default: 4,
    invalid: `admin.market.non_integer_${noun}`,
    range: `admin.market.invalid_${noun}`,
    min: 0,
    max: 12,
  })

export const listAdminMarkets = endpoint<AdminMarket[]>()({
  method: 'GET',
  path: '/admin/markets',
  auth: 'user',
  summary: 'All markets, whatever they accept',
  params: { type: marketType, ...adminPage, ...adminOrder(['position', 'id'], { ordering: 'asc' }) },
})

export const getAdminMarket = endpoint<AdminMarket>()({
  method: 'GET',
  path: '/admin/markets/:symbol',
  auth: 'user',
  summary: 'One market',
  params: { symbol: text({ required: unknown, invalid: unknown, max: 64 }) },
})

const currency = (side: 'base' | 'quote') =>
  text({
    required: `admin.market.missing_${side}_currency`,
    empty: 'admin.market.currency_doesnt_exist',
    invalid: 'admin.market.currency_doesnt_exist',
    max: 64,
  })

export const createMarket = endpoint<AdminMarket>()({
  method: 'POST',
  path: '/admin/markets/new',
  auth: 'user',
  summary: 'Define a market; it opens unless its state or status says otherwise',
  params: {
    base_currency: currency('base'),
    quote_currency: currency('quote'),
    type: marketType,
    amount_precision: precision('amount_precision'),
    price_precision: precision('price_precision'),
    ...terms,
  },
})

export const updateMarket = endpoint<AdminMarket>()({
  method: 'POST',
  path: '/admin/markets/update',
  auth: 'user',
  summary: 'Change limits, status or presentation of a market; resting orders stay as they are',
  params: { id: name, symbol: name, type: marketType, ...terms },
})

export const setMarketStatus = endpoint<AdminMarket>()({
  method: 'POST',
  path: '/admin/markets/status',
  auth: 'user',
  summary: 'Open, halt or resume a market, or call an auction that opens by itself at `ends_at`',
  params: {
    id: text({ required: unknown, invalid: unknown, max: 64 }),
    status: oneOf(marketStatuses, {
      required: 'admin.market.missing_status',
      invalid: 'admin.market.invalid_status',
    }),
    ends_at: moment('admin.market.invalid_ends_at'),
    reason: text({
      required: 'admin.market.missing_reason',
      empty: 'admin.market.missing_reason',
      invalid: 'admin.action.invalid_reason',
      tooLong: 'admin.action.too_long_reason',
      max: 200,
    }),
  },
})
