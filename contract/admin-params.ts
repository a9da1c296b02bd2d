import { amountFromDecimal, type Amount } from '../core/units/index.ts'
import { decimal, integer, oneOf, param, text, type Keys } from './param.ts'

// Parameters that the operator's endpoints share; keys in the reference's words where it has some.

export const adminPage = {
  limit: integer({
    default: 100,
    invalid: 'admin.pagination.non_integer_limit',
    range: 'admin.pagination.invalid_limit',
    min: 1,
    max: 1000,
  }),
  page: integer({ default: 1, invalid: 'admin.pagination.non_integer_page', min: 1, max: 1_000_000 }),
  /** `csv`: the whole list as a sheet, whatever the page. */
  format: oneOf(['json', 'csv'], { default: 'json', invalid: 'admin.filter.invalid_format' }),
}

/** Which way a list is sorted, and by what: one of `columns`. */
export const adminOrder = <const Columns extends readonly string[]>(
  columns: Columns,
  { ordering = 'desc', by = columns[0]! }: { ordering?: 'asc' | 'desc'; by?: Columns[number] } = {},
) => ({
  ordering: oneOf(['asc', 'desc'], { default: ordering, invalid: 'admin.pagination.invalid_ordering' }),
  order_by: oneOf(columns, { default: by, invalid: 'admin.pagination.invalid_order_by' }),
})

const isoMoment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/

/** A moment in seconds since the epoch, or as ISO 8601 (a date alone begins in UTC); read as milliseconds. */
export const moment = (key: string) =>
  param<number, {}>({}, (raw) => {
    const spelled = typeof raw === 'number' ? String(raw) : raw
    if (typeof spelled !== 'string') return { errors: [key] }
    if (/^\d{1,11}$/.test(spelled)) return { value: Number(spelled) * 1000 }
    const at = isoMoment.test(spelled) ? Date.parse(spelled) : NaN
    return Number.isNaN(at) ? { errors: [key] } : { value: at }
  })

/** A range of times, both ends included. */
export const dates = {
  range: oneOf(['created', 'updated'], { default: 'created', invalid: 'admin.filter.range_invalid' }),
  from: moment('admin.filter.range_from_invalid'),
  to: moment('admin.filter.range_to_invalid'),
}

export const marketType = oneOf(['spot', 'qe'], {
  default: 'spot',
  invalid: 'admin.market.invalid_market_type',
})
export const code = (invalid: Keys) => text({ invalid, empty: invalid, max: 64 })
export const uid = text({ invalid: 'admin.user.doesnt_exist', empty: 'admin.user.doesnt_exist', max: 64 })
export const email = text({ invalid: 'admin.user.doesnt_exist', empty: 'admin.user.doesnt_exist', max: 255 })
export const side = (key: Keys) => oneOf(['buy', 'sell'], { invalid: key })

/** Why an operator does something: kept in the journal, and with who he was in the register of actions. */
export const reason = text({
  invalid: 'admin.action.invalid_reason',
  tooLong: 'admin.action.too_long_reason',
  max: 200,
})

/** A sum that may be nothing: a limit that is 0 limits nothing. */
export const sumOrZero = (noun: string, name: string) =>
  param<Amount, {}>({}, (raw) => {
    const spelled = typeof raw === 'number' ? String(raw) : raw
    if (typeof spelled !== 'string') return { errors: [`admin.${noun}.non_decimal_${name}`] }
    if (/^-\d+(\.\d+)?$/.test(spelled)) return { errors: [`admin.${noun}.invalid_${name}`] }
    const sum = amountFromDecimal(spelled)
    return sum === undefined ? { errors: [`admin.${noun}.non_decimal_${name}`] } : { value: sum }
  })

export const positiveSum = (noun: string, name: string) =>
  decimal({ invalid: `admin.${noun}.non_decimal_${name}`, nonPositive: `admin.${noun}.invalid_${name}` })
