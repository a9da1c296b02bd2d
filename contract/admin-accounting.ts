import { endpoint } from './endpoint.ts'
import { integer, oneOf, param, text } from './param.ts'

/** One leg of a double entry, in the reference's signs: whatever grows is credited, assets too. */
export type OperationEntity = {
  id: number
  code: number
  currency: string
  credit: string
  debit: string
  uid: string | null
  account_kind: 'main' | 'locked'
  rid: string
  /** Lower case: `trade`, `deposit`, … */
  reference_type: string
  /** An extension: why, where a person decided. */
  category: string
  created_at: string
}

const currency = text({ invalid: 'admin.currency.doesnt_exist', max: 32 })
const uid = { invalid: 'admin.user.doesnt_exist', pattern: /^[\x21-\x7e]+$/, max: 64 } as const
const format = oneOf(['json', 'csv'], { default: 'json', invalid: 'admin.accounting.invalid_format' })

/** A moment: seconds since 1970 or ISO 8601 with a zone; read as milliseconds. */
export const moment = (invalid: string) =>
  param<number, {}>({}, (raw) => {
    const said = typeof raw === 'number' ? String(raw) : raw
    if (typeof said !== 'string') return { errors: [invalid] }
    if (/^\d{1,11}$/.test(said)) return { value: Number(said) * 1_000 }
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(said))
      return { errors: [invalid] }
    const at = Date.parse(said)
    return Number.isNaN(at) || at < 0 ? { errors: [invalid] } : { value: at }
  })

const from = moment('admin.filter.range_from_invalid')
const to = moment('admin.filter.range_to_invalid')

const operationParams = {
  reference_type: text({ invalid: 'admin.operation.invalid_reference_type', max: 32 }),
  rid: text({ invalid: 'admin.operation.invalid_rid', max: 255 }),
  code: integer({ invalid: 'admin.operation.invalid_code', min: 100, max: 499 }),
  currency,
  range: oneOf(['created', 'updated', 'completed'], {
    default: 'created',
    invalid: 'admin.filter.range_invalid',
  }),
  from,
  to,
  limit: integer({
    default: 100,
    invalid: 'admin.pagination.non_integer_limit',
    range: 'admin.pagination.invalid_limit',
    min: 1,
    max: 1000,
  }),
  page: integer({ default: 1, invalid: 'admin.pagination.non_integer_page', min: 1, max: 1_000_000 }),
  ordering: oneOf(['asc', 'desc'], { default: 'desc', invalid: 'admin.pagination.invalid_ordering' }),
  order_by: oneOf(['id'], { default: 'id', invalid: 'admin.pagination.invalid_order_by' }),
  format,
} as const

const operations = <P extends typeof operationParams>(path: string, summary: string, params: P) =>
  endpoint<OperationEntity[]>()({ method: 'GET', path, auth: 'user', summary, params })

export const listAssetOperations = operations(
  '/admin/assets',
  'Entries of what the house keeps',
  operationParams,
)
export const listExpenseOperations = operations(
  '/admin/expenses',
  'Entries of what the house spends',
  operationParams,
)
export const listRevenueOperations = operations(
  '/admin/revenues',
  'Entries of what the house earns',
  operationParams,
)
export const listLiabilityOperations = operations(
  '/admin/liabilities',
  'Entries of what the house owes its users',
  {
    ...operationParams,
    uid: text(uid),
  },
)

const at = moment('admin.accounting.invalid_at')
const entries = integer({
  default: 1_000,
  invalid: 'admin.pagination.non_integer_limit',
  range: 'admin.pagination.invalid_limit',
  min: 1,
  max: 10_000,
})

/** Extensions: the books at any moment. Without a time, now; with `format=csv`, a sheet. */
export const getTrialBalance = endpoint<object>()({
  method: 'GET',
  path: '/admin/accounting/trial_balance',
  auth: 'user',
  summary: 'Debits, credits and balance of every account of the chart at a moment',
  params: { at, currency, format },
})
export const getBalanceSheet = endpoint<object>()({
  method: 'GET',
  path: '/admin/accounting/balance_sheet',
  auth: 'user',
  summary: 'Assets, liabilities and own funds of every asset at a moment',
  params: { at, currency, format },
})
export const getIncomeStatement = endpoint<object>()({
  method: 'GET',
  path: '/admin/accounting/income_statement',
  auth: 'user',
  summary: 'What was earned and spent from a moment until before another',
  params: { from, to, currency, format },
})
export const getAccountLedger = endpoint<object>()({
  method: 'GET',
  path: '/admin/accounting/ledger',
  auth: 'user',
  summary: 'All entries of one account of the chart on one line of the ledger, with the running balance',
  params: {
    account: text({
      required: 'admin.accounting.missing_account',
      invalid: 'admin.accounting.invalid_account',
      pattern: /^[\x21-\x7e]+$/,
      max: 64,
    }),
    currency: text({
      required: 'admin.currency.doesnt_exist',
      invalid: 'admin.currency.doesnt_exist',
      max: 32,
    }),
    code: integer({
      required: 'admin.accounting.invalid_code',
      invalid: 'admin.accounting.invalid_code',
      min: 100,
      max: 499,
    }),
    from,
    to,
    limit: entries,
    format,
  },
})
export const getUserStatement = endpoint<object>()({
  method: 'GET',
  path: '/admin/accounting/statement',
  auth: 'user',
  summary: 'Everything that changed what a user owns, with what he had before and after',
  params: { uid: text({ ...uid, required: uid.invalid }), currency, from, to, limit: entries, format },
})
