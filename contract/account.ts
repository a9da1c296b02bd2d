import { endpoint } from './endpoint.ts'
import type { Account } from './entities.ts'
import { flag, text } from './param.ts'
import { pagination } from './public.ts'

const search = text({ invalid: 'account.balances.invalid_search', max: 64 })

export const listBalances = endpoint<Account[]>()({
  method: 'GET',
  path: '/account/balances',
  auth: 'user',
  summary: "The caller's balance of every visible asset",
  params: {
    ...pagination,
    nonzero: flag({ default: false, invalid: 'account.balances.invalid_nonzero' }),
    'search[currency_code]': search,
    'search[currency_name]': search,
  },
})

export const getBalance = endpoint<Account>()({
  method: 'GET',
  path: '/account/balances/:currency',
  auth: 'user',
  summary: "The caller's balance of one asset",
  params: {
    currency: text({
      required: 'account.currency.doesnt_exist',
      invalid: 'account.currency.doesnt_exist',
      max: 64,
    }),
  },
})
