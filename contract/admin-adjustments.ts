import { amountFromDecimal } from '../core/units/index.ts'
import type { OperationEntity } from './admin-accounting.ts'
import { adminPage } from './admin-params.ts'
import { endpoint } from './endpoint.ts'
import { integer, oneOf, param, text } from './param.ts'

export const adjustmentStates = ['pending', 'accepted', 'rejected'] as const
/** The reference's categories; which of them go with which account, the ledger decides. */
export const adjustmentWords = [
  'asset_registration',
  'investment',
  'minting_token',
  'balance_anomaly',
  'misc',
  'refund',
  'compensation',
  'incentive',
  'bank_fees',
  'bank_interest',
  'minor',
] as const

/** A correction that one operator asks for and another accepts. */
export type AdjustmentEntity = {
  id: number
  reason: string
  description: string
  category: (typeof adjustmentWords)[number]
  amount: string
  validator_uid: string | null
  creator_uid: string
  currency: string
  asset?: OperationEntity
  liability?: OperationEntity
  revenue?: OperationEntity
  expense?: OperationEntity
  state: (typeof adjustmentStates)[number]
  asset_account_code: number
  receiving_account_code: number
  receiving_member_uid: string | null
  created_at: string
  updated_at: string
}

/** A sum with or without a minus sign. */
const signed = param<bigint, { required: string }>({ required: 'admin.adjustment.missing_amount' }, (raw) => {
  const said = typeof raw === 'number' ? String(raw) : raw
  const sum = typeof said === 'string' ? amountFromDecimal(said.replace(/^-/, '')) : undefined
  if (sum === undefined || sum === 0n) return { errors: ['admin.adjustment.non_decimal_amount'] }
  return { value: (said as string).startsWith('-') ? 0n - sum : sum }
})
const words = (name: string, max: number) =>
  text({
    required: `admin.adjustment.missing_${name}`,
    empty: `admin.adjustment.empty_${name}`,
    invalid: `admin.adjustment.invalid_${name}`,
    max,
  })
const code = (name: string, [min, max]: [number, number]) =>
  integer({
    required: `admin.adjustment.missing_${name}`,
    invalid: `admin.adjustment.non_integer_${name}`,
    range: `admin.adjustment.invalid_${name}`,
    min,
    max,
  })
const category = { invalid: 'admin.adjustment.invalid_category' } as const
const id = integer({
  required: 'account.adjustment.non_integer_id',
  invalid: 'account.adjustment.non_integer_id',
  min: 1,
})

export const listAdjustments = endpoint<AdjustmentEntity[]>()({
  method: 'GET',
  path: '/admin/adjustments',
  auth: 'user',
  summary: 'Corrections, newest first',
  params: {
    currency: text({ invalid: 'admin.currency.doesnt_exist', max: 32 }),
    state: oneOf(adjustmentStates, { invalid: 'admin.adjustment.invalid_action' }),
    category: oneOf(adjustmentWords, category),
    ...adminPage,
    ordering: oneOf(['asc', 'desc'], { default: 'desc', invalid: 'admin.pagination.invalid_ordering' }),
  },
})

export const getAdjustment = endpoint<AdjustmentEntity>()({
  method: 'GET',
  path: '/admin/adjustments/:id',
  auth: 'user',
  summary: 'One correction, with what it booked',
  params: { id },
})

export const createAdjustment = endpoint<AdjustmentEntity>()({
  method: 'POST',
  path: '/admin/adjustments/new',
  auth: 'user',
  summary: 'Asks for a correction; nothing is booked before somebody else accepts it',
  params: {
    reason: words('reason', 255),
    description: words('description', 1_000),
    category: oneOf(adjustmentWords, { ...category, required: 'admin.adjustment.missing_category' }),
    amount: signed,
    currency_id: text({
      required: 'admin.adjustment.currency_doesnt_exist',
      invalid: 'admin.adjustment.currency_doesnt_exist',
      max: 32,
    }),
    asset_account_code: code('asset_account_code', [101, 102]),
    receiving_account_code: code('receiving_account_code', [201, 402]),
    receiving_member_uid: text({
      invalid: 'admin.adjustment.invalid_receiving_member_uid',
      pattern: /^[A-Za-z0-9]+$/,
      max: 64,
    }),
  },
})

export const decideAdjustment = endpoint<AdjustmentEntity>()({
  method: 'POST',
  path: '/admin/adjustments/action',
  auth: 'user',
  summary: 'Accepts or rejects a correction that somebody else asked for',
  params: {
    id,
    action: oneOf(['accept', 'reject'], {
      required: 'admin.adjustment.invalid_action',
      invalid: 'admin.adjustment.invalid_action',
    }),
  },
})
