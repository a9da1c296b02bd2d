import { endpoint } from './endpoint.ts'
import { decimal, integer, listOf, oneOf, param, text } from './param.ts'

/** Every state that clients know of; those of collecting and screening come with these rooms. */
export const depositStates = [
  'submitted',
  'canceled',
  'rejected',
  'accepted',
  'collected',
  'skipped',
  'processing',
  'fee_processing',
  'errored',
  'aml_processing',
  'aml_suspicious',
  'refunding',
] as const
export type DepositState = (typeof depositStates)[number]

/** Where a user receives the `currencies` of a chain; `address` is null while it is being made. */
export type PaymentAddress = {
  currencies: string[]
  blockchain_key: string
  address: string | null
  state: 'active' | 'pending'
}

/** A deposit, in the union of both dialects. `tid` is our own name for it. */
export type DepositEntity = {
  id: number
  currency: string
  blockchain_key: string
  protocol?: string
  warning?: string
  amount: string
  fee: string
  txid: string
  /** `N/A` for fiat. */
  confirmations: number | 'N/A'
  state: DepositState
  transfer_type: 'crypto'
  created_at: string
  completed_at: string | null
  tid: string
}

const currency = { invalid: 'account.currency.doesnt_exist', max: 32 } as const
const blockchainKey = text({ invalid: 'account.deposit.blockchain_key_doesnt_exist', max: 64 })

/** Printable, so that no database refuses to compare it. */
const txid = { invalid: 'account.deposit.empty_txid', pattern: /^[\x21-\x7e]+$/, max: 128 } as const

export const getDepositAddress = endpoint<PaymentAddress>()({
  method: 'GET',
  path: '/account/deposit_address/:currency',
  auth: 'user',
  summary: 'The address that receives an asset for the caller, made on the first request',
  params: {
    currency: text({ ...currency, required: currency.invalid }),
    blockchain_key: blockchainKey,
    address_format: oneOf(['legacy', 'cash'], { invalid: 'account.deposit_address.invalid_address_format' }),
  },
})

const wholeNumber = integer({ invalid: 'invalid', min: 0 })
const seconds = (name: 'time_from' | 'time_to') =>
  param<number, {}>({}, (raw) => {
    if (raw === '') return { errors: [`account.deposit.empty_${name}`] }
    const read = wholeNumber.read(raw)
    return 'errors' in read || read.value === undefined
      ? { errors: [`account.deposit.non_integer_${name}`] }
      : { value: read.value }
  })

export const listDeposits = endpoint<DepositEntity[]>()({
  method: 'GET',
  path: '/account/deposits',
  auth: 'user',
  summary: "The caller's deposits, newest first; the time range is about their last change",
  params: {
    currency: text(currency),
    state: listOf(oneOf(depositStates, { invalid: 'account.deposit.invalid_state' }), {
      invalid: 'account.deposit.invalid_state',
    }),
    txid: text(txid),
    blockchain_key: blockchainKey,
    time_from: seconds('time_from'),
    time_to: seconds('time_to'),
    limit: integer({
      default: 100,
      invalid: 'account.deposit.non_integer_limit',
      range: 'account.deposit.invalid_limit',
      min: 1,
      max: 100,
    }),
    page: integer({
      default: 1,
      invalid: 'account.deposit.non_integer_page',
      range: 'account.deposit.non_positive_page',
      min: 1,
      max: 1_000_000,
    }),
  },
})

export const getDeposit = endpoint<DepositEntity>()({
  method: 'GET',
  path: '/account/deposits/:txid',
  auth: 'user',
  summary: "One of the caller's deposits",
  params: { txid: text({ ...txid, required: txid.invalid }) },
})

export type FaucetGift = {
  currency: string
  blockchain_key: string
  address: string
  amount: string
  txid: string
}

/** An extension of the embedded profile, mounted at the root. */
export const giveFromFaucet = endpoint<FaucetGift>()({
  method: 'POST',
  path: '/dev/faucet',
  auth: 'public',
  summary: 'Sends test coins of a simulated chain to an address',
  params: {
    currency: text({
      required: 'dev.faucet.invalid_currency',
      invalid: 'dev.faucet.invalid_currency',
      max: 32,
    }),
    address: text({
      required: 'dev.faucet.invalid_address',
      invalid: 'dev.faucet.invalid_address',
      max: 128,
    }),
    amount: decimal({ invalid: 'dev.faucet.invalid_amount', nonPositive: 'dev.faucet.invalid_amount' }),
  },
})

export type DevChain = {
  blockchain_key: string
  protocol: string
  height: number
  hash: string
  currencies: string[]
}

export const getDevChain = endpoint<DevChain[]>()({
  method: 'GET',
  path: '/dev/chain',
  auth: 'public',
  summary: 'Where each simulated chain stands',
  params: {},
})
