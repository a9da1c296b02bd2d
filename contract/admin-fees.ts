import { ppm, type Ppm } from '../core/units/index.ts'
import { adminOrder, adminPage, code, marketType, reason } from './admin-params.ts'
import { endpoint } from './endpoint.ts'
import { integer, param, text } from './param.ts'
import type { TradingFee } from './public-entities.ts'

const unknownMarket = 'admin.trading_fee.market_doesnt_exist'
const group = text({
  invalid: 'admin.trading_fee.invalid_group',
  pattern: /^[A-Za-z0-9_-]{1,32}$/,
})

/** A rate of at most one half with six decimals, read in millionths. A maker's may be negative: a rebate. */
const rate = <const Options extends { required?: string }>(name: 'maker' | 'taker', options: Options) =>
  param<Ppm, Options>(options, (raw) => {
    const spelled = typeof raw === 'number' ? String(raw) : raw
    const found = typeof spelled === 'string' ? /^(-?)(\d{1,9})(?:\.(\d{1,18}))?$/.exec(spelled) : null
    if (!found) return { errors: [`admin.trading_fee.non_decimal_${name}`] }
    const [, sign, whole, fraction = ''] = found
    const digits = fraction.replace(/0+$/, '')
    const size = Number(whole) * 1_000_000 + Number(digits.padEnd(6, '0').slice(0, 6))
    const fits = digits.length <= 6 && size <= 500_000 && (name === 'maker' || sign === '' || size === 0)
    return fits
      ? { value: ppm(sign === '-' && size > 0 ? -size : size) }
      : { errors: [`admin.trading_fee.invalid_${name}`] }
  })
const neededRate = (name: 'maker' | 'taker') => rate(name, { required: `admin.tradingfee.missing_${name}` })
const id = integer({
  required: 'admin.tradingfee.missing_id',
  invalid: 'admin.trading_fee.non_integer_id',
  range: 'admin.trading_fee.doesnt_exist',
  min: 1,
})

export const listAdminFees = endpoint<TradingFee[]>()({
  method: 'GET',
  path: '/admin/trading_fees',
  auth: 'user',
  summary: 'Maker and taker rates by group and market',
  params: {
    group,
    market_id: code(unknownMarket),
    market_type: marketType,
    ...adminPage,
    ...adminOrder(['id', 'group', 'market_id', 'created_at', 'updated_at']),
  },
})

export const createTradingFee = endpoint<TradingFee>()({
  method: 'POST',
  path: '/admin/trading_fees/new',
  auth: 'user',
  summary: 'Set the rates of a group on a market; `any` stands for all, the most specific rate wins',
  params: {
    maker: neededRate('maker'),
    taker: neededRate('taker'),
    group,
    market_id: code(unknownMarket),
    market_type: marketType,
    reason,
  },
})

export const updateTradingFee = endpoint<TradingFee>()({
  method: 'POST',
  path: '/admin/trading_fees/update',
  auth: 'user',
  summary: 'Change the rates of an entry; its group and market are its name, and stay',
  params: { id, maker: rate('maker', {}), taker: rate('taker', {}), reason },
})

export const deleteTradingFee = endpoint<TradingFee>()({
  method: 'POST',
  path: '/admin/trading_fees/delete',
  auth: 'user',
  summary: 'Delete an entry: who paid by it pays by the next most specific one',
  params: { id, reason },
})
