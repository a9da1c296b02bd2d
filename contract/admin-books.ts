import { amountFromDecimal } from '../core/units/index.ts'
import { adminOrder, adminPage } from './admin-params.ts'
import { endpoint } from './endpoint.ts'
import { flag, integer, oneOf, param, text } from './param.ts'

/**
 * What two people do to the books: how much a correction may come to, own funds set aside out of fees or from outside,
 * and money in suspense that goes to its owner or back.
 */
export const bookRequestKinds = ['adjustment_cap', 'house_funding', 'suspense'] as const
export const bookRequestStates = ['pending', 'accepted', 'rejected'] as const

/** What one operator asks for and another accepts. `recipient` is a uid, or `custody`: back to where it came from. */
export type BookRequest = {
  id: number
  kind: (typeof bookRequestKinds)[number]
  currency: string
  amount: string
  source: 'custody' | 'fee_income' | null
  category: string | null
  recipient: string | null
  reason: string
  state: (typeof bookRequestStates)[number]
  creator_uid: string
  validator_uid: string | null
  /** The engine's record, once accepted. */
  sequence: number | null
  created_at: string
  updated_at: string
}

/** The switches and limits of the books as the engine has them. */
export type BooksEntity = {
  withdrawals: { allowed: boolean; reason: string | null; held: number }
  caps: { currency: string; amount: string }[]
}

const currency = 'admin.books.currency_doesnt_exist'
const why = text({
  required: 'admin.books.missing_reason',
  empty: 'admin.books.missing_reason',
  invalid: 'admin.action.invalid_reason',
  tooLong: 'admin.action.too_long_reason',
  max: 200,
})
/** A sum with or without a minus sign; which signs a kind takes, the handler says. */
const signed = param<bigint, { required: string }>({ required: 'admin.books.missing_amount' }, (raw) => {
  const said = typeof raw === 'number' ? String(raw) : raw
  const sum = typeof said === 'string' ? amountFromDecimal(said.replace(/^-/, '')) : undefined
  if (sum === undefined) return { errors: ['admin.books.non_decimal_amount'] }
  return { value: (said as string).startsWith('-') ? 0n - sum : sum }
})

export const getBooks = endpoint<BooksEntity>()({
  method: 'GET',
  path: '/admin/books',
  auth: 'user',
  summary: 'Whether withdrawals may be held, and the most that a correction may come to',
  params: {},
})

export const setWithdrawals = endpoint<BooksEntity>()({
  method: 'POST',
  path: '/admin/books/withdrawals',
  auth: 'user',
  summary: 'Stop withdrawals, or let them go on; those that are held already may end either way',
  params: {
    allowed: flag({ required: 'admin.books.missing_allowed', invalid: 'admin.books.invalid_allowed' }),
    reason: why,
  },
})

export const listBookRequests = endpoint<BookRequest[]>()({
  method: 'GET',
  path: '/admin/books/requests',
  auth: 'user',
  summary: 'What was asked of the books, newest first',
  params: {
    kind: oneOf(bookRequestKinds, { invalid: 'admin.books.invalid_kind' }),
    state: oneOf(bookRequestStates, { invalid: 'admin.books.invalid_state' }),
    ...adminPage,
    ...adminOrder(['id']),
  },
})

export const createBookRequest = endpoint<BookRequest>()({
  method: 'POST',
  path: '/admin/books/requests/new',
  auth: 'user',
  summary:
    'Asks for a cap, for own funds or for the end of a suspense; nothing happens before somebody else accepts it',
  params: {
    kind: oneOf(bookRequestKinds, {
      required: 'admin.books.missing_kind',
      invalid: 'admin.books.invalid_kind',
    }),
    currency_id: text({ required: currency, invalid: currency, max: 32 }),
    amount: signed,
    source: oneOf(['custody', 'fee_income'], { invalid: 'admin.books.invalid_source' }),
    category: text({ invalid: 'admin.books.invalid_category', max: 32 }),
    recipient: text({ invalid: 'admin.books.invalid_recipient', pattern: /^[A-Za-z0-9]+$/, max: 64 }),
    reason: why,
  },
})

export const decideBookRequest = endpoint<BookRequest>()({
  method: 'POST',
  path: '/admin/books/requests/action',
  auth: 'user',
  summary: 'Accepts or rejects what somebody else asked of the books',
  params: {
    id: integer({
      required: 'admin.books.non_integer_id',
      invalid: 'admin.books.non_integer_id',
      range: 'admin.books.non_integer_id',
      min: 1,
    }),
    action: oneOf(['accept', 'reject'], {
      required: 'admin.books.invalid_action',
      invalid: 'admin.books.invalid_action',
    }),
  },
})
