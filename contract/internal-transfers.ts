import { endpoint } from './endpoint.ts'
import { decimal, integer, oneOf, text } from './param.ts'

/** A transfer between users, as one of the two sees it. */
export type InternalTransferEntity = {
  currency: string
  sender_username: string | null
  receiver_username: string | null
  sender_uid: string
  receiver_uid: string
  direction: 'in' | 'out'
  amount: string
  status: 'completed'
  created_at: string
  updated_at: string
}

const currency = { invalid: 'account.currency.doesnt_exist', max: 32 } as const

export const listInternalTransfers = endpoint<InternalTransferEntity[]>()({
  method: 'GET',
  path: '/account/internal_transfers',
  auth: 'user',
  summary: "The caller's transfers to and from other users, newest first",
  params: {
    currency: text(currency),
    state: oneOf(['completed'], { invalid: 'account.internal_transfer.invalid_state' }),
    limit: integer({
      default: 10,
      invalid: 'pagination.non_integer_limit',
      range: 'pagination.invalid_limit',
      min: 1,
      max: 1000,
    }),
    page: integer({ default: 1, invalid: 'pagination.non_integer_page', min: 1, max: 1_000_000 }),
  },
})

export const createInternalTransfer = endpoint<InternalTransferEntity>()({
  method: 'POST',
  path: '/account/internal_transfers',
  auth: 'user',
  summary: 'Gives funds to another user; asks for a code of the second factor',
  params: {
    currency: text({ ...currency, required: 'account.internaltransfer.missing_currency' }),
    amount: decimal({
      required: 'account.internaltransfer.missing_amount',
      invalid: 'account.internal_transfer.non_decimal_amount',
      nonPositive: 'account.internal_transfer.non_positive_amount',
    }),
    otp: text({
      required: 'account.internaltransfer.missing_otp',
      invalid: 'account.internal_transfer.invalid_otp',
      pattern: /^\d{6}$/,
      max: 6,
    }),
    username_or_uid: text({
      required: 'account.internaltransfer.missing_username_or_uid',
      empty: 'account.internaltransfer.empty_username_or_uid',
      invalid: 'account.internal_transfer.receiver_not_found',
      max: 64,
    }),
  },
})
